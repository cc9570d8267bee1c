"""The orders whose payment page was opened, and how each of them stands.

VNPAY hears of an order when the payer's browser brings it. A merchant's number counts within a day
(GMT+7), so the same number on another day is another order; `order_id` of the control interface is the
number, and means the latest order that bears it.
"""

import sqlite3
from dataclasses import astuple, dataclass, fields

from sandbox.store import Store
from sandbox.vnpay.codes import IN_REVIEW, SUCCESS, WAITING_STATUS

SCHEMA = """
CREATE TABLE IF NOT EXISTS vnpay_orders (
    transaction_no INTEGER PRIMARY KEY,
    tmn_code TEXT NOT NULL,
    txn_ref TEXT NOT NULL,
    day TEXT NOT NULL,
    amount INTEGER NOT NULL,
    bank_code TEXT NOT NULL,
    order_info TEXT NOT NULL,
    return_url TEXT NOT NULL,
    locale TEXT NOT NULL,
    create_date TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    asked TEXT NOT NULL,
    response_code TEXT NOT NULL,
    status TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    received INTEGER NOT NULL,
    UNIQUE (tmn_code, day, txn_ref)
);
CREATE INDEX IF NOT EXISTS vnpay_orders_open ON vnpay_orders (decided_at, expires_at);
CREATE INDEX IF NOT EXISTS vnpay_orders_number ON vnpay_orders (txn_ref);
CREATE TABLE IF NOT EXISTS vnpay_requests (
    tmn_code TEXT NOT NULL,
    day TEXT NOT NULL,
    request_id TEXT NOT NULL,
    PRIMARY KEY (tmn_code, day, request_id)
);
CREATE TABLE IF NOT EXISTS vnpay_ipn (only INTEGER PRIMARY KEY CHECK (only = 1), url TEXT NOT NULL);
"""


@dataclass(frozen=True)
class Order:
    """Amounts in VNPAY's unit, đồng × 100; instants in milliseconds since the epoch, 0 for none yet.

    `asked` is the signed query string that opened the page. `received` is what the payer paid.
    """

    transaction_no: int
    tmn_code: str
    txn_ref: str
    day: str
    amount: int
    bank_code: str
    order_info: str
    return_url: str
    locale: str
    create_date: str
    expires_at: int
    asked: str
    response_code: str = ""
    status: str = WAITING_STATUS
    decided_at: int = 0
    received: int = 0

    @property
    def is_waiting(self) -> bool:
        return self.decided_at == 0

    @property
    def is_in_review(self) -> bool:
        return self.status in IN_REVIEW

    @property
    def is_paid(self) -> bool:
        return (self.response_code, self.status) == (SUCCESS, SUCCESS)

    @property
    def stated_amount(self) -> int:
        """What VNPAY tells of the order: what was received, or else what was asked."""
        return self.received or self.amount


class Orders:
    def __init__(self, store: Store) -> None:
        self._store = store

    def next_transaction_no(self, now: int) -> int:
        """Follows the clock, so that a new state file does not begin with numbers already used."""
        [row] = self._store.read("SELECT max(transaction_no) AS last FROM vnpay_orders")
        return max(int(row["last"] or 0) + 1, now // 1000)

    def add(self, order: Order) -> None:
        places = ", ".join("?" for _ in fields(order))
        self._store.write(f"INSERT INTO vnpay_orders VALUES ({places})", astuple(order))  # noqa: S608 (places only)

    def decide(
        self, transaction_no: int, response_code: str, status: str, decided_at: int, received: int
    ) -> None:
        self._store.write(
            "UPDATE vnpay_orders SET response_code = ?, status = ?, decided_at = ?, received = ?"
            " WHERE transaction_no = ?",
            (response_code, status, decided_at, received, transaction_no),
        )

    def find(self, txn_ref: str) -> Order | None:
        """The latest order of this number."""
        sql = "SELECT * FROM vnpay_orders WHERE txn_ref = ? ORDER BY transaction_no DESC LIMIT 1"
        return self._one(sql, txn_ref)

    def find_of_day(self, tmn_code: str, day: str, txn_ref: str) -> Order | None:
        sql = "SELECT * FROM vnpay_orders WHERE tmn_code = ? AND day = ? AND txn_ref = ?"
        return self._one(sql, tmn_code, day, txn_ref)

    def overdue(self, now: int) -> list[Order]:
        sql = "SELECT * FROM vnpay_orders WHERE decided_at = 0 AND expires_at <= ?"
        return [_order(row) for row in self._store.read(sql, (now,))]

    def latest(self, limit: int) -> list[Order]:
        """The newest orders, newest last."""
        sql = "SELECT * FROM vnpay_orders ORDER BY transaction_no DESC LIMIT ?"
        return [_order(row) for row in reversed(self._store.read(sql, (limit,)))]

    def is_new_request(self, tmn_code: str, day: str, request_id: str) -> bool:
        """Whether this number of a query is used for the first time that day; it now is used."""
        written = self._store.write(
            "INSERT OR IGNORE INTO vnpay_requests VALUES (?, ?, ?)", (tmn_code, day, request_id)
        )
        return written.rowcount == 1

    def ipn_url(self) -> str:
        """The address that merchants registered for notifications; empty while none is."""
        rows = self._store.read("SELECT url FROM vnpay_ipn")
        return str(rows[0]["url"]) if rows else ""

    def register_ipn(self, url: str) -> None:
        self._store.write("INSERT OR REPLACE INTO vnpay_ipn VALUES (1, ?)", (url,))

    def _one(self, sql: str, *values: str) -> Order | None:
        rows = self._store.read(sql, values)
        return _order(rows[0]) if rows else None


def _order(row: sqlite3.Row) -> Order:
    return Order(**dict(row))
