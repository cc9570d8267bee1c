"""Ask the provider to make a written order payable, and record what it said."""

from datetime import timedelta

from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.errors import Unavailable
from chalicelib.domain.order import Order, OrderEvent, next_query
from chalicelib.ports.provider import Declined, Opened, OpenResult, Payer, Unclear
from chalicelib.ports.transport import Unanswered
from chalicelib.ports.world import World
from chalicelib.usecases.converse import converse
from chalicelib.usecases.until_committed import until_committed

LOOK_UP_AFTER = timedelta(seconds=15)


def ask_to_open(world: World, order: Order, payer: Payer) -> Order:
    """The order as the provider's answer left it; an answer that is lost leaves it `unknown`.

    Raises Unavailable if the provider declined.
    """
    provider = world.providers[order.merchant.provider]
    credentials = world.secrets.credentials(provider.name, order.merchant.merchant_id)
    if not credentials:
        return _recorded(world, order, Declined(code="no_credentials"))
    result: OpenResult
    try:
        exchange = provider.open(order, credentials[0], world.urls(provider.name), payer)
        result = converse(world.transport, exchange)
    except Unanswered as lost:
        result = Unclear(code=str(lost))
    return _recorded(world, order, result)


def _recorded(world: World, order: Order, result: OpenResult) -> Order:
    recorded = until_committed(world, lambda: _decide(world, order.order_id, result))
    if isinstance(result, Declined) and not recorded.paid_amount:
        raise Unavailable("provider_declined", provider_code=result.code)
    return recorded


def _decide(world: World, order_id: str, result: OpenResult) -> tuple[Change | None, Order]:
    """Money may have come in the meantime: then there is nothing to record."""
    order = world.orders.get(order_id)
    assert order is not None, "the intent was written before the provider was asked"
    if not order.payable or order.checkout:
        return None, order
    now = world.clock.now()
    match result:
        case Opened(checkout):
            moved = order.moved(OrderEvent.OPENED, checkout=checkout, due_at=next_query(0, now))
        case Declined(code):
            moved = order.moved(OrderEvent.REFUSED, provider_code=code, due_at=None)
        case Unclear(code):
            moved = order.moved(
                OrderEvent.ANSWER_LOST, provider_code=code[:200], due_at=now + LOOK_UP_AFTER
            )
    return change(Replace(moved, "order_moved")), moved
