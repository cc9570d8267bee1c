"""Before a calendar is changed: which open dossiers would be due at another time."""

from collections.abc import Iterable

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.entry import ClockEntries
from chalicelib.domain.clock.legal_clock import read_by
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value
from chalicelib.domain.working_time import WorkingTime


class OpenClock(Value):
    """A dossier whose clock has not ended."""

    code: str
    entries: ClockEntries
    limit: Limit | None


class Move(Value):
    """A dossier whose due date moves: what was promised last, and what the law gives."""

    code: str
    before: Instant | None
    after: Instant | None
    legal_before: Instant | None
    legal_after: Instant | None


def what_moves(
    clocks: Iterable[OpenClock], old: CalendarFacts, new: CalendarFacts
) -> tuple[Move, ...]:
    """The dossiers that `new` would move, in the order given; those that stay are left out."""
    times, others = WorkingTime(old), WorkingTime(new)
    moves = (_move(clock, times, others) for clock in clocks)
    return tuple(move for move in moves if move)


def _move(clock: OpenClock, times: WorkingTime, others: WorkingTime) -> Move | None:
    then = read_by(times, clock.entries, clock.limit)
    now = read_by(others, clock.entries, clock.limit)
    if (then.due_at, then.legal_due_at) == (now.due_at, now.legal_due_at):
        return None
    return Move(
        code=clock.code,
        before=then.due_at,
        after=now.due_at,
        legal_before=then.legal_due_at,
        legal_after=now.legal_due_at,
    )
