"""A pause gains the agency no more than its own length, and nothing if nobody worked in it."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.entry import ClockEntries, ClockEntry, Extend, Ground, Pause, Resume
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Limit, Term
from chalicelib.domain.clock.reading import ClockState, Reading
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.working_time import WorkingTime
from tests.properties.clocks import (
    MINUTE,
    calendars,
    lives,
    moments,
    started,
    wide_limits,
)

full_lives = lives(restarts=True, extensions=True)
lengths = st.integers(0, 3 * 24 * 60).map(lambda minutes: minutes * MINUTE)
calendar_days = st.builds(
    Limit, term=st.builds(Term, value=st.integers(0, 30), unit=st.just(TimeUnit.DAY))
)


def paused(since: datetime, until: datetime) -> tuple[ClockEntry, ClockEntry]:
    ground = Ground.THIRD_PARTY
    return Pause(at=since, by="o", ground=ground), Resume(at=until, by="o", ground=ground)


def shown(reading: Reading) -> Reading:
    """All but how it came about."""
    return reading.model_copy(update={"steps": ()})


@given(calendars(), wide_limits, full_lives, st.data(), lengths, lengths)
def test_a_pause_in_which_nobody_works_changes_nothing(
    calendar: CalendarFacts,
    limit: Limit,
    entries: ClockEntries,
    data: st.DataObject,
    later: timedelta,
    length: timedelta,
) -> None:
    """Wherever in its life it stands: until work begins next, or a part of that."""
    number = data.draw(st.integers(1, len(entries)))
    before, after = entries[:number], entries[number:]
    assume(read(before, calendar, limit).state is ClockState.RUNNING)
    since = before[-1].at + later
    until = min(since + length, WorkingTime(calendar).next_moment(since))
    assume(not after or until <= after[0].at)
    now = (after or (*before, paused(since, until)[1]))[-1].at
    whole = (*before, *paused(since, until), *after)
    assert shown(read(whole, calendar, limit, now)) == shown(read(entries, calendar, limit, now))


@given(calendars(), wide_limits, full_lives, lengths, st.tuples(lengths, lengths, lengths))
def test_a_longer_pause_never_makes_it_due_earlier(
    calendar: CalendarFacts,
    limit: Limit,
    entries: ClockEntries,
    later: timedelta,
    steps: tuple[timedelta, timedelta, timedelta],
) -> None:
    """Whether it begins earlier or ends later."""
    assume(read(entries, calendar, limit).state is ClockState.RUNNING)
    first = entries[-1].at + later
    second = first + steps[0]
    third = second + steps[1]
    fourth = third + steps[2]
    inner = read((*entries, *paused(second, third)), calendar, limit)
    outer = read((*entries, *paused(first, fourth)), calendar, limit)
    assert inner.due_at
    assert outer.due_at
    assert inner.due_at <= outer.due_at
    assert inner.legal_due_at
    assert outer.legal_due_at
    assert inner.legal_due_at <= outer.legal_due_at


def moved(before: datetime, since: datetime, until: datetime) -> datetime:
    """The due instant moved by the length of the pause.

    On the due day after its time nothing is left: then it is due when the pause is over.
    """
    return before + (until - since) if since <= before else max(before, until)


@given(calendars(), calendar_days, lives(), lengths, lengths)
def test_calendar_days_move_by_the_pause_and_to_the_next_day_that_is_worked(
    calendar: CalendarFacts,
    limit: Limit,
    entries: ClockEntries,
    later: timedelta,
    length: timedelta,
) -> None:
    before = read(entries, calendar, limit).due_at
    assume(before)
    assert before
    since, times = entries[-1].at + later, WorkingTime(calendar)
    after = read((*entries, *paused(since, since + length)), calendar, limit).due_at
    assert after
    furthest = moved(before, since, since + length)
    opening = times.opening(times.days.next_worked(vietnam_day(furthest)))
    assert before <= after <= max(furthest, opening)


@given(calendars(), wide_limits, moments, st.integers(0, 40), lengths, lengths)
def test_a_promised_day_moves_by_the_pause_and_to_the_next_day_that_is_worked(
    calendar: CalendarFacts,
    limit: Limit,
    at: datetime,
    more: int,
    later: timedelta,
    length: timedelta,
) -> None:
    day = vietnam_day(at) + timedelta(days=more)
    slip = Extend(at=at, by="officer", slip="1", reason="late", due_on=day)
    entries = (started(at), slip)
    before = read(entries, calendar, limit).due_at
    since, times = at + later, WorkingTime(calendar)
    after = read((*entries, *paused(since, since + length)), calendar, limit).due_at
    assert before
    assert after
    furthest = vietnam_day(moved(before, since, since + length))
    assert before <= after <= times.closing(times.days.next_worked(furthest))
