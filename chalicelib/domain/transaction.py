"""Transactions: money facts, written once, never edited."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from chalicelib.domain.instant import Instant
from chalicelib.domain.money import Dong, Posting, balanced
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.value import Value


class Flag(StrEnum):
    """What is unusual about a payment; none of it makes the money go away."""

    LATE = "late"
    DUPLICATE = "duplicate"
    SHORT = "short"
    OVER = "over"
    UNKNOWN_ORDER = "unknown_order"
    REVIEW = "review"


class Transaction(Value):
    """What was stated: how much, when, by whose word, verified how, and its double entry."""

    transaction_id: str
    order_id: str
    dossier_code: str
    bill_id: str
    kind: str = "payment"
    outcome: Outcome
    amount: Dong
    provider: str
    merchant_id: str
    provider_code: str
    provider_transaction_id: str | None = None
    identity: str
    occurred_at: Instant | None = None
    received_at: Instant
    verified_by: Verification
    flags: tuple[Flag, ...] = ()
    postings: tuple[Posting, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not balanced(self.postings):
            raise ValueError("the postings of a transaction sum to zero")
        return self


class Seen(Value):
    """The marker that a fact was booked; its identity is unique for ever."""

    identity: str
    order_id: str
    transaction_id: str


def payment(
    statement: Statement, order: Order, *, now: Instant, flags: tuple[Flag, ...] = ()
) -> Transaction:
    """The transaction that books `statement` for `order`.

    Money goes from the merchant's account at the provider to the bill; a statement that is
    not about money (refused, expired) has no postings.
    """
    moved = statement.outcome is Outcome.PAID
    return Transaction(
        transaction_id=f"{order.order_id}-{statement.outcome}",
        order_id=order.order_id,
        dossier_code=order.dossier_code,
        bill_id=order.bill_id,
        outcome=statement.outcome,
        amount=statement.amount,
        provider=statement.provider,
        merchant_id=statement.merchant_id,
        provider_code=statement.code,
        provider_transaction_id=statement.provider_transaction_id,
        identity=statement.identity,
        occurred_at=statement.occurred_at,
        received_at=now,
        verified_by=statement.verified_by,
        flags=flags,
        postings=_postings(statement, order) if moved else (),
    )


def _postings(statement: Statement, order: Order) -> tuple[Posting, ...]:
    return (
        Posting(
            account=f"provider:{statement.provider}:{statement.merchant_id}",
            amount=statement.amount,
        ),
        Posting(account=f"bill:{order.dossier_code}:{order.bill_id}", amount=-statement.amount),
    )
