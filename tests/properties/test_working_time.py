"""Working time is arithmetic: it adds up, it is undone by measuring, and it agrees with counting."""

from datetime import date, datetime, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.working_time import HOURS_PER_DAY, WorkingTime
from tests.properties.clocks import (
    MINUTE,
    calendars,
    days,
    minutes_worked,
    moments,
    works_at,
)

amounts = st.one_of(
    st.integers(0, 60).map(Fraction),
    st.integers(0, 100).map(lambda hours: Fraction(hours, HOURS_PER_DAY)),
    st.integers(0, 20_000).map(lambda minutes: Fraction(minutes, 480)),
)
even = calendars(seasons=False)
"""Calendars whose days are all of one length."""


@given(calendars(), moments, moments, moments)
def test_the_time_between_adds_up(
    calendar: CalendarFacts, one: datetime, two: datetime, three: datetime
) -> None:
    first, second, third = sorted((one, two, three))
    times = WorkingTime(calendar)
    parts = times.between(first, second) + times.between(second, third)
    assert parts == times.between(first, third)
    assert times.between(third, first) == 0


@given(even, moments, amounts, st.booleans())
def test_what_was_added_is_measured(
    calendar: CalendarFacts, start: datetime, amount: Fraction, closing: bool
) -> None:
    times = WorkingTime(calendar)
    assert times.between(start, times.after(start, amount, closing=closing)) == amount


@given(calendars(), moments, amounts, st.booleans())
def test_where_days_change_their_length_less_than_a_microsecond_is_rounded_up(
    calendar: CalendarFacts, start: datetime, amount: Fraction, closing: bool
) -> None:
    times = WorkingTime(calendar)
    measured = times.between(start, times.after(start, amount, closing=closing))
    shortest = Fraction(4 * 60 * 60 * 10**6)
    assert 0 <= measured - amount < 1 / shortest


@given(even, moments, st.integers(0, 5 * 24 * 60))
def test_it_agrees_with_counting_the_minutes(
    calendar: CalendarFacts, start: datetime, minutes: int
) -> None:
    end = start + minutes * MINUTE
    day = WorkingTime(calendar).hours_of(vietnam_day(start)) * 60
    assert WorkingTime(calendar).between(start, end) * day == minutes_worked(calendar, start, end)


@given(calendars(), moments)
def test_the_next_moment_is_the_first_minute_in_which_somebody_works(
    calendar: CalendarFacts, instant: datetime
) -> None:
    found = WorkingTime(calendar).next_moment(instant)
    assert works_at(calendar, found)
    assert minutes_worked(calendar, instant, found) == 0


@given(calendars(), moments, moments, amounts, amounts, st.booleans())
def test_neither_a_later_start_nor_more_time_ends_earlier(
    calendar: CalendarFacts,
    one: datetime,
    other: datetime,
    less: Fraction,
    more: Fraction,
    closing: bool,
) -> None:
    times, (early, late) = WorkingTime(calendar), sorted((one, other))
    least, most = sorted((less, more))
    ends = [times.after(early, least, closing=closing), times.after(late, most, closing=closing)]
    assert ends == sorted(ends)


@given(calendars(), days, st.integers(0, 200))
def test_the_nth_worked_day_is_found_as_if_one_walked(
    calendar: CalendarFacts, day: date, number: int
) -> None:
    worked, walked, left = WorkingTime(calendar).days, day, number
    while left:
        walked += timedelta(days=1)
        left -= worked.works_on(walked)
    assert worked.nth_after(day, number) == walked
    assert worked.count(day + timedelta(days=1), walked + timedelta(days=1)) == number
