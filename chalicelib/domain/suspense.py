"""Money without a home: verified, but for no order that we know.

It is tried again in case its order appears (case B23): a restored table, a notification that
overtook us, a number that was moved from elsewhere.
"""

from datetime import timedelta
from typing import Self

from pydantic import model_validator

from chalicelib.domain.instant import Instant
from chalicelib.domain.money import Posting, balanced
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Outcome, Statement
from chalicelib.domain.value import Owing

FIRST_TRY = timedelta(minutes=1)
HOURLY = 24
"""How often it is tried within hours; daily after that."""

TRIED_FOR = timedelta(days=30)
"""After this only people can find where it belongs; it stays on the list for them."""


class Suspense(Owing):
    """A statement held until its order appears.

    `postings` book the money into the suspense account and never change; `released` takes it out
    again, written once when the order that it belongs to has booked it.
    """

    statement: Statement
    reason: str
    received_at: Instant
    postings: tuple[Posting, ...]
    matched_at: Instant | None = None
    matched_order: str | None = None
    released: tuple[Posting, ...] = ()

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if not balanced(self.postings) or not balanced(self.released):
            raise ValueError("postings sum to zero")
        return self

    def belongs_to(self, order: Order) -> bool:
        """Whether `order` is the one that the provider stated, at the same merchant."""
        stated = (self.statement.order_id, self.statement.provider, self.statement.merchant_id)
        return stated == (order.order_id, order.merchant.provider, order.merchant.merchant_id)

    def matched(self, order: Order, now: Instant) -> "Suspense":
        """Its money stands with `order` now: the entry is taken back by its opposite."""
        opposite = (Posting(account=one.account, amount=-one.amount) for one in self.postings)
        return self.succeed(
            matched_at=now,
            matched_order=order.order_id,
            released=tuple(opposite),
            due_at=None,
            last_error=None,
        )

    def put_off(self, now: Instant) -> "Suspense":
        """Tried in vain, for the `attempts`-th time."""
        following = now + timedelta(hours=1 if self.attempts <= HOURLY else 24)
        due_at = following if following <= self.received_at + TRIED_FOR else None
        return self.succeed(due_at=due_at, last_error=None)


def suspend(statement: Statement, reason: str, now: Instant) -> Suspense:
    """Hold `statement`, because of `reason`; its money goes to the suspense account.

    Money that the provider still reviews is held without postings: it is nobody's yet.
    """
    merchant = f"{statement.provider}:{statement.merchant_id}"
    booked = (
        Posting(account=f"provider:{merchant}", amount=statement.amount),
        Posting(account=f"suspense:{merchant}", amount=-statement.amount),
    )
    return Suspense(
        statement=statement,
        reason=reason,
        received_at=now,
        postings=booked if statement.outcome is Outcome.PAID else (),
        due_at=now + FIRST_TRY,
    )
