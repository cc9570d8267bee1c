"""Money without a home: verified, but for no order that we know."""

from chalicelib.domain.instant import Instant
from chalicelib.domain.money import Posting
from chalicelib.domain.statement import Statement
from chalicelib.domain.value import Value


class Suspense(Value):
    """A statement held until somebody finds where it belongs."""

    statement: Statement
    reason: str
    received_at: Instant
    postings: tuple[Posting, ...]


def suspend(statement: Statement, reason: str, now: Instant) -> Suspense:
    """Hold `statement`, because of `reason`; its money goes to the suspense account."""
    merchant = f"{statement.provider}:{statement.merchant_id}"
    return Suspense(
        statement=statement,
        reason=reason,
        received_at=now,
        postings=(
            Posting(account=f"provider:{merchant}", amount=statement.amount),
            Posting(account=f"suspense:{merchant}", amount=-statement.amount),
        ),
    )
