"""A payer comes back from a provider: the return is verified, but only we say what is true."""

from datetime import timedelta

from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.errors import NotFound
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Statement
from chalicelib.ports.provider import Inbound
from chalicelib.ports.world import World
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.take_notification import keep, verified
from chalicelib.usecases.until_committed import until_committed

ASK_AT_MOST_EVERY = timedelta(seconds=10)


def take_return(world: World, provider_name: str, call: Inbound) -> Order:
    """The order as we know it, after booking a verified return or asking the provider once.

    Raises NotFound unless the call is verified and its order is known.
    """
    provider = world.providers.get(provider_name)
    statement = verified(world, provider, call) if provider else None
    if provider is None or not isinstance(statement, Statement):
        raise NotFound("order_not_found", order_id="-")
    keep(world, provider, call, statement)
    book_statement(world, statement)
    order = world.orders.get(statement.order_id)
    if order is None:
        raise NotFound("order_not_found", order_id=statement.order_id)
    return _asked(world, order) if order.payable else order


def _asked(world: World, order: Order) -> Order:
    """Ask the provider, unless somebody did within the last seconds."""
    mine = until_committed(world, lambda: _claim(world, order.order_id))
    if mine:
        query_order(world, order.order_id)
    return world.orders.get(order.order_id) or order


def _claim(world: World, order_id: str) -> tuple[Change | None, bool]:
    order, now = world.orders.get(order_id), world.clock.now()
    if order is None or (order.asked_at and now - order.asked_at < ASK_AT_MOST_EVERY):
        return None, False
    return change(Replace(order.succeed(asked_at=now), "order_moved")), True
