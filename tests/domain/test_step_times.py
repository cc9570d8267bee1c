"""Worked examples: when a step is to be done, and from when on the result will be late."""

from datetime import date, timedelta

import pytest

from chalicelib.domain.processing_step import shares_of
from chalicelib.domain.step_times import StepTimes, step_times
from chalicelib.domain.working_time import WorkingTime
from tests.builders import a_step, three_steps
from tests.domain.clock.examples.example import calendar, entries, instant, limit_for

SIXTY = shares_of(three_steps())
HALVES = shares_of((a_step(), a_step()))
THIRDS = shares_of((a_step(), a_step(), a_step()))
WEEK = "limit 5 working_day"
START = "start 05/10/2026 09:00"
"""A Monday; the five working days end on Monday the 12th at 09:00."""
MICROSECOND = timedelta(microseconds=1)
PAUSED = f"{START}; pause supplement 07/10/2026 09:00"


def seen(
    text: str, filing: str, number: int, since: str, *, at: str = "", shares: object = SIXTY
) -> StepTimes:
    assert isinstance(shares, tuple)
    return step_times(
        WorkingTime(calendar()),
        entries(text),
        limit_for(filing),
        shares,
        number,
        since=instant(since),
        at=instant(at or since),
    )


@pytest.mark.parametrize(
    ("number", "since", "due", "late_from"),
    [
        # three days from Monday 09:00; two more days end on the 12th if they begin on the 8th
        (0, "05/10/2026 09:00", "08/10/2026 09:00", "08/10/2026 17:00"),
        # in time: four hours after it must begin before 11:00, or Monday has no room for them
        (1, "08/10/2026 09:00", "09/10/2026 15:00", "12/10/2026 11:00"),
        # a day late, and all its own time still to come: Tuesday the 13th at 10:00
        (1, "09/10/2026 10:00", "09/10/2026 15:00", "09/10/2026 10:00"),
        # early: what the first step left is time to spare
        (1, "06/10/2026 09:00", "09/10/2026 15:00", "12/10/2026 11:00"),
        # half a day from 08:00 is over at 14:00; later than 17:00 nobody works that day
        (2, "12/10/2026 08:00", "12/10/2026 09:00", "12/10/2026 17:00"),
        # opened on Saturday, counted from Monday
        (2, "10/10/2026 10:00", "12/10/2026 09:00", "12/10/2026 17:00"),
        # opened after the due day
        (2, "13/10/2026 10:00", "12/10/2026 09:00", "13/10/2026 10:00"),
    ],
)
def test_five_working_days_in_three_steps(
    number: int, since: str, due: str, late_from: str
) -> None:
    found = seen(START, WEEK, number, since)
    assert found == StepTimes(instant(due), date(2026, 10, 12), instant(late_from))


def test_hours_end_when_the_last_has_been_worked() -> None:
    """Four hours from 07:00, then four that just end at 17:00: a moment later they do not."""
    found = seen(
        "start 05/10/2026 07:00",
        "limit 8 working_hour",
        0,
        "05/10/2026 07:00",
        shares=HALVES,
    )
    assert found.due_at == instant("05/10/2026 11:00")
    assert found.late_from == instant("05/10/2026 11:00") + MICROSECOND


def test_calendar_days_run_on_days_off_and_end_on_days_that_are_worked() -> None:
    """Twenty days end on Sunday the 25th, so on Monday: ten may begin until Friday's midnight."""
    found = seen(START, "limit 20 day", 0, "05/10/2026 09:00", shares=HALVES)
    assert found == StepTimes(
        instant("15/10/2026 09:00"), date(2026, 10, 26), instant("17/10/2026 00:00")
    )
    sunday = seen(START, "limit 12 day", 0, "05/10/2026 09:00", shares=HALVES)
    assert sunday.due_at == instant("12/10/2026 07:00")


def test_tet_is_in_nobodys_part() -> None:
    """Six days from 9 February: four until the 13th, two from the 23rd on."""
    found = seen("start 09/02/2026 09:00", "limit 10 working_day", 0, "09/02/2026 09:00")
    assert found.due_at == instant("24/02/2026 09:00")
    assert found.legal_due_on == date(2026, 3, 2)
    assert found.late_from == instant("24/02/2026 17:00")


