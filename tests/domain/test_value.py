"""What every value of the domain promises."""

import pytest
from pydantic import ValidationError

from chalicelib.domain.money import Posting, balanced
from tests.builders import FEE, a_bill, a_bill_line, a_dossier, an_order


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        an_order().amount = 1  # type: ignore[misc]


def test_a_value_has_no_unknown_fields() -> None:
    with pytest.raises(ValidationError):
        an_order(amuont=1)


def test_the_next_version_counts_up_and_is_validated() -> None:
    order = an_order()
    assert order.succeed(resends=1) == an_order(resends=1, version=2)
    with pytest.raises(ValidationError):
        order.succeed(amount=-1)


@pytest.mark.parametrize("amount", [-1, 1.5, "1000", True, 10**13 + 1])
def test_money_is_a_whole_number_of_dong(amount: object) -> None:
    with pytest.raises(ValidationError):
        an_order(amount=amount)


def test_a_bill_is_the_sum_of_its_lines() -> None:
    lines = (a_bill_line(100), a_bill_line(50))
    assert a_bill(150, lines=lines).amount == 150
    with pytest.raises(ValidationError):
        a_bill(151, lines=lines)


@pytest.mark.parametrize(
    ("paid", "covered", "remaining"),
    [(0, False, FEE), (FEE - 1, False, 1), (FEE, True, 0), (FEE + 1, True, 0)],
)
def test_a_bill_is_covered_when_the_money_reaches_its_amount(
    paid: int, covered: bool, remaining: int
) -> None:
    bill = a_bill(paid=paid)
    assert (bill.covered, bill.remaining) == (covered, remaining)


def test_postings_balance_when_they_sum_to_zero() -> None:
    there, back = Posting(account="a", amount=5), Posting(account="b", amount=-5)
    assert balanced((there, back))
    assert not balanced((there,))


def test_a_dossier_is_closed_in_four_statuses_only() -> None:
    statuses = ("not_received", "withdrawn", "stopped", "returned", "resolved", "submitted")
    closed = [status for status in statuses if a_dossier().succeed(status=status).closed]
    assert closed == ["not_received", "withdrawn", "stopped", "returned"]
