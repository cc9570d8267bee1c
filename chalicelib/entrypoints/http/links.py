"""The addresses that our answers carry."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from chalicelib.domain.order import Order
from chalicelib.ports.world import World


def dossier_url(world: World, code: str, rest: str = "") -> str:
    """A dossier, or what stands under it."""
    return f"{world.public_url}/v1/dossiers/{code}{rest}"


def order_url(world: World, order_id: str, rest: str = "") -> str:
    """An order, or what stands under it."""
    return f"{world.public_url}/v1/orders/{order_id}{rest}"


def qr_url(world: World, order: Order) -> str:
    """The order's QR; the token lets a browser show it."""
    return f"{order_url(world, order.order_id, '/qr')}?t={order.view_token}"


def page_url(world: World, order: Order) -> str:
    """The order's page for the citizen."""
    return f"{world.public_url}/pay/{order.order_id}?t={order.view_token}"


def way_back(order: Order) -> str | None:
    """The portal's own address with the order and its state; it was checked when it was given."""
    if not order.return_url:
        return None
    parts = urlsplit(order.return_url)
    ours = {"order_id": order.order_id, "state": order.state.value}
    theirs = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] not in ours
    ]
    return urlunsplit(parts._replace(query=urlencode([*theirs, *ours.items()])))
