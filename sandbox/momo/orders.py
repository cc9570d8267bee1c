"""The orders that merchants created, and how each of them stands.

MoMo's number of a payment (`transId`) is reserved with the order and shown once the order is decided, so
that a notification looked at beforehand and the one sent later name the same payment.
Order numbers are unique across the sandbox, not per merchant as at MoMo: the payment page is found by them.
"""

import sqlite3
from dataclasses import astuple, dataclass, fields

from sandbox.momo.codes import NOT_FINAL, Code
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS momo_orders (
    order_id TEXT PRIMARY KEY,
    partner_code TEXT NOT NULL,
    request_id TEXT NOT NULL,
    amount INTEGER NOT NULL,
    order_info TEXT NOT NULL,
    merchant_name TEXT NOT NULL,
    redirect_url TEXT NOT NULL,
    ipn_url TEXT NOT NULL,
    request_type TEXT NOT NULL,
    extra_data TEXT NOT NULL,
    lang TEXT NOT NULL,
    auto_capture INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    trans_id INTEGER NOT NULL UNIQUE,
    result_code INTEGER NOT NULL,
    pay_type TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0,
    UNIQUE (partner_code, request_id)
);
CREATE INDEX IF NOT EXISTS momo_orders_open ON momo_orders (result_code, expires_at);
"""

ADDITIONS = ("ALTER TABLE momo_orders ADD COLUMN received INTEGER NOT NULL DEFAULT 0",)


@dataclass(frozen=True)
class Order:
    """Amounts in đồng, instants in milliseconds since the epoch; `decided_at` is 0 while undecided.

    `received` is what the payer paid, 0 while nothing; MoMo's own pages let nobody pay another amount
    than was asked, the control interface does.
    """

    order_id: str
    partner_code: str
    request_id: str
    amount: int
    order_info: str
    merchant_name: str
    redirect_url: str
    ipn_url: str
    request_type: str
    extra_data: str
    lang: str
    auto_capture: int
    created_at: int
    expires_at: int
    trans_id: int
    result_code: int = Code.WAITING
    pay_type: str = ""
    decided_at: int = 0
    received: int = 0

    @property
    def stated_amount(self) -> int:
        """What MoMo tells of the order: what was received, or else what was asked."""
        return self.received or self.amount

    @property
    def is_waiting(self) -> bool:
        return self.result_code == Code.WAITING

    @property
    def is_final(self) -> bool:
        return self.result_code not in NOT_FINAL


class Orders:
    def __init__(self, store: Store) -> None:
        self._store = store

    def next_trans_id(self, now: int) -> int:
        """Follows the clock, so that a new state file does not begin with numbers already used."""
        [row] = self._store.read("SELECT max(trans_id) AS last FROM momo_orders")
        return max(int(row["last"] or 0) + 1, now // 1000)

    def add(self, order: Order) -> None:
        places = ", ".join("?" for _ in fields(order))
        names = ", ".join(each.name for each in fields(order))
        sql = f"INSERT INTO momo_orders ({names}) VALUES ({places})"  # noqa: S608 (names only)
        self._store.write(sql, astuple(order))

    def decide(
        self, order_id: str, code: Code, pay_type: str, decided_at: int, received: int
    ) -> None:
        self._store.write(
            "UPDATE momo_orders SET result_code = ?, pay_type = ?, decided_at = ?, received = ?"
            " WHERE order_id = ? AND result_code = ?",
            (code, pay_type, decided_at, received, order_id, Code.WAITING),
        )

    def find(self, order_id: str) -> Order | None:
        return self._one("SELECT * FROM momo_orders WHERE order_id = ?", order_id)

    def find_request(self, partner_code: str, request_id: str) -> Order | None:
        sql = "SELECT * FROM momo_orders WHERE partner_code = ? AND request_id = ?"
        return self._one(sql, partner_code, request_id)

    def overdue(self, now: int) -> list[Order]:
        sql = "SELECT * FROM momo_orders WHERE result_code = ? AND expires_at <= ?"
        return [_order(row) for row in self._store.read(sql, (Code.WAITING, now))]

    def latest(self, limit: int) -> list[Order]:
        """The newest orders, newest last."""
        sql = "SELECT * FROM momo_orders ORDER BY created_at DESC, rowid DESC LIMIT ?"
        return [_order(row) for row in reversed(self._store.read(sql, (limit,)))]

    def _one(self, sql: str, *values: str) -> Order | None:
        rows = self._store.read(sql, values)
        return _order(rows[0]) if rows else None


def _order(row: sqlite3.Row) -> Order:
    return Order(**dict(row))
