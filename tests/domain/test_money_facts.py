"""Transactions and suspense: double entry from a statement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chalicelib.domain.money import Posting, balanced
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import suspend
from chalicelib.domain.transaction import payment
from tests.builders import CODE, MONDAY, a_statement, a_transaction, an_order


@given(st.integers(0, 10**13))
def test_a_payment_moves_its_amount_from_the_merchant_s_account_to_the_bill(amount: int) -> None:
    booked = payment(a_statement(amount=amount), an_order(), now=MONDAY)
    assert booked.postings == (
        Posting(account="provider:fakepay:SHOP", amount=amount),
        Posting(account=f"bill:{CODE}:1", amount=-amount),
    )
    assert balanced(booked.postings)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.PAID])
def test_what_is_not_a_payment_moves_no_money(outcome: Outcome) -> None:
    assert payment(a_statement(outcome=outcome), an_order(), now=MONDAY).postings == ()


def test_a_transaction_that_does_not_balance_cannot_be() -> None:
    good = a_transaction()
    with pytest.raises(ValidationError):
        type(good).model_validate({**dict(good), "postings": good.postings[:1]})


def test_a_transaction_says_by_whose_word_and_what_the_provider_called_it() -> None:
    statement = a_statement()
    booked = payment(statement, an_order(), now=MONDAY)
    assert booked.verified_by is statement.verified_by
    assert booked.provider_code == statement.code
    assert booked.provider_transaction_id == statement.provider_transaction_id
    assert (booked.occurred_at, booked.received_at) == (statement.occurred_at, MONDAY)


def test_money_without_a_home_balances_too() -> None:
    held = suspend(a_statement(amount=7), "unknown_order", MONDAY)
    assert [posting.amount for posting in held.postings] == [7, -7]
    assert held.postings[1].account == "suspense:fakepay:SHOP"
