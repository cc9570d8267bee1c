"""The number that a payer, a bank and a clerk copy from one another."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.order_number import is_order_number, order_number
from tests.builders import MONDAY

digits = st.text("0123456789", min_size=8, max_size=8)
numbers = digits.map(lambda text: order_number(MONDAY, text))


@given(digits)
def test_it_is_the_day_in_hanoi_the_digits_and_a_check_digit(text: str) -> None:
    number = order_number(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), text)
    assert (len(number), number[:6], number[6:14]) == (15, "261123", text)
    assert is_order_number(number)


@pytest.mark.parametrize("number", ["378282246310005", "371449635398431"])
def test_the_check_digit_is_that_of_payment_cards(number: str) -> None:
    """Two well-known test cards of 15 digits."""
    assert is_order_number(number)


@given(numbers, st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, more: int) -> None:
    wrong = str((int(number[place]) + more) % 10)
    assert not is_order_number(number[:place] + wrong + number[place + 1 :])


@given(numbers, st.integers(0, 13))
def test_two_swapped_neighbours_are_noticed_unless_they_are_0_and_9(
    number: str, place: int
) -> None:
    pair = number[place : place + 2]
    swapped = number[:place] + pair[::-1] + number[place + 2 :]
    missed = pair[0] == pair[1] or set(pair) == {"0", "9"}
    assert is_order_number(swapped) == missed


WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


@pytest.mark.parametrize(
    "text",
    ["", "18", "0378282246310005", "37828224631000", "378282246310005".translate(WIDE)],
    ids=["empty", "short", "long", "truncated", "other digits"],
)
def test_another_length_or_alphabet_is_no_order_number(text: str) -> None:
    assert not is_order_number(text)
