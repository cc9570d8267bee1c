"""The second computation: the same figures from the bare moves, in SQL. No code of the report."""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from chalicelib.domain.dossier import NATIONAL_CODE
from local.half_year.lives import Life

_TABLES = """
CREATE TABLE filing (code TEXT PRIMARY KEY, agency, field, procedure, channel, applicant_kind,
                     applicant_province, filed_at, due_on);
CREATE TABLE move (code TEXT, seq INTEGER, at, status INTEGER, PRIMARY KEY (code, seq));
"""

_KNOWN = """
WITH known AS (SELECT * FROM move WHERE at < :cut),
last_open AS (SELECT code, MAX(seq) AS seq FROM known WHERE status IN (1, 2, 4, 5, 6) GROUP BY code),
first_end AS (SELECT k.code, MIN(k.seq) AS seq FROM known k LEFT JOIN last_open o ON o.code = k.code
              WHERE k.seq > IFNULL(o.seq, -1) GROUP BY k.code),
fact AS (
  SELECT f.*, e.at AS ended_at, e.status AS ended_as,
         (SELECT MIN(at) FROM known r WHERE r.code = f.code AND r.status = 2) AS taken_at,
         (SELECT status FROM known l WHERE l.code = f.code ORDER BY seq DESC LIMIT 1) AS status,
         date(e.at, '+7 hours') AS ended_on
  FROM filing f LEFT JOIN first_end x ON x.code = f.code
  LEFT JOIN known e ON e.code = x.code AND e.seq = x.seq
  WHERE f.filed_at < :cut AND (e.at IS NULL OR e.at >= :begin))
SELECT * FROM fact
"""

CONDITIONS: Final = {
    "received": "taken_at IS NOT NULL",
    "received_new": "taken_at >= :begin",
    "received_online": "taken_at >= :begin AND channel = 'online'",
    "received_direct": "taken_at >= :begin AND channel = 'direct'",
    "received_postal": "taken_at >= :begin AND channel = 'postal'",
    "carried_over": "taken_at < :begin",
    "resolved": "taken_at IS NOT NULL AND ended_at IS NOT NULL",
    "resolved_early": "taken_at IS NOT NULL AND ended_on < due_on",
    "resolved_on_time": "taken_at IS NOT NULL AND ended_at IS NOT NULL"
    " AND IFNULL(ended_on = due_on, 1)",
    "resolved_late": "taken_at IS NOT NULL AND ended_on > due_on",
    "resolved_without_due_day": "taken_at IS NOT NULL AND ended_at IS NOT NULL AND due_on IS NULL",
    "resolved_stopped": "taken_at IS NOT NULL AND ended_as = 8",
    "resolved_withdrawn": "taken_at IS NOT NULL AND ended_as = 7",
    "in_progress": "taken_at IS NOT NULL AND ended_at IS NULL",
    "in_progress_in_term": "taken_at IS NOT NULL AND ended_at IS NULL"
    " AND IFNULL(due_on >= :last, 1)",
    "in_progress_late": "taken_at IS NOT NULL AND ended_at IS NULL AND due_on < :last",
    "paused": "taken_at IS NOT NULL AND ended_at IS NULL AND status IN (5, 6)",
    "not_received": "taken_at IS NULL AND ended_as = 3",
    "withdrawn_before_intake": "taken_at IS NULL AND ended_as = 7",
    "awaiting_intake": "taken_at IS NULL AND ended_at IS NULL",
}


class Ledger:
    """The lives in two tables in memory, asked for figures."""

    def __init__(self, known: Iterable[Life]) -> None:
        self._db = sqlite3.connect(":memory:")
        self._db.executescript(_TABLES)
        for life in known:
            self._keep(life)

    def close(self) -> None:
        """Forget it all."""
        self._db.close()

    def ask(self, first: date, last: date) -> None:
        """Take a period, both days included, of which all is known."""
        self._asked = {
            "begin": _text(_midnight(first)),
            "cut": _text(_midnight(last + timedelta(days=1))),
            "last": last.isoformat(),
        }
        self._db.execute("DROP TABLE IF EXISTS found")
        self._db.execute(f"CREATE TABLE found AS {_KNOWN}", self._asked)

    def figures(self, dimension: str | None = None, group: str | None = None) -> dict[str, int]:
        """Every figure, of all dossiers or of one group."""
        only = f" AND {dimension} = :value" if dimension else ""
        begin = "SELECT COUNT(*) FROM found WHERE"
        return {
            name: self._number(f"{begin} ({condition}){only}", group)
            for name, condition in CONDITIONS.items()
        }

    def groups(self, dimension: str) -> list[str]:
        """The groups that the period's dossiers fall into."""
        rows = self._db.execute(f"SELECT DISTINCT {dimension} FROM found")  # noqa: S608 - our own words
        return sorted(row[0] for row in rows)

    def hundredths(self, count: int, of: int) -> int:
        """`count` of `of` in hundredths of a per cent, half up, in whole numbers."""
        return (count * 20_000 // of + 1) // 2

    def _number(self, query: str, group: str | None) -> int:
        found: int = self._db.execute(query, {**self._asked, "value": group}).fetchone()[0]
        return found

    def _keep(self, life: Life) -> None:
        f, due_on = life.filing, life.due_on.isoformat() if life.due_on else None
        facts = (f.code, f.agency, f.field, f.procedure, f.channel.value, f.applicant_kind)
        row = (*facts, f.applicant_province, _text(f.filed_at), due_on)
        self._db.execute("INSERT INTO filing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        self._db.executemany(
            "INSERT INTO move VALUES (?, ?, ?, ?)",
            [(f.code, n, _text(at), NATIONAL_CODE[s]) for n, (at, s) in enumerate(life.moves)],
        )


def _midnight(day: date) -> datetime:
    """When a day begins in Hanoi."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)


def _text(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%d %H:%M:%S")
