"""Orders: one attempt to pay a bill, by one method, at one merchant."""

from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.instant import Instant
from chalicelib.domain.machine import Machine
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Owing, Value


class OrderState(StrEnum):
    """Where an attempt stands; lateness and duplication are flags of its transactions."""

    CREATED = "created"
    PENDING = "pending"
    UNKNOWN = "unknown"
    PAID = "paid"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    ABANDONED = "abandoned"


class OrderEvent(StrEnum):
    """What can happen to an attempt."""

    OPENED = "opened"
    ANSWER_LOST = "answer_lost"
    CHECKOUT_LOST = "checkout_lost"
    SETTLED = "settled"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"


_S, _E = OrderState, OrderEvent
_PAYABLE = (_S.CREATED, _S.PENDING, _S.UNKNOWN)
_CLOSED = (_S.REFUSED, _S.EXPIRED, _S.CANCELLED, _S.SUPERSEDED, _S.ABANDONED)
_ENDINGS = {
    _E.REFUSED: _S.REFUSED,
    _E.EXPIRED: _S.EXPIRED,
    _E.CANCELLED: _S.CANCELLED,
    _E.SUPERSEDED: _S.SUPERSEDED,
}

ORDER = Machine(
    "order",
    _S.CREATED,
    MappingProxyType(
        {
            (_S.CREATED, _E.OPENED): _S.PENDING,
            (_S.UNKNOWN, _E.OPENED): _S.PENDING,
            (_S.CREATED, _E.ANSWER_LOST): _S.UNKNOWN,
            (_S.UNKNOWN, _E.ANSWER_LOST): _S.UNKNOWN,
            (_S.CREATED, _E.CHECKOUT_LOST): _S.ABANDONED,
            (_S.UNKNOWN, _E.CHECKOUT_LOST): _S.ABANDONED,
            # success dominates: every state accepts it, and nothing leaves `paid`
            **{(state, _E.SETTLED): _S.PAID for state in _S},
            **{(state, event): end for state in _PAYABLE for event, end in _ENDINGS.items()},
            # what a provider says of an attempt that is already closed is recorded only
            **{(state, event): state for state in (*_CLOSED, _S.PAID) for event in _ENDINGS},
        }
    ),
)

PAYABLE = frozenset(_PAYABLE)

QUERY_AFTER = (60, 120, 300, 900)
"""Ages in seconds at which an order is asked about; hourly and then daily after that."""


ORDER_LIFETIME = timedelta(minutes=100)
"""MoMo's default life of an order; the shortest of the providers that document one."""

WATCH = timedelta(days=3)
"""How long a closed order is still asked about, in case its money comes late."""


def next_query(attempts: int, now: Instant) -> Instant:
    """When an order that was asked about `attempts` times is asked about again."""
    if attempts < len(QUERY_AFTER):
        asked_at = QUERY_AFTER[attempts - 1] if attempts else 0
        return now + timedelta(seconds=QUERY_AFTER[attempts] - asked_at)
    return now + (timedelta(hours=1) if attempts < 24 else timedelta(days=1))


class Checkout(Value):
    """How a citizen pays this order: links and the text of a QR."""

    pay_url: str | None = None
    deep_link: str | None = None
    qr_text: str | None = None


class Order(Owing):
    """An attempt. Merchant, amount and method are snapshots.

    `order_id` is the reference the provider knows; `in_review` means that it took the money
    and has not decided yet what becomes of it; `view_token` opens its QR and page in a
    browser without a bearer token.
    """

    order_id: str
    dossier_code: str
    agency_code: str
    bill_id: str
    method: str
    merchant: MerchantRef
    amount: Dong
    description: str
    state: OrderState = OrderState.CREATED
    checkout: Checkout | None = None
    return_url: str | None = None
    view_token: str
    provider_code: str | None = None
    paid_amount: Dong = 0
    opened_at: Instant
    expires_at: Instant
    asked_at: Instant | None = None
    resends: int = 0
    in_review: bool = False

    @property
    def payable(self) -> bool:
        """Whether the provider may still bring money for this attempt in the usual way."""
        return self.state in PAYABLE

    def moved(self, event: OrderEvent, **changes: object) -> "Order":
        """The order after `event`."""
        return self.succeed(state=ORDER.after(self.state, event), **changes)


def watch_closed(order: Order, now: Instant) -> Instant | None:
    """When a closed order is asked about again; None once nothing more is to be expected.

    What the provider has in review is asked about until it is decided.
    """
    following = now + timedelta(days=1)
    watched = order.in_review or following <= order.expires_at + WATCH
    return following if watched else None
