"""The state file: one SQLite database, so that a restart forgets nothing.

Everything runs on the event loop's one thread, and no transaction contains an `await`, so transactions
never interleave.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

Value = str | int | float | None


class Store:
    """`additions` bring a state file of an earlier sandbox up to date: one column each."""

    def __init__(self, path: Path, schemas: Iterable[str], additions: Iterable[str] = ()) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        for schema in schemas:
            self._db.executescript(schema)
        for addition in additions:
            with suppress(sqlite3.OperationalError):  # the column is there already
                self._db.execute(addition)

    def read(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def write(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Cursor:
        return self._db.execute(sql, values)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the writes inside, or none."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()
