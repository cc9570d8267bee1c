"""Adding an entry to a legal clock: what would make no sense is refused before it is written."""

from datetime import timedelta

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.entry import (
    ClockEntries,
    ClockEntry,
    Extend,
    Ground,
    Pause,
    Remainder,
    Reopen,
    Restart,
    Resume,
    Start,
)
from chalicelib.domain.clock.legal_clock import read_by
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.reading import ClockState, Reading
from chalicelib.domain.clock.words import day, moment
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.working_time import WorkingTime

MOST_WORDS, MOST_ENTRIES = 40_000, 300
"""Bytes of all reasons, and entries: far more than any life has, far less than an item holds."""

LONGEST_REASON = 2_000 * 4
"""Bytes that one reason may have (`entry.Reason`)."""


def append(
    entries: ClockEntries, entry: ClockEntry, calendar: CalendarFacts, limit: Limit | None
) -> ClockEntries:
    """The entries and the new one. Raises Conflict, and Invalid for a day that cannot be promised.

    Entries stand in the order of their instants. Two may share one (a dossier is accepted and
    waits for its fee at once), but not two of a kind: that is one press of a button too many.
    """
    _in_order(entries, entry)
    times = WorkingTime(calendar)
    reading = read_by(times, entries, limit)
    _fits_state(reading, entry)
    if isinstance(entry, Pause | Extend):
        _has_room(entries, entry, held=len(reading.paused_for))
    match entry:
        case Pause(ground=ground) if ground in reading.paused_for:
            raise Conflict("clock_already_paused", ground=ground)
        case Resume(ground=ground) | Restart(ground=ground) | Remainder(ground=ground):
            _is_paused(reading, ground)
        case Extend():
            _may_extend(reading, entry, times)
    return (*entries, entry)


def _in_order(entries: ClockEntries, entry: ClockEntry) -> None:
    if entries and entry.at < entries[-1].at:
        raise Conflict("clock_out_of_order", at=moment(entry.at), last=moment(entries[-1].at))
    if any(other.at == entry.at and _kind(other) == _kind(entry) for other in entries):
        raise Conflict("clock_entry_twice", at=moment(entry.at))


def _has_room(entries: ClockEntries, entry: Pause | Extend, held: int) -> None:
    """The words of a clock must leave room for the rest of its dossier, which is one item.

    `held`: so many grounds hold. A pause keeps the room for its own end: who pauses may go on.
    """
    ends = held + isinstance(entry, Pause)
    words = sum(len(reason.encode()) for one in (*entries, entry) if (reason := _reason(one)))
    full = len(entries) + 1 + ends > MOST_ENTRIES
    if full or words + ends * LONGEST_REASON > MOST_WORDS:
        raise Conflict("clock_full")


def _reason(entry: ClockEntry) -> str | None:
    return getattr(entry, "reason", None)


def _kind(entry: ClockEntry) -> tuple[str, Ground | None]:
    return entry.kind, getattr(entry, "ground", None)


def _fits_state(reading: Reading, entry: ClockEntry) -> None:
    if isinstance(entry, Start):
        if reading.state is not ClockState.NOT_STARTED:
            raise Conflict("clock_already_started")
    elif reading.state is ClockState.NOT_STARTED:
        raise Conflict("clock_not_started")
    elif isinstance(entry, Reopen) != (reading.state is ClockState.ENDED):
        raise Conflict("clock_not_ended" if isinstance(entry, Reopen) else "clock_ended")


def _is_paused(reading: Reading, ground: Ground) -> None:
    if ground not in reading.paused_for:
        raise Conflict("clock_not_paused", ground=ground)


def _may_extend(reading: Reading, entry: Extend, times: WorkingTime) -> None:
    if reading.state is ClockState.PAUSED:
        raise Conflict("clock_paused")
    if reading.due_on is None:
        raise Conflict("clock_without_due")
    if any(promise.slip == entry.slip for promise in reading.promises):
        raise Conflict("slip_taken", slip=entry.slip)
    first = max(reading.due_on + timedelta(days=1), vietnam_day(entry.at))
    if entry.due_on < first:
        raise Invalid("extension_not_later", [("/due_on", "extension_not_later")], first=day(first))
    if not times.days.works_on(entry.due_on):
        raise Invalid(
            "extension_not_worked",
            [("/due_on", "extension_not_worked")],
            due_on=day(entry.due_on),
        )
