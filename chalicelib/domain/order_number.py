"""The order number: 15 digits that every provider accepts as its reference.

`yymmdd` (the day in Vietnam) + 8 random digits + a check digit after Luhn (ISO/IEC 7812-1,
annex B), so that a mistyped or truncated number is noticed without a look-up.
"""

from datetime import datetime

from chalicelib.domain.instant import vietnam_day


def order_number(at: datetime, digits: str) -> str:
    """A number for an order opened `at`; `digits` are 8 random ones."""
    body = f"{vietnam_day(at):%y%m%d}{digits}"
    return body + _check_digit(body)


def is_order_number(text: str) -> bool:
    """Whether `text` has the form of an order number, check digit included."""
    return (
        len(text) == 15
        and text.isascii()
        and text.isdigit()
        and text[-1] == _check_digit(text[:-1])
    )


def _check_digit(body: str) -> str:
    total = 0
    for position, digit in enumerate(reversed(body)):
        doubled = int(digit) * (2 if position % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return str(-total % 10)
