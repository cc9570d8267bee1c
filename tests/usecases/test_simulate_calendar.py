"""A change of a calendar is shown before it is made: whom it moves, and to when."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar import Calendar, CalendarFacts, Day
from chalicelib.domain.clock.moves import Move
from chalicelib.domain.errors import NotFound
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.simulate_calendar import simulate_calendar
from tests.builders import (
    CODE,
    DISTRICT,
    PROVINCE,
    STRANGER,
    WORK_BEGINS,
    a_caller,
    filed_free,
    named,
)
from tests.fakes import FakeWorld, a_world

FEAST = CalendarFacts(days_off=(Day(on=date(2026, 11, 25), name=named("A feast")),))
DUE = WORK_BEGINS + timedelta(days=7)


def accepted(*more: Any, codes: tuple[str, ...] = (CODE,)) -> FakeWorld:
    """Dossiers of the district, due after five working days."""
    filed = [one for code in codes for one in filed_free(code=code).entities]
    world = a_world(*filed, *more)
    for code in codes:
        decide_task(world, code, "intake-1", Decision(outcome=TaskOutcome.ACCEPTED), a_caller())
    return world


def moves(
    world: FakeWorld,
    agency: str = PROVINCE,
    facts: CalendarFacts = FEAST,
    *,
    limit: int = 20,
    cursor: str | None = None,
) -> list[Move]:
    caller = a_caller(PROVINCE)
    return simulate_calendar(world, agency, facts, caller, limit=limit, cursor=cursor).items


@pytest.mark.parametrize("agency", [DISTRICT, PROVINCE])
def test_an_open_dossier_is_shown_with_when_it_is_due_and_would_be(agency: str) -> None:
    later = DUE + timedelta(days=1)
    [move] = moves(accepted(), agency)
    assert (move.code, move.before, move.after) == (CODE, DUE, later)
    assert (move.legal_before, move.legal_after) == (DUE, later)


def test_nothing_is_written() -> None:
    world = accepted()
    before = dict(world.store.items)
    moves(world)
    assert world.store.items == before


def test_who_has_a_calendar_of_their_own_does_not_follow_the_one_above() -> None:
    own = Calendar(agency_code=DISTRICT)
    assert moves(accepted(own), PROVINCE) == []
    assert len(moves(accepted(own), DISTRICT)) == 1


def test_a_calendar_that_says_the_same_moves_nobody() -> None:
    assert moves(accepted(), facts=CalendarFacts()) == []


def test_what_has_ended_or_has_not_started_does_not_move() -> None:
    assert moves(a_world(*filed_free().entities)) == []
    world = accepted()
    decide_task(world, CODE, "processing-1", Decision(outcome=TaskOutcome.COMPLETED), a_caller())
    assert moves(world) == []


def test_a_page_holds_no_more_than_asked_for_and_the_next_goes_on() -> None:
    codes = tuple(f"H32.12-261123-000{number}" for number in range(1, 4))
    world, caller = accepted(codes=codes), a_caller(PROVINCE)
    first = simulate_calendar(world, PROVINCE, FEAST, caller, limit=2, cursor=None)
    rest = simulate_calendar(world, PROVINCE, FEAST, caller, limit=2, cursor=first.next_cursor)
    assert sorted(move.code for move in (*first.items, *rest.items)) == sorted(codes)
    assert (len(first.items), rest.next_cursor) == (2, None)


def test_another_agency_s_calendar_does_not_exist() -> None:
    with pytest.raises(NotFound, match="agency_not_found"):
        moves(accepted(), STRANGER)
