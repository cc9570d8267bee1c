"""The shipped days off and made-up days, beside those of another project.

PyPI's `holidays` derives them from rules and a table of swaps. It lacks the swap of 2 January 2026,
agreed on 25 December 2025, and guesses every year that is not announced yet: 2027 is no evidence.
"""

from datetime import date, timedelta

import holidays
import pytest

from chalicelib.domain.clock.days import WorkedDays
from tests.domain.clock.examples.example import calendar

SWAPPED_OFF, MADE_UP = date(2026, 1, 2), date(2026, 1, 10)
YEARS = range(2019, 2027)
THEIRS = holidays.country_holidays("VN", years=YEARS)
OURS = WorkedDays(calendar())


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_a_day_is_worked_where_the_other_project_says_so(year: int) -> None:
    known = {SWAPPED_OFF, MADE_UP}
    differing = [
        day
        for day in days_of(year)
        if day not in known and OURS.works_on(day) != THEIRS.is_working_day(day)
    ]
    assert differing == []


def test_the_one_swap_that_it_lacks_is_ours() -> None:
    """When a later release has it, this fails, and the exception above can go."""
    assert (OURS.works_on(SWAPPED_OFF), THEIRS.is_working_day(SWAPPED_OFF)) == (False, True)
    assert (OURS.works_on(MADE_UP), THEIRS.is_working_day(MADE_UP)) == (True, False)


def test_only_what_is_announced_is_called_so() -> None:
    assert calendar().announced_years == tuple(YEARS)
    guessed = [day for day in calendar().days_off if day.on.year not in YEARS]
    assert guessed
    assert all(day.name.vi.endswith("(dự kiến)") for day in guessed)
