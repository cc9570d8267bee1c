"""Working time at its edges: each case by the clock of an agency in Vietnam."""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest

from chalicelib.domain.calendar import CalendarFacts, Hours, Season
from chalicelib.domain.working_time import WorkingTime
from tests.domain.clock.examples.example import calendar, instant

NATIONAL = WorkingTime(calendar())
FOUR = Hours(start=time(8), end=time(12))
SEVEN = (FOUR, Hours(start=time(13), end=time(16)))
WINTER = (Hours(start=time(7, 30), end=time(12)), Hours(start=time(13), end=time(16, 30)))


def by(**fields: Any) -> WorkingTime:
    return WorkingTime(CalendarFacts.model_validate(fields))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("05/10/2026 00:00", "05/10/2026 07:00"),
        ("05/10/2026 06:59:59", "05/10/2026 07:00"),
        ("05/10/2026 07:00", "05/10/2026 07:00"),
        ("05/10/2026 11:29:59", "05/10/2026 11:29:59"),
        ("05/10/2026 11:30", "05/10/2026 13:30"),
        ("05/10/2026 13:29:59", "05/10/2026 13:30"),
        ("05/10/2026 16:59:59", "05/10/2026 16:59:59"),
        ("05/10/2026 17:00", "06/10/2026 07:00"),
        ("05/10/2026 23:59:59", "06/10/2026 07:00"),
        ("09/10/2026 17:00", "12/10/2026 07:00"),
        ("13/02/2026 17:00", "23/02/2026 07:00"),
        ("09/01/2026 17:00", "10/01/2026 07:00"),
        ("31/12/2025 17:00", "05/01/2026 07:00"),
    ],
)
def test_the_next_working_moment(asked: str, found: str) -> None:
    moment = NATIONAL.next_moment(instant(asked))
    assert moment == instant(found)
    assert moment.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2026-01-01", False),
        ("2026-01-02", False),
        ("2026-01-03", False),
        ("2026-01-05", True),
        ("2026-01-10", True),
        ("2026-02-13", True),
        ("2026-02-16", False),
        ("2026-04-27", False),
        ("2026-08-22", True),
        ("2026-08-31", False),
        ("2026-11-23", True),
        ("2026-11-24", False),
    ],
)
def test_holidays_are_off_and_made_up_saturdays_are_worked(day: str, worked: bool) -> None:
    assert NATIONAL.days.works_on(date.fromisoformat(day)) is worked


def test_a_day_off_on_a_rest_day_and_a_made_up_day_in_the_week_change_nothing() -> None:
    named = {"vi": "Ngày", "en": "Day"}
    odd = by(
        days_off=[{"on": "2026-10-10", "name": named}],
        made_up_days=[{"on": "2026-10-07", "name": named}],
    )
    assert odd.days.count(date(2026, 10, 5), date(2026, 10, 12)) == 5
    assert list(odd.days.exceptions(date(2026, 10, 1), date(2026, 10, 31))) == []


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("05/10/2026 09:00", "06/10/2026 09:00", Fraction(1)),
        ("05/10/2026 11:00", "05/10/2026 14:00", Fraction(1, 8)),
        ("05/10/2026 12:00", "05/10/2026 13:00", Fraction(0)),
        ("09/10/2026 16:00", "12/10/2026 08:00", Fraction(2, 8)),
        ("10/10/2026 08:00", "11/10/2026 23:00", Fraction(0)),
        ("13/02/2026 16:00", "23/02/2026 08:00", Fraction(2, 8)),
        ("09/01/2026 07:00", "12/01/2026 07:00", Fraction(2)),
        ("01/01/2026 00:00", "31/12/2026 23:59:59", Fraction(249)),
    ],
)
def test_the_working_time_between(start: str, end: str, days: Fraction) -> None:
    """2026 has 261 weekdays; 14 of them are off and 2 Saturdays are worked."""
    assert NATIONAL.between(instant(start), instant(end)) == days


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("05/10/2026 09:00", 0, "05/10/2026 17:00"),
        ("05/10/2026 09:00", 1, "06/10/2026 17:00"),
        ("05/10/2026 18:00", 0, "06/10/2026 17:00"),
        ("09/10/2026 09:00", 1, "12/10/2026 17:00"),
        ("09/10/2026 18:00", 1, "13/10/2026 17:00"),
    ],
)
def test_the_end_of_the_nth_working_day(start: str, number: int, end: str) -> None:
    assert NATIONAL.closing_after(instant(start), number) == instant(end)


def test_nothing_added_is_the_next_working_moment_never_one_before() -> None:
    for closing in (False, True):
        at = NATIONAL.after(instant("05/10/2026 11:30"), Fraction(0), closing=closing)
        assert at == instant("05/10/2026 13:30")


class TestAnAgencyThatWorksSevenHours:
    """A day is a day, and eight hours are one: an hour by the clock counts 8/7."""

    times = by(hours=SEVEN)

    def test_a_day_is_a_day_all_the_same(self) -> None:
        at = self.times.after(instant("05/10/2026 09:00"), Fraction(1))
        assert at == instant("06/10/2026 09:00")

    def test_four_hours_are_half_of_its_day(self) -> None:
        at = self.times.after(instant("05/10/2026 08:00"), Fraction(4, 8))
        assert at == instant("05/10/2026 11:30")

    def test_a_whole_day_there_is_measured_as_eight_hours(self) -> None:
        whole = self.times.between(instant("05/10/2026 08:00"), instant("05/10/2026 16:00"))
        assert whole == 1


class TestAnAgencyWithWinterHours:
    """From 15 October 07:30-12:00 and 13:00-16:30: still eight hours, at other times."""

    times = by(seasons=[Season(valid_from=date(2026, 10, 15), hours=WINTER)])

    def test_days_before_and_after_have_their_own_hours(self) -> None:
        assert self.times.closing(date(2026, 10, 14)) == instant("14/10/2026 17:00")
        assert self.times.closing(date(2026, 10, 15)) == instant("15/10/2026 16:30")

    def test_the_same_part_of_the_day_is_due(self) -> None:
        """Three hours after work begins: 10:00 in summer is 10:30 in winter."""
        at = self.times.after(instant("14/10/2026 10:00"), Fraction(1))
        assert at == instant("15/10/2026 10:30")

    def test_a_moment_of_the_summer_afternoon_is_over_in_winter(self) -> None:
        found = self.times.next_moment(instant("15/10/2026 16:45"))
        assert found == instant("16/10/2026 07:30")


def test_a_part_of_a_microsecond_is_given_to_whoever_works() -> None:
    """1 minute of 7 hours is 1/420 of a day; of 8 hours that is 68.571428 and four sevenths s."""
    grows = by(hours=SEVEN, seasons=[Season(valid_from=date(2026, 10, 6), hours=WINTER)])
    at = grows.after(instant("05/10/2026 08:01"), Fraction(1))
    assert at == instant("06/10/2026 07:31:08") + timedelta(microseconds=571_429)


def test_a_moment_is_the_same_in_whatever_zone_it_is_written() -> None:
    at = datetime(2026, 10, 5, 2, tzinfo=UTC)
    assert NATIONAL.next_moment(at) == NATIONAL.next_moment(instant("05/10/2026 09:00")) == at
