"""A share: its numerator, its denominator and what that counts, and a percentage with its rule."""

from typing import Literal

from chalicelib.domain.value import Value


class Share(Value):
    """`numerator` of `denominator`, which counts what `of` says.

    `percent` has two decimals, rounded half up; null where there is nothing to be a share of.
    """

    numerator: int
    denominator: int
    of: str
    percent: str | None
    rounding: Literal["half_up"] = "half_up"


def share(numerator: int, denominator: int, of: str) -> Share:
    """The share with its percentage."""
    percentage = percent(numerator, denominator)
    return Share(numerator=numerator, denominator=denominator, of=of, percent=percentage)


def percent(numerator: int, denominator: int) -> str | None:
    """The percentage with two decimals, rounded half up, in whole numbers only: no float errs."""
    if denominator == 0:
        return None
    hundredths = (2 * 10_000 * numerator + denominator) // (2 * denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
