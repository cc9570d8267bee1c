"""Orders and their money facts as the API shows them."""

from chalicelib.domain.money import Dong, Posting
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.statement import Outcome, Verification
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.links import order_url, page_url, qr_url
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.world import World


class CheckoutOut(Value):
    """The ways to pay this order; `page_url` is our own page."""

    pay_url: str | None
    deep_link: str | None
    qr_text: str | None
    page_url: str


class OrderLinks(Value):
    """`qr` and `page` carry a token of their own: a browser can show them."""

    self: str
    transactions: str
    qr: str
    page: str


class OrderOut(Value):
    """One attempt to pay a bill. `checkout` is null while there is no way to pay it.

    `flags` says what is unusual about its money (late, duplicate, short, over), or that the
    provider has it in review.
    """

    order_id: str
    version: int
    dossier_code: str
    bill_id: str
    state: OrderState
    provider: str
    method: str
    merchant: str
    amount: Dong
    paid_amount: Dong
    flags: tuple[Flag, ...]
    currency: str = "VND"
    provider_reference: str
    provider_code: str | None
    description: str
    checkout: CheckoutOut | None
    opened_at: Moment
    expires_at: Moment
    next_check_at: Moment | None
    links: OrderLinks


class TransactionOut(Value):
    """One money fact, with its double entry."""

    transaction_id: str
    kind: str
    outcome: Outcome
    amount: Dong
    currency: str = "VND"
    provider_transaction_id: str | None
    occurred_at: Moment | None
    received_at: Moment
    verified_by: Verification
    flags: tuple[Flag, ...]
    postings: tuple[Posting, ...]


def order_out(world: World, order: Order) -> OrderOut:
    """The order as it is now."""
    return OrderOut(
        order_id=order.order_id,
        version=order.version,
        dossier_code=order.dossier_code,
        bill_id=order.bill_id,
        state=order.state,
        provider=order.merchant.provider,
        method=order.method,
        merchant=order.merchant.merchant_id,
        amount=order.amount,
        paid_amount=order.paid_amount,
        flags=_flags(world, order),
        provider_reference=order.order_id,
        provider_code=order.provider_code,
        description=order.description,
        checkout=_checkout(world, order),
        opened_at=order.opened_at,
        expires_at=order.expires_at,
        next_check_at=order.due_at,
        links=OrderLinks(
            self=order_url(world, order.order_id),
            transactions=order_url(world, order.order_id, "/transactions"),
            qr=qr_url(world, order),
            page=page_url(world, order),
        ),
    )


def transaction_out(fact: Transaction) -> TransactionOut:
    """A money fact without what only we need to know."""
    return TransactionOut(
        transaction_id=fact.transaction_id,
        kind=fact.kind,
        outcome=fact.outcome,
        amount=fact.amount,
        provider_transaction_id=fact.provider_transaction_id,
        occurred_at=fact.occurred_at,
        received_at=fact.received_at,
        verified_by=fact.verified_by,
        flags=fact.flags,
        postings=fact.postings,
    )


def _flags(world: World, order: Order) -> tuple[Flag, ...]:
    """Of the payment, once there is one; only then the money facts are read."""
    if order.in_review:
        return (Flag.REVIEW,)
    if order.state is not OrderState.PAID:
        return ()
    facts = world.orders.transactions(order.order_id)
    return next((fact.flags for fact in facts if fact.outcome is Outcome.PAID), ())


def _checkout(world: World, order: Order) -> CheckoutOut | None:
    """Nobody is sent to pay what is paid or closed."""
    if order.checkout is None or not order.payable:
        return None
    return CheckoutOut(**order.checkout.model_dump(), page_url=page_url(world, order))