def test_equal_parts_are_exact() -> None:
    """A third of eight hours is two hours forty."""
    start, day = "start 05/10/2026 07:00", "limit 8 working_hour"
    dues = [seen(start, day, n, "05/10/2026 07:00", shares=THIRDS).due_at for n in range(3)]
    assert dues == [instant(f"05/10/2026 {at}") for at in ("09:40", "14:20", "17:00")]


def test_the_same_day_is_divided_by_its_working_time() -> None:
    """From 14:00 to 17:00, in two halves; after the cut-off there is the next day, too."""
    filing, at = "limit 0 same_day", "05/10/2026 14:00"
    found = seen(f"start {at}", filing, 0, at, shares=HALVES)
    assert (found.due_at, found.legal_due_on) == (instant("05/10/2026 15:30"), date(2026, 10, 5))
    later = seen("start 05/10/2026 16:00", filing, 0, "05/10/2026 16:00", shares=HALVES)
    assert (later.due_at, later.legal_due_on) == (instant("06/10/2026 10:30"), date(2026, 10, 6))


@pytest.mark.parametrize(
    ("resumed", "due", "last"),
    [
        # still the same day: nothing moves
        ("05/10/2026 10:05", "05/10/2026 11:30", "05/10/2026 13:30"),
        # the rule applied anew on Tuesday from 09:00: half of six hours, not of yesterday's
        ("06/10/2026 09:00", "06/10/2026 14:00", "06/10/2026 14:00"),
    ],
)
def test_a_pause_moves_a_part_of_the_same_day_only_with_the_day(
    resumed: str, due: str, last: str
) -> None:
    text = (
        f"start 05/10/2026 08:00; pause third_party 05/10/2026 10:00; resume third_party {resumed}"
    )
    found = seen(text, "limit 0 same_day", 0, "05/10/2026 08:00", at=resumed, shares=HALVES)
    assert found.due_at == instant(due)
    assert found.late_from == instant(last) + MICROSECOND


def test_a_part_that_was_used_up_when_a_pause_began_does_not_wait_for_its_end() -> None:
    """Filed after the cut-off, due on Tuesday evening; papers are asked for when that day is over."""
    text = "start 05/10/2026 16:00; pause supplement 07/10/2026 00:00"
    again = "09/10/2026 07:01"
    text = f"{text}; resume supplement {again}"
    found = seen(text, "limit 0 same_day", 1, "05/10/2026 16:00", at=again, shares=HALVES)
    assert (found.due_at, found.legal_due_on) == (instant("06/10/2026 17:00"), date(2026, 10, 6))


def test_what_was_done_before_the_day_is_applied_anew_is_no_debt_of_the_step() -> None:
    """A third of Tuesday's six hours is left for the third step, if it begins by 15:00."""
    text = "start 05/10/2026 07:00; pause third_party 05/10/2026 16:30"
    again, since = "06/10/2026 09:00", "05/10/2026 16:00"
    text = f"{text}; resume third_party {again}"
    found = seen(text, "limit 0 same_day", 1, since, at=again, shares=THIRDS)
    assert found.late_from == instant("06/10/2026 15:00") + MICROSECOND


def test_a_step_that_comes_back_has_what_it_had_left() -> None:
    """Two of its three days were used before the papers were missed."""
    back = "12/10/2026 09:00"
    found = seen(f"{PAUSED}; resume supplement {back}", WEEK, 0, "05/10/2026 09:00", at=back)
    assert found == StepTimes(
        instant("13/10/2026 09:00"), date(2026, 10, 15), instant("13/10/2026 17:00")
    )


def test_what_was_over_before_a_pause_stays_where_it_was() -> None:
    """The second step begins late: its own part ends before the papers were asked for."""
    text = f"{START}; pause supplement 12/10/2026 08:00; resume supplement 20/10/2026 08:00"
    found = seen(text, WEEK, 1, "09/10/2026 10:00", at="20/10/2026 08:00")
    assert found.due_at == instant("09/10/2026 15:00")


