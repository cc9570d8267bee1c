"""The notifications that are owed, as rows of the state file: what is sent where, and how it stands."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.clock import Clock, in_ms
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    order_id TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    attempts INTEGER NOT NULL DEFAULT 0,
    status INTEGER,
    answer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due_at);
CREATE INDEX IF NOT EXISTS deliveries_order ON deliveries (provider, order_id);
"""


@dataclass(frozen=True)
class Parcel:
    """One notification to be sent; `delay` is in seconds."""

    provider: str
    order_id: str
    method: str
    url: str
    content_type: str
    body: str
    delay: float = 0.0


@dataclass(frozen=True)
class Delivery:
    """`state`: waiting, accepted or given_up. `status`: the last HTTP status, none without an answer."""

    id: int
    provider: str
    order_id: str
    method: str
    url: str
    content_type: str
    body: str
    due_at: int
    state: str
    attempts: int
    status: int | None
    answer: str


class Deliveries:
    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    def add(self, parcels: Iterable[Parcel]) -> list[int]:
        """Writes them down (inside the caller's transaction, if there is one)."""
        return [self._add(parcel) for parcel in parcels]

    def find(self, delivery_id: int) -> Delivery:
        [row] = self._store.read("SELECT * FROM deliveries WHERE id = ?", (delivery_id,))
        return _delivery(row)

    def of_order(self, provider: str, order_id: str) -> list[Delivery]:
        sql = "SELECT * FROM deliveries WHERE provider = ? AND order_id = ? ORDER BY id"
        return [_delivery(row) for row in self._store.read(sql, (provider, order_id))]

    def due(self) -> list[int]:
        sql = (
            "SELECT id FROM deliveries WHERE state = 'waiting' AND due_at <= ? ORDER BY due_at, id"
        )
        return [row["id"] for row in self._store.read(sql, (self._after(0),))]

    def attempted(
        self, delivery_id: int, state: str, status: int | None, answer: str, pause: float
    ) -> None:
        """Records one more attempt; a delivery still waiting is due again after `pause` seconds."""
        self._store.write(
            "UPDATE deliveries SET attempts = attempts + 1, state = ?, status = ?, answer = ?,"
            " due_at = ? WHERE id = ?",
            (state, status, answer, self._after(pause), delivery_id),
        )

    def _after(self, seconds: float) -> int:
        return in_ms(self._now()) + round(seconds * 1000)

    def _add(self, parcel: Parcel) -> int:
        written = self._store.write(
            "INSERT INTO deliveries (provider, order_id, method, url, content_type, body, due_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                parcel.provider,
                parcel.order_id,
                parcel.method,
                parcel.url,
                parcel.content_type,
                parcel.body,
                self._after(parcel.delay),
            ),
        )
        return written.lastrowid or 0


def _delivery(row: sqlite3.Row) -> Delivery:
    return Delivery(**dict(row))
