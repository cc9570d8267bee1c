"""A portal takes an attempt back: the provider is asked first whether it was paid."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.errors import Conflict
from chalicelib.domain.order import Order, OrderEvent, OrderState, watch_closed
from chalicelib.ports.world import World
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.reach import reach_order
from chalicelib.usecases.until_committed import until_committed


def cancel_order(world: World, order_id: str, caller: Caller) -> Order:
    """The cancelled order; one that had ended unpaid by itself is returned as it is.

    It is watched like every closed order: its money is booked whenever it comes. Raises NotFound,
    Conflict `order_already_paid`, and `payment_unknown` while the provider cannot say (case B6).
    """
    order = reach_order(world, caller, order_id)
    certain = query_order(world, order_id, resend=False) if order.payable else True
    return until_committed(world, lambda: _decide(world, order_id, caller, certain=certain))


def _decide(
    world: World, order_id: str, caller: Caller, *, certain: bool
) -> tuple[Change | None, Order]:
    order = reach_order(world, caller, order_id)
    if order.state is OrderState.PAID:
        raise Conflict("order_already_paid", order_id=order_id, state=order.state.value)
    if not order.payable:
        return None, order
    if order.in_review or not certain:
        raise Conflict("payment_unknown", order_id=order_id)
    due_at = watch_closed(order, world.clock.now())
    cancelled = order.moved(OrderEvent.CANCELLED, due_at=due_at)
    return change(Replace(cancelled, "order_moved")), cancelled
