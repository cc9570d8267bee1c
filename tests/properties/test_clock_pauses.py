"""Pauses: time is left out once, in whatever order they begin and end."""

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.entry import ClockEntries, Ground, Pause, Resume
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.reading import Amount
from chalicelib.domain.clock.ways import WAYS, Way
from chalicelib.domain.working_time import WorkingTime
from tests.properties.clocks import MINUTE, calendars, limits, lives, pauses


def counted(
    times: WorkingTime, way: Way, entries: ClockEntries, until: datetime
) -> Iterator[tuple[datetime, datetime]]:
    """From when to when time counts: all of it but the pauses in which somebody worked."""
    since = times.next_moment(entries[0].at)
    for start, end in pauses(entries):
        if end is None:
            until = start
        elif times.between(start, end):
            yield since, start
            since = way.goes_on(times, end)
    yield since, until


def seconds(days: Fraction, amount: Amount) -> int:
    return int(days * (24 if amount.unit == "day" else 8) * 3600)


@given(calendars(), limits, lives(), st.integers(0, 20 * 24 * 60))
def test_what_is_spent_is_the_time_without_any_pause(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, later: int
) -> None:
    times, way = WorkingTime(calendar), WAYS[limit.term.unit]
    now = entries[-1].at + later * MINUTE
    stretches = counted(times, way, entries, now)
    spent = sum((way.between(times, *each) for each in stretches), Fraction(0))
    elapsed = read(entries, calendar, limit, now).elapsed
    assert elapsed.seconds == seconds(spent, elapsed)


@given(calendars(), limits, lives(), st.integers(0, 20 * 24 * 60))
def test_what_is_spent_never_grows_less(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, later: int
) -> None:
    spent = [
        read(entries[:number], calendar, limit, entry.at).elapsed.seconds
        for number, entry in enumerate(entries, start=1)
    ]
    now = entries[-1].at + later * MINUTE
    spent.append(read(entries, calendar, limit, now).elapsed.seconds)
    assert spent == sorted(spent)


@given(calendars(), limits, lives(extensions=True))
def test_pauses_never_make_it_due_earlier(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries
) -> None:
    without = tuple(entry for entry in entries if not isinstance(entry, Pause | Resume))
    with_pauses, base = read(entries, calendar, limit), read(without, calendar, limit)
    if with_pauses.due_at and with_pauses.legal_due_at:
        assert base.due_at is not None
        assert base.legal_due_at is not None
        assert with_pauses.due_at >= base.due_at
        assert with_pauses.legal_due_at >= base.legal_due_at


@given(calendars(), limits, lives(), st.permutations(list(Ground)))
def test_which_ground_it_is_changes_nothing(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, others: list[Ground]
) -> None:
    named = dict(zip(Ground, others, strict=True))
    renamed = tuple(
        entry.model_copy(update={"ground": named[entry.ground]})
        if isinstance(entry, Pause | Resume)
        else entry
        for entry in entries
    )
    one, other = read(entries, calendar, limit), read(renamed, calendar, limit)
    assert (one.due_at, one.elapsed, one.remaining) == (
        other.due_at,
        other.elapsed,
        other.remaining,
    )


@given(calendars(), limits, lives())
def test_what_is_spent_and_what_is_left_make_the_limit(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries
) -> None:
    """Only as long as the limit is not used up; a rule ("the same day") is no amount."""
    reading = read(entries, calendar, limit)
    if reading.remaining is None or reading.remaining.seconds == 0 or limit.term.unit == "same_day":
        return
    value = Fraction(limit.term.value, 8 if limit.term.unit == "working_hour" else 1)
    both = reading.elapsed.seconds + reading.remaining.seconds
    whole = seconds(value, reading.elapsed)
    if limit.term.unit == "day":
        assert both >= whole - 1, "the end of calendar days may be moved to a working day"
    else:
        assert abs(both - whole) <= 1, "both are rounded down to seconds"
