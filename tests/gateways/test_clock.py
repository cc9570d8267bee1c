"""The system's clock and randomness."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.gateways.clock import RandomIds, SystemClock


def test_now_is_now_in_utc() -> None:
    now = SystemClock().now()
    assert now.tzinfo is UTC
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)


@pytest.mark.parametrize("count", [1, 8, 20])
def test_digits_are_as_many_as_asked_for(count: int) -> None:
    drawn = {RandomIds().digits(count) for _ in range(200)}
    assert all(len(text) == count and text.isdigit() and text.isascii() for text in drawn)
    assert len(drawn) > 1


def test_tokens_are_url_safe_long_and_never_the_same() -> None:
    drawn = {RandomIds().token() for _ in range(200)}
    assert len(drawn) == 200
    assert all(
        len(text) >= 22 and text.replace("-", "").replace("_", "").isalnum() for text in drawn
    )
