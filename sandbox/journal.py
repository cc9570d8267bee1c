"""Everything that happened, in order: what the log page and `GET /control/log` show."""

import json
import sqlite3
from dataclasses import dataclass

from sandbox.clock import Clock
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    provider TEXT NOT NULL,
    kind TEXT NOT NULL,
    order_id TEXT NOT NULL,
    summary TEXT NOT NULL,
    details TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS journal_order ON journal (order_id);
"""

KEPT = 20_000


@dataclass(frozen=True)
class Entry:
    id: int
    at: str
    provider: str
    kind: str
    order_id: str
    summary: str
    details: dict[str, object]


@dataclass(frozen=True)
class Filter:
    """An empty text filters nothing; `after` is the id of the last entry already seen."""

    provider: str = ""
    kind: str = ""
    order_id: str = ""
    after: int = 0
    limit: int = 500


class Journal:
    def __init__(self, store: Store, now: Clock) -> None:
        self._store = store
        self._now = now

    def note(
        self, provider: str, kind: str, summary: str, *, order_id: str = "", **details: object
    ) -> None:
        at = self._now().isoformat(timespec="milliseconds")
        text = json.dumps(details, ensure_ascii=False)
        written = self._store.write(
            "INSERT INTO journal (at, provider, kind, order_id, summary, details)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (at, provider, kind, order_id, summary, text),
        )
        self._store.write("DELETE FROM journal WHERE id <= ?", ((written.lastrowid or 0) - KEPT,))

    def entries(self, wanted: Filter) -> list[Entry]:
        """The newest `limit` entries that match, newest last."""
        rows = self._store.read(
            "SELECT * FROM journal WHERE id > ?1 AND (?2 = '' OR provider = ?2)"
            " AND (?3 = '' OR kind = ?3) AND (?4 = '' OR order_id = ?4) ORDER BY id DESC LIMIT ?5",
            (wanted.after, wanted.provider, wanted.kind, wanted.order_id, wanted.limit),
        )
        return [_entry(row) for row in reversed(rows)]


def _entry(row: sqlite3.Row) -> Entry:
    return Entry(**{**dict(row), "details": json.loads(row["details"])})
