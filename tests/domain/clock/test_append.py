"""What would make no sense is refused when it is added, with a code that says why."""

import pytest

from chalicelib.domain.clock.append import append
from chalicelib.domain.clock.entry import ClockEntries
from chalicelib.domain.errors import Conflict, Invalid, Refusal
from tests.domain.clock.examples.example import calendar, entries, entry, limit_for

STARTED = "start 05/10/2026 09:00"
PAUSED = f"{STARTED}; pause supplement 06/10/2026 09:00"
LIMIT = limit_for("3.000347 online")
ENDED = f"{STARTED}; end 06/10/2026 09:00"


def add(before: str, line: str, filing: str = "3.000347 online") -> ClockEntries:
    return append(entries(before), entry(line), calendar(), limit_for(filing))


def refusal(before: str, line: str, filing: str = "3.000347 online") -> Refusal:
    with pytest.raises(Refusal) as refused:
        add(before, line, filing)
    return refused.value


@pytest.mark.parametrize(
    ("before", "line", "code"),
    [
        ("", "pause supplement 06/10/2026 09:00", "clock_not_started"),
        ("", "end 06/10/2026 09:00", "clock_not_started"),
        ("", "reopen 06/10/2026 09:00", "clock_not_started"),
        ("", "extend 16/10/2026 at 06/10/2026 09:00", "clock_not_started"),
        (STARTED, "start 06/10/2026 09:00", "clock_already_started"),
        (ENDED, "start 07/10/2026 09:00", "clock_already_started"),
        (STARTED, "end 05/10/2026 08:59:59", "clock_out_of_order"),
        (STARTED, "start 05/10/2026 09:00", "clock_entry_twice"),
        (STARTED, "resume supplement 06/10/2026 09:00", "clock_not_paused"),
        (STARTED, "restart 06/10/2026 09:00", "clock_not_paused"),
        (STARTED, "remainder 10 06/10/2026 09:00", "clock_not_paused"),
        (STARTED, "reopen 06/10/2026 09:00", "clock_not_ended"),
        (PAUSED, "pause supplement 07/10/2026 09:00", "clock_already_paused"),
        (PAUSED, "pause supplement 06/10/2026 09:00", "clock_entry_twice"),
        (PAUSED, "resume third_party 07/10/2026 09:00", "clock_not_paused"),
        (PAUSED, "extend 16/10/2026 at 07/10/2026 09:00", "clock_paused"),
        (ENDED, "end 07/10/2026 09:00", "clock_ended"),
        (ENDED, "pause supplement 07/10/2026 09:00", "clock_ended"),
        (ENDED, "extend 16/10/2026 at 07/10/2026 09:00", "clock_ended"),
    ],
)
def test_what_does_not_fit_is_a_conflict(before: str, line: str, code: str) -> None:
    refused = refusal(before, line)
    assert (refused.code, type(refused)) == (code, Conflict)


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (STARTED, "pause financial_obligation 05/10/2026 09:00"),
        (PAUSED, "pause third_party 06/10/2026 09:00"),
        (PAUSED, "resume supplement 06/10/2026 09:00"),
        (PAUSED, "end 07/10/2026 09:00"),
        (ENDED, "reopen 06/10/2026 09:00"),
        (STARTED, "extend 13/10/2026 at 05/10/2026 09:00"),
    ],
    ids=["at the start", "a second ground", "at once", "while paused", "at once again", "extended"],
)
def test_what_fits_is_added_at_the_end_also_at_the_same_instant(before: str, line: str) -> None:
    assert add(before, line) == (*entries(before), entry(line))


@pytest.mark.parametrize("told", ["12/10/2026", "11/10/2026", "05/10/2026"])
def test_another_day_is_promised_after_the_one_that_was(told: str) -> None:
    refused = refusal(STARTED, f"extend {told} at 09/10/2026 09:00")
    assert isinstance(refused, Invalid)
    assert (refused.code, refused.facts) == ("extension_not_later", {"first": "13/10/2026"})
    assert refused.errors == [("/due_on", "extension_not_later")]


def test_a_day_that_is_past_is_not_promised() -> None:
    refused = refusal(STARTED, "extend 14/10/2026 at 15/10/2026 09:00")
    assert (refused.code, refused.facts) == ("extension_not_later", {"first": "15/10/2026"})


def test_a_second_promise_lies_after_the_first() -> None:
    first = f"{STARTED}; extend 16/10/2026 at 09/10/2026 09:00"
    assert refusal(first, "extend 16/10/2026 at 12/10/2026 09:00").code == "extension_not_later"
    assert add(first, "extend 19/10/2026 at 12/10/2026 09:00")


def test_a_slip_extends_once() -> None:
    first = f"{STARTED}; extend 16/10/2026 at 09/10/2026 09:00"
    again = refusal(first, "extend 19/10/2026 at 09/10/2026 10:00")
    assert (again.code, again.facts) == ("slip_taken", {"slip": "09/PXL"})


def pressed(times: int) -> str:
    """A clock that was held and went on, so many times one or the other."""
    buttons = [
        f"{('pause', 'resume')[minute % 2]} third_party {day:02}/10/2026 10:{minute:02}"
        for day in range(5, 10)
        for minute in range(60)
    ]
    return "; ".join([STARTED, *buttons[:times]])


def test_a_clock_does_not_grow_for_ever_and_a_pause_is_taken_only_with_room_for_its_end() -> None:
    pause, resume = "pause third_party 12/10/2026 10:00", "resume third_party 12/10/2026 10:00"
    assert len(add(pressed(296), pause)) == 298
    assert len(add(pressed(297), resume)) == 299
    assert refusal(pressed(298), pause).code == "clock_full"
    also_held = pressed(297).replace("10:00;", "10:00; pause verification 05/10/2026 10:00;", 1)
    assert refusal(also_held, "pause force_majeure 12/10/2026 10:00").code == "clock_full"
    assert len(add(pressed(299), resume)) == 301, "a clock that was filled before goes on, too"


def test_the_longest_words_of_a_pause_leave_room_for_those_of_its_end() -> None:
    """Each has eight thousand bytes; three pauses and their ends would have 48,000."""
    words = {"reason": "𠀀" * 2000}
    kept = entries(STARTED)
    for ground in ("third_party", "verification"):
        held = entry(f"pause {ground} 06/10/2026 09:00").model_copy(update=words)
        kept = append(kept, held, calendar(), LIMIT)
    third = entry("pause force_majeure 06/10/2026 09:00").model_copy(update=words)
    with pytest.raises(Conflict, match="clock_full"):
        append(kept, third, calendar(), LIMIT)
    for ground in ("third_party", "verification"):
        over = entry(f"resume {ground} 07/10/2026 09:00").model_copy(update=words)
        kept = append(kept, over, calendar(), LIMIT)
    assert len(kept) == 5


def test_nobody_is_asked_to_come_on_a_day_off() -> None:
    refused = refusal(STARTED, "extend 24/11/2026 at 09/10/2026 09:00")
    assert isinstance(refused, Invalid)
    assert (refused.code, refused.facts) == ("extension_not_worked", {"due_on": "24/11/2026"})


def test_what_has_no_due_date_is_not_extended() -> None:
    refused = refusal(STARTED, "extend 16/10/2026 at 09/10/2026 09:00", "2.000033 online")
    assert refused.code == "clock_without_due"


def test_the_times_of_a_refusal_are_hanoi_s() -> None:
    refused = refusal(STARTED, "end 05/10/2026 08:00")
    assert refused.facts == {"at": "05/10/2026 08:00", "last": "05/10/2026 09:00"}
