"""Before a calendar is changed one sees whom it moves, and to when."""

from datetime import date

from chalicelib.domain.calendar import CalendarFacts, Day
from chalicelib.domain.clock.moves import Move, OpenClock, what_moves
from chalicelib.domain.value import Named
from tests.domain.clock.examples.example import calendar, entries, instant, limit_for


def a_clock(code: str, text: str, filing: str = "3.000347 online") -> OpenClock:
    return OpenClock(code=code, entries=entries(text), limit=limit_for(filing))


def without(*days: str) -> CalendarFacts:
    """The national calendar as it was before these days off were announced."""
    known = tuple(day for day in calendar().days_off if day.on.isoformat() not in days)
    return calendar().model_copy(update={"days_off": known})


def test_a_holiday_moves_those_that_it_lies_in_the_way_of() -> None:
    clocks = [
        a_clock("over", "start 20/11/2026 09:00"),
        a_clock("before", "start 09/11/2026 09:00"),
        a_clock("after", "start 25/11/2026 09:00"),
        a_clock("paused", "start 20/11/2026 09:00; pause supplement 23/11/2026 09:00"),
        a_clock("without", "start 20/11/2026 09:00", "2.000033 online"),
    ]
    (move,) = what_moves(clocks, without("2026-11-24"), calendar())
    assert move == Move(
        code="over",
        before=instant("27/11/2026 09:00"),
        after=instant("30/11/2026 09:00"),
        legal_before=instant("27/11/2026 09:00"),
        legal_after=instant("30/11/2026 09:00"),
    )


def test_a_swap_announced_days_before_moves_both_ways() -> None:
    """2 January 2026 off for Saturday the 10th: one is due later, one earlier."""
    week = a_clock("week", "start 05/01/2026 08:00")
    day = a_clock("day", "start 31/12/2025 10:00", "1.001445 direct")
    made_up = tuple(one for one in calendar().made_up_days if one.on != date(2026, 1, 10))
    old = without("2026-01-02").model_copy(update={"made_up_days": made_up})
    moves = {
        move.code: (move.before, move.after) for move in what_moves([week, day], old, calendar())
    }
    assert moves == {
        "week": (instant("12/01/2026 08:00"), instant("10/01/2026 08:00")),
        "day": (instant("02/01/2026 10:00"), instant("05/01/2026 10:00")),
    }


def test_a_promise_stays_where_only_the_law_s_day_moves() -> None:
    clock = a_clock("told", "start 20/11/2026 09:00; extend 04/12/2026 at 20/11/2026 10:00")
    (move,) = what_moves([clock], without("2026-11-24"), calendar())
    assert move.before == move.after == instant("04/12/2026 17:00")
    assert (move.legal_before, move.legal_after) == (
        instant("27/11/2026 09:00"),
        instant("30/11/2026 09:00"),
    )


def test_the_same_calendar_moves_nobody() -> None:
    assert what_moves([a_clock("any", "start 20/11/2026 09:00")], calendar(), calendar()) == ()


def test_a_storm_closes_one_agency_for_a_day() -> None:
    storm = Day(on=date(2026, 10, 7), name=Named(vi="Bão", en="Storm"))
    closed = calendar().model_copy(update={"days_off": (*calendar().days_off, storm)})
    (move,) = what_moves([a_clock("any", "start 05/10/2026 09:00")], calendar(), closed)
    assert move.after == instant("13/10/2026 09:00")
