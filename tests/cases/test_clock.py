"""Cases about the legal clock: B24."""

from tests.domain.clock.examples.example import Example, instant
from tests.domain.clock.test_examples import reading_of

STARTED = "start 05/10/2026 09:00"
WAITED = f"{STARTED}; pause supplement 07/10/2026 09:00; resume supplement 12/10/2026 09:00"


def a_licence(entries: str) -> Example:
    return Example(name="", filing="3.000347 online", entries=entries, due="", by_hand="")


def test_b24_the_clock_does_not_run_while_the_citizen_has_the_ball() -> None:
    at_once, waited = reading_of(a_licence(STARTED)), reading_of(a_licence(WAITED))
    assert (at_once.due_at, waited.due_at) == (
        instant("12/10/2026 09:00"),
        instant("15/10/2026 09:00"),
    )


def test_b24_an_extension_leaves_the_earlier_promise_and_the_law_s_day() -> None:
    told = reading_of(a_licence(f"{STARTED}; extend 16/10/2026 at 12/10/2026 08:00"))
    assert [promise.due_at for promise in told.promises] == [
        instant("12/10/2026 09:00"),
        instant("16/10/2026 17:00"),
    ]
    assert (told.due_at, told.legal_due_at) == (
        instant("16/10/2026 17:00"),
        instant("12/10/2026 09:00"),
    )
