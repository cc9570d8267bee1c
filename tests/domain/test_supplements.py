"""Until when missing papers are awaited, when the applicant is reminded, and how often they are asked."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.procedure import SupplementPolicy
from chalicelib.domain.supplements import may_ask, papers_by, reminder
from chalicelib.domain.task import TaskKind
from chalicelib.domain.working_time import WorkingTime
from tests.builders import MONDAY

USUAL = WorkingTime(CalendarFacts())


@pytest.mark.parametrize(
    ("in_working_days", "days", "last"),
    [
        (False, 1, "2026-11-24"),
        (False, 5, "2026-11-30"),
        (False, 15, "2026-12-08"),
        (True, 1, "2026-11-24"),
        (True, 5, "2026-11-30"),
        (True, 15, "2026-12-14"),
    ],
    ids=["tomorrow", "a Saturday becomes Monday", "half a month", *("one", "five", "fifteen")],
)
def test_the_last_day_is_counted_as_the_procedure_says(
    in_working_days: bool, days: int, last: str
) -> None:
    policy = SupplementPolicy(in_working_days=in_working_days)
    end = datetime.fromisoformat(f"{last}T17:00:00+00:00")
    assert papers_by(policy, USUAL, MONDAY, days) == end


@pytest.mark.parametrize(("days", "before"), [(30, 3), (6, 3), (4, 2)])
def test_a_reminder_comes_three_days_before_but_never_in_the_first_half(
    days: int, before: int
) -> None:
    asked = datetime(2026, 11, 23, 2, tzinfo=UTC)
    until = asked + timedelta(days=days)
    assert reminder(asked, until) == until - timedelta(days=before)


@pytest.mark.parametrize(
    ("rounds", "asked", "may"), [(None, 50, True), (1, 0, True), (1, 1, False), (2, 1, True)]
)
def test_papers_are_asked_for_as_often_as_the_procedure_says(
    rounds: int | None, asked: int, may: bool
) -> None:
    assert may_ask(SupplementPolicy(rounds=rounds), {TaskKind.SUPPLEMENT: asked}) is may
