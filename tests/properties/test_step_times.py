"""Properties of the steps' times over many calendars, limits and lives of clocks."""

from datetime import datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.countdown import begin
from chalicelib.domain.clock.entry import ClockEntries
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.plan import plan_of
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.processing_step import ProcessingStep, shares_of
from chalicelib.domain.step_times import Forecast, StepTimes, step_times
from chalicelib.domain.working_time import WorkingTime
from tests.properties.clocks import MINUTE, calendars, limits, lives, moments, wide_limits

MOMENT = timedelta(microseconds=1)
equal = st.integers(1, 7).map(lambda count: shares_of([ProcessingStep(vi="a", en="a")] * count))
parts = st.integers(0, 40).map(lambda eighths: Fraction(eighths, 8))
waits = st.integers(0, 60 * 24 * 20).map(lambda minutes: minutes * MINUTE)


def last_seen(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, index: int, late: timedelta
) -> tuple[StepTimes, datetime]:
    """The step, begun at the first entry, as it is seen some time after the last."""
    shares, at = shares_of([ProcessingStep(vi="a", en="a")] * 3), entries[-1].at + late
    since = entries[0].at
    found = step_times(WorkingTime(calendar), entries, limit, shares, index, since=since, at=at)
    return found, at


@given(st.integers(1, 50))
def test_equal_parts_are_the_whole(count: int) -> None:
    assert sum(shares_of([ProcessingStep(vi="a", en="a")] * count)) == 1


@given(calendars(), limits, moments, parts, parts, waits, waits)
def test_while_a_step_lasts_its_forecast_never_improves_and_first_stands_still(
    calendar: CalendarFacts,
    limit: Limit,
    at: datetime,
    own: Fraction,
    others: Fraction,
    first: timedelta,
    more: timedelta,
) -> None:
    plan = plan_of(begin(WorkingTime(calendar), limit.term, at))
    forecast = Forecast(plan, at, own, others)
    sooner, later = at + first, at + first + more
    assert forecast.ends(sooner) <= forecast.ends(later)
    if plan.spent_at(later) < own:  # at the end of a day and of a part, work begins the next day
        assert forecast.ends(later) - forecast.ends(sooner) <= MOMENT


@given(calendars(), wide_limits, lives(restarts=True, extensions=True), st.integers(0, 2), waits)
def test_late_from_is_the_first_instant_of_a_late_forecast(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, index: int, late: timedelta
) -> None:
    found, at = last_seen(calendar, limit, entries, index, late)
    reading = read(entries, calendar, limit)
    assert found.legal_due_on == reading.legal_due_on
    if found.legal_due_on is None:
        assert found == StepTimes()
        return
    assert found.late_from is not None
    assert at <= found.late_from
    if vietnam_day(at) > found.legal_due_on:
        assert found.late_from == at
    else:
        assert vietnam_day(found.late_from - MOMENT) <= found.legal_due_on


@given(calendars(), limits, lives(restarts=True), st.integers(0, 1), waits)
def test_a_later_step_is_due_no_sooner_and_the_last_with_the_whole(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, index: int, late: timedelta
) -> None:
    sooner, _ = last_seen(calendar, limit, entries, index, late)
    later, _ = last_seen(calendar, limit, entries, index + 1, late)
    if sooner.due_at and later.due_at:
        assert sooner.due_at <= later.due_at


@given(calendars(), limits, lives(), waits)
def test_the_last_step_s_part_ends_when_the_limit_does(
    calendar: CalendarFacts, limit: Limit, entries: ClockEntries, late: timedelta
) -> None:
    """A limit that ran out on its due day and was held on that day goes on; a part that ran out does not."""
    found, _ = last_seen(calendar, limit, entries, 2, late)
    reading = read(entries, calendar, limit)
    if found.due_at and reading.legal_due_at:
        held = any(step.code == "paused" for step in reading.steps)
        assert found.due_at == reading.legal_due_at or (
            held and found.due_at < reading.legal_due_at
        )
