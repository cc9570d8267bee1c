"""The attempts to pay a bill: the latest order of each method, and closing those that are open."""

from chalicelib.domain.bill import Bill
from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.order import Order, OrderEvent, watch_closed
from chalicelib.ports.world import World


def orders_of(world: World, bill: Bill) -> list[Order]:
    """The latest order of each method, read consistently."""
    found = (world.orders.get(order_id) for order_id in bill.orders.values())
    return [order for order in found if order]


def closing(world: World, orders: list[Order], event: OrderEvent) -> Change:
    """End the payable ones with `event`; they are still watched for a while."""
    now = world.clock.now()
    return change(
        *(
            Replace(order.moved(event, due_at=watch_closed(order, now)), "order_moved")
            for order in orders
            if order.payable
        )
    )
