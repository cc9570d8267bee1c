"""Percentages: two decimals, half up, and never a float."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.share import percent, share


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (460, 1_751, "26.27"),
        (104_018, 140_023, "74.29"),  # reports print 74.2: they cut off instead of rounding
        (1, 3, "33.33"),
        (2, 3, "66.67"),
        (1, 8, "12.50"),
        (1, 16, "6.25"),
        (1, 32, "3.13"),  # 3.125: half a hundredth goes up
        (1, 20_000, "0.01"),  # 0.005
        (1, 20_001, "0.00"),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (3, 2, "150.00"),
        (0, 0, None),
    ],
)
def test_a_percentage_has_two_decimals_rounded_half_up(
    numerator: int, denominator: int, expected: str | None
) -> None:
    assert percent(numerator, denominator) == expected


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_never_further_off_than_half_a_hundredth(
    numerator: int, denominator: int
) -> None:
    said = percent(numerator, denominator)
    assert said
    error = Fraction(said) - Fraction(100 * numerator, denominator)
    assert Fraction(-1, 200) < error <= Fraction(1, 200)


def test_a_share_names_its_denominator_and_its_rule() -> None:
    found = share(460, 1_751, "procedures")
    assert found.model_dump() == {
        "numerator": 460,
        "denominator": 1_751,
        "of": "procedures",
        "percent": "26.27",
        "rounding": "half_up",
    }
