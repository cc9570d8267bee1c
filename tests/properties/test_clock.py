"""What holds of every legal clock, whatever calendar, limit and life it has."""

from datetime import date, datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.append import append
from chalicelib.domain.clock.entry import ClockEntries, ClockEntry, End, Extend, Reopen, Resume
from chalicelib.domain.clock.follow import open_grounds
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Limit, Term
from chalicelib.domain.clock.reading import ClockState, PromiseKind, Verdict
from chalicelib.domain.errors import Refusal
from chalicelib.domain.instant import VIETNAM, vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.working_time import WorkingTime
from tests.properties.clocks import (
    MINUTE,
    calendars,
    days,
    limits,
    lives,
    moments,
    named,
    pauses,
    started,
    wide_limits,
)

ENTRIES: TypeAdapter[ClockEntries] = TypeAdapter(ClockEntries)
full_lives = lives(restarts=True, extensions=True)


def due(calendar: CalendarFacts, limit: Limit, at: datetime) -> datetime:
    found = read((started(at),), calendar, limit).due_at
    assert found is not None
    return found


def idle(calendar: CalendarFacts, entries: ClockEntries) -> list[bool]:
    """Of each pause that ended, whether nobody worked in it."""
    times = WorkingTime(calendar)
    return [not times.between(start, end) for start, end in pauses(entries) if end]


@given(calendars(), limits, moments, moments)
def test_a_later_start_is_never_due_earlier(
    calendar: CalendarFacts, limit: Limit, one: datetime, other: datetime
) -> None:
    early, late = sorted((one, other))
    assert due(calendar, limit, early) <= due(calendar, limit, late)


@given(limits, st.integers(0, 7), st.integers(0, 24 * 60 - 1), st.integers(0, 7 * 60 - 1))
def test_a_filing_on_saturday_is_never_due_before_one_on_the_friday_evening_before(
    limit: Limit, week: int, minute: int, evening: int
) -> None:
    friday = datetime(2026, 1, 2, 17, tzinfo=VIETNAM) + timedelta(weeks=week, minutes=evening)
    saturday = datetime(2026, 1, 3, tzinfo=VIETNAM) + timedelta(weeks=week, minutes=minute)
    assert due(CalendarFacts(), limit, friday) == due(CalendarFacts(), limit, saturday)


@given(calendars(), limits, lives(extensions=True), days)
def test_one_more_day_off_makes_nothing_due_earlier(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, day: date
) -> None:
    """Unless it takes all the working time out of a pause, which then gains the agency nothing."""
    assume(all(day != other.on for other in (*calendar.days_off, *calendar.made_up_days)))
    more = calendar.model_copy(update={"days_off": (*calendar.days_off, named(day))})
    assume(idle(calendar, entries) == idle(more, entries))
    before, after = read(entries, calendar, limit), read(entries, more, limit)
    if before.due_at and after.due_at:
        assert before.due_at <= after.due_at
    if before.legal_due_at and after.legal_due_at:
        assert before.legal_due_at <= after.legal_due_at


@given(calendars(), wide_limits, full_lives)
def test_reading_again_changes_nothing(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries
) -> None:
    stored = ENTRIES.validate_json(ENTRIES.dump_json(entries))
    assert read(stored, calendar, limit) == read(entries, calendar, limit)


@given(calendars(), wide_limits, full_lives)
def test_promises_and_sentences_are_only_added(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries
) -> None:
    whole = read(entries, calendar, limit)
    for number in range(1, len(entries)):
        part = read(entries[:number], calendar, limit)
        assert whole.promises[: len(part.promises)] == part.promises
        assert whole.steps[: len(part.steps)] == part.steps


@given(calendars(), limits, lives(extensions=True), st.integers(1, 40))
def test_an_extension_never_erases_the_first_promise(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, more: int
) -> None:
    before = read(entries, calendar, limit)
    assume(before.state is ClockState.RUNNING)
    assert before.due_on is not None
    due_on = before.due_on + timedelta(days=more)
    at = entries[-1].at + MINUTE
    slip = Extend(at=at, by="officer", slip="2", reason="late", due_on=due_on)
    after = read((*entries, slip), calendar, limit)
    assert after.promises[: len(before.promises)] == before.promises
    assert after.promises[0].kind is PromiseKind.FIRST
    assert after.promises[-1].slip == "2"
    assert after.legal_due_at == before.legal_due_at
    assert after.due_on is not None
    assert after.due_on >= vietnam_day(slip.at), "a day is named, also in its evening"


@given(calendars(), wide_limits, full_lives, st.integers(0, 40 * 24 * 60))
def test_the_verdict_compares_days(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, minutes: int
) -> None:
    end = End(at=entries[-1].at + minutes * MINUTE, by="officer")
    reading = read((*entries, end), calendar, limit)
    if reading.legal_due_on is None:
        assert (reading.verdict, bool(reading.paused_for)) == (Verdict.ON_TIME, True)
    else:
        ended, day = vietnam_day(end.at), reading.legal_due_on
        sign = (ended > day) - (ended < day)
        expected = {-1: Verdict.EARLY, 0: Verdict.ON_TIME, 1: Verdict.LATE}
        assert reading.verdict is expected[sign]


@given(
    calendars(), wide_limits, full_lives, st.integers(0, 40 * 24 * 60), st.integers(0, 40 * 24 * 60)
)
def test_an_end_that_is_taken_back_counts_as_if_all_had_been_there_at_its_time(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, minutes: int, later: int
) -> None:
    """Whenever it is taken back: nobody was waited for while the dossier was closed."""
    at, by = entries[-1].at + minutes * MINUTE, "officer"
    reopened = Reopen(at=at + later * MINUTE, by=by, reason="a mistake")
    there = [Resume(at=at, by=by, ground=ground) for ground in open_grounds(entries)]
    taken_back = read((*entries, End(at=at, by=by), reopened), calendar, limit)
    went_on = read((*entries, *there), calendar, limit, reopened.at)
    for shown in ("state", "due_at", "legal_due_at", "elapsed", "remaining"):
        assert getattr(taken_back, shown) == getattr(went_on, shown)


@given(calendars(), wide_limits, st.lists(full_lives, max_size=3), st.randoms())
def test_nothing_makes_reading_fail_and_what_is_added_is_never_passed_over(
    calendar: CalendarFacts, limit: Limit, several: list[ClockEntries], random: object
) -> None:
    loose: list[ClockEntry] = [entry for entries in several for entry in entries]
    read(loose, calendar, limit)
    kept: ClockEntries = ()
    for entry in loose:
        try:
            added = append(kept, entry, calendar, limit)
        except Refusal:
            continue
        assert len(read(added, calendar, limit).steps) > len(read(kept, calendar, limit).steps)
        kept = added


@given(calendars(), moments)
def test_eight_working_hours_are_due_no_later_than_one_working_day(
    calendar: CalendarFacts, at: datetime
) -> None:
    hours = Limit(term=Term(value=8, unit=TimeUnit.WORKING_HOUR))
    one_day = Limit(term=Term(value=1, unit=TimeUnit.WORKING_DAY))
    assert due(calendar, hours, at) <= due(calendar, one_day, at)
