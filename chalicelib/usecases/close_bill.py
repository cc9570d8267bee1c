"""The time to pay is over: the providers are asked once more, then the bill closes."""

from datetime import datetime, timedelta

from chalicelib.domain.bill import BillEvent, BillState
from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.order import Order, OrderEvent, OrderState
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.bills_to_come import BILL_MOVED, and_refunds_to_decide
from chalicelib.usecases.orders_of import closing, orders_of
from chalicelib.usecases.query_order import GRACE, query_order
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.until_committed import until_committed

ASK_AGAIN = timedelta(minutes=5)

NOT_PAID = "not_paid"
"""The ground on which the dossier ends then."""


def close_bill(world: World, dossier_code: str, bill_id: str) -> None:
    """Closes the bill unless money came, or waits while one of its orders is not certain."""
    bill = world.dossiers.bill(dossier_code, bill_id)
    if bill is None or bill.state is not BillState.OPEN or bill.takes_money(world.clock.now()):
        return
    payable = [order for order in orders_of(world, bill) if order.payable]
    answers = [query_order(world, order.order_id, resend=False) for order in payable]
    until_committed(world, lambda: _decide(world, dossier_code, bill_id, certain=all(answers)))


def _decide(
    world: World, dossier_code: str, bill_id: str, *, certain: bool
) -> tuple[Change | None, None]:
    dossier = world.dossiers.get(dossier_code)
    bill = world.dossiers.bill(dossier_code, bill_id)
    if bill is None or dossier is None or bill.state is not BillState.OPEN or bill.covered:
        return None, None
    if bill.paid != bill.settled:  # it came in time: told before, and the bill is looked at again
        settle_bill(world, dossier_code, bill_id)
        return _decide(world, dossier_code, bill_id, certain=certain)
    now = world.clock.now()
    attempts = orders_of(world, bill)
    if not certain or any(_in_question(order, now) for order in attempts):
        return change(Replace(bill.succeed(due_at=now + ASK_AGAIN), BILL_MOVED)), None
    lapsed = bill.closed_unpaid(BillEvent.LAPSED, now)
    expired = closing(world, attempts, OrderEvent.EXPIRED)
    waiting = dossier.waiting_for
    writes = change(Replace(lapsed, BILL_MOVED)) + expired
    if not waiting or waiting.kind is not TaskKind.PAYMENT:
        return writes, None
    task = world.dossiers.task(dossier_code, waiting.task_id)
    assert task is not None, "a dossier's open task is written with it"
    facts = {"bill_id": bill_id, "owed": bill.remaining, "ground": NOT_PAID}
    facts = and_refunds_to_decide(facts, [lapsed])
    left, _ = advance(world, dossier, task, TaskOutcome.EXPIRED, actor="clock", data=facts)
    return left + writes, None


def _in_question(order: Order, now: datetime) -> bool:
    """One that has just ended may still be under way at its provider."""
    unsure = order.in_review or order.state in (OrderState.CREATED, OrderState.UNKNOWN)
    return unsure or (order.payable and now < order.expires_at + GRACE)
