"""Money at an agency's counter: an officer's word takes the place of a provider's.

The till of whoever the money belongs to is to the counter what a merchant's account is to a
provider, so that such an order and its payment have the form of all others.
"""

from enum import StrEnum

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.instant import Instant
from chalicelib.domain.money import Posting
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.transaction import Transaction, payment

COUNTER = "counter"


class CounterMethod(StrEnum):
    """How money changes hands at a counter."""

    CASH = "cash"
    POS = "pos"


def till(beneficiary: str) -> MerchantRef:
    """The money that a counter keeps for `beneficiary`, as the merchant of an order."""
    return MerchantRef(provider=COUNTER, merchant_id=beneficiary)


def officers_word(order: Order, slip: str | None, now: Instant) -> Statement:
    """The statement that `order` was paid in full; `slip` is the number of the paper, if any."""
    return Statement(
        order_id=order.order_id,
        provider=order.merchant.provider,
        merchant_id=order.merchant.merchant_id,
        outcome=Outcome.PAID,
        amount=order.amount,
        identity=f"{COUNTER}:{order.order_id}:{Outcome.PAID}",
        code=order.method,
        provider_transaction_id=slip,
        occurred_at=now,
        verified_by=Verification.OFFICER,
    )


def counter_payment(statement: Statement, order: Order, now: Instant) -> Transaction:
    """The transaction of money that went into the till of the agency that took it.

    What it took for another agency stands apart there: it must be handed on.
    """
    booked = payment(statement, order, now=now)
    postings = (
        Posting(account=_till_account(order), amount=statement.amount),
        Posting(account=f"bill:{order.dossier_code}:{order.bill_id}", amount=-statement.amount),
    )
    return Transaction.model_validate({**dict(booked), "postings": postings})


def _till_account(order: Order) -> str:
    own = f"till:{order.agency_code}"
    beneficiary = order.merchant.merchant_id
    return own if beneficiary == order.agency_code else f"{own}:{beneficiary}"
