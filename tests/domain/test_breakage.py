"""What is kept of a break, and who broke alike."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.breakage import UNNAMED, Breakage, error_name
from tests.builders import MONDAY


def a_breakage(**changes: Any) -> Breakage:
    usual = {"state": "intake", "error": "States.Timeout", "code_version": "c0de", "at": MONDAY}
    return Breakage(**{**usual, **changes})


def test_the_same_break_at_another_time_has_the_same_fingerprint() -> None:
    later = a_breakage(at=MONDAY + timedelta(days=3))
    assert later.fingerprint == a_breakage().fingerprint


@pytest.mark.parametrize("change", [{"state": "payment"}, {"error": "E"}, {"code_version": "c1"}])
def test_another_state_error_or_code_has_another_fingerprint(change: dict[str, str]) -> None:
    assert a_breakage(**change).fingerprint != a_breakage().fingerprint


@pytest.mark.parametrize(
    "said", ["States.Timeout", "Lambda.TooManyRequestsException", "KeyError", "VANISHED"]
)
def test_the_name_of_an_error_is_kept(said: str) -> None:
    assert error_name(said) == said


@pytest.mark.parametrize("said", ["Nguyễn Văn A has no address", "012345678901", "", "x" * 101])
def test_what_is_no_name_is_not_kept(said: str) -> None:
    assert error_name(said) == UNNAMED
