"""The token by which a browser sees an order without a bearer token."""

import hmac

from chalicelib.domain.errors import NotFound
from chalicelib.domain.order import Order
from chalicelib.ports.world import World


def viewed_order(world: World, order_id: str, token: str) -> Order:
    """The order. Raises NotFound for a wrong token as for an order that is not there."""
    order = world.orders.get(order_id)
    if order is None or not hmac.compare_digest(order.view_token.encode(), token.encode()):
        raise NotFound("order_not_found", order_id=order_id)
    return order