def test_a_limit_that_starts_anew_gives_the_step_its_whole_part() -> None:
    again = "12/10/2026 09:00"
    found = seen(f"{PAUSED}; restart {again}", WEEK, 0, "05/10/2026 09:00", at=again)
    assert (found.due_at, found.legal_due_on) == (instant("15/10/2026 09:00"), date(2026, 10, 19))
    assert found.late_from == instant("15/10/2026 17:00")


def test_a_first_step_that_begins_with_the_restart_owes_nothing_to_what_was_counted_before() -> (
    None
):
    again = "12/10/2026 09:00"
    found = seen(f"{PAUSED}; restart {again}", WEEK, 0, again)
    assert found.late_from == instant("15/10/2026 17:00")


def test_a_step_that_goes_on_at_a_weekend_is_counted_from_then() -> None:
    """Six of ten days are over; five from Saturday the 10th end after Wednesday the 14th."""
    text = "start 01/10/2026 09:00; pause supplement 07/10/2026 09:00; resume supplement"
    found = seen(
        f"{text} 10/10/2026 09:00",
        "limit 10 day",
        1,
        "07/10/2026 09:00",
        at="10/10/2026 09:00",
        shares=HALVES,
    )
    assert found.legal_due_on == date(2026, 10, 14)
    assert found.late_from == instant("10/10/2026 09:00")


@pytest.mark.parametrize("shares", [(60, 30, None), (60, 30, 9), (None, None, None)])
def test_shares_that_are_not_the_whole_are_equal_parts(shares: tuple[int | None, ...]) -> None:
    assert shares_of([a_step(share=share) for share in shares]) == THIRDS
    assert [float(share) for share in SIXTY] == [0.6, 0.3, 0.1]


def test_a_fixed_remainder_is_divided_as_the_whole_and_what_is_done_is_time_to_spare() -> None:
    """Of ten days the second step has until the ninth, and needs three."""
    again = "12/10/2026 09:00"
    found = seen(f"{PAUSED}; remainder 10 {again}", WEEK, 1, "06/10/2026 09:00", at=again)
    assert (found.due_at, found.legal_due_on) == (instant("23/10/2026 09:00"), date(2026, 10, 26))
    assert found.late_from == instant("23/10/2026 17:00")


def test_an_apology_gives_the_step_no_time_and_a_lawful_extension_moves_the_forecast() -> None:
    said = f"{START}; extend 20/10/2026 at 06/10/2026 09:00"
    assert seen(said, WEEK, 0, "05/10/2026 09:00") == seen(START, WEEK, 0, "05/10/2026 09:00")
    day, reason = "start 05/10/2026 10:00", "extend 07/10/2026 at 05/10/2026 11:00"
    short = seen(day, "1.011441 online", 0, "05/10/2026 10:00", shares=HALVES)
    longer = seen(f"{day}; {reason}", "1.011441 online", 0, "05/10/2026 10:00", shares=HALVES)
    assert (short.due_at, short.legal_due_on) == (longer.due_at, date(2026, 10, 5))
    assert longer.legal_due_on == date(2026, 10, 7)
    assert longer.late_from == instant("07/10/2026 14:30") + MICROSECOND


@pytest.mark.parametrize(
    ("text", "filing"), [("", WEEK), (PAUSED, WEEK), (START, "2.000033 online")]
)
def test_nothing_is_known_before_the_start_in_a_pause_and_without_a_limit(
    text: str, filing: str
) -> None:
    assert seen(text, filing, 0, "07/10/2026 09:00") == StepTimes()


def test_a_pause_that_came_too_late_heals_nothing() -> None:
    text = f"{START}; pause third_party 14/10/2026 09:00"
    found = seen(text, WEEK, 2, "14/10/2026 08:00", at="14/10/2026 09:00")
    assert found.late_from == instant("14/10/2026 09:00")
    assert (found.due_at, found.legal_due_on) == (None, date(2026, 10, 12))
