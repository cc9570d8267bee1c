"""What a provider, a bank or a cashier states about an order, in our words."""

from enum import StrEnum

from chalicelib.domain.instant import Instant
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Value


class Outcome(StrEnum):
    """What a statement means. A code that is not in a provider's table is PENDING."""

    PAID = "paid"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    PENDING = "pending"
    REVIEW = "review"


class Verification(StrEnum):
    """By whose word, and how we know that it is theirs."""

    SIGNATURE = "signature"
    QUERY = "query"
    STATEMENT = "statement"
    OFFICER = "officer"


class Statement(Value):
    """One verified statement about one order.

    `identity` says what the fact is, whichever door it comes through: two statements with the
    same identity are the same fact. `code` is the provider's own.
    """

    order_id: str
    provider: str
    merchant_id: str
    outcome: Outcome
    amount: Dong
    identity: str
    code: str
    provider_transaction_id: str | None = None
    occurred_at: Instant | None = None
    verified_by: Verification
