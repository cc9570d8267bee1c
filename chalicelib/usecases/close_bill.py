"""The time to pay is over: the providers are asked once more, then the bill closes."""

from datetime import timedelta

from chalicelib.domain.bill import BILL, Bill, BillEvent, BillState
from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.order import Order, OrderEvent, OrderState, watch_closed
from chalicelib.domain.progress import conclude
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.until_committed import until_committed

ASK_AGAIN = timedelta(minutes=5)


def close_bill(world: World, dossier_code: str, bill_id: str) -> None:
    """Closes the bill unless money came, or waits while one of its orders is not certain."""
    bill = world.dossiers.bill(dossier_code, bill_id)
    if bill is None or bill.state is not BillState.OPEN or world.clock.now() < bill.pay_by:
        return
    payable = [order for order in _attempts(world, bill) if order.payable]
    answers = [query_order(world, order.order_id) for order in payable]
    until_committed(world, lambda: _decide(world, dossier_code, bill_id, certain=all(answers)))


def _decide(
    world: World, dossier_code: str, bill_id: str, *, certain: bool
) -> tuple[Change | None, None]:
    bill = world.dossiers.bill(dossier_code, bill_id)
    dossier = world.dossiers.get(dossier_code)
    if bill is None or dossier is None or bill.state is not BillState.OPEN or bill.covered:
        return None, None
    now = world.clock.now()
    attempts = _attempts(world, bill)
    open_question = any(it.state in (OrderState.CREATED, OrderState.UNKNOWN) for it in attempts)
    if open_question or not certain:
        return change(Replace(bill.succeed(due_at=now + ASK_AGAIN), "bill_moved")), None
    untold = now if bill.paid != bill.settled else None
    lapsed = bill.succeed(state=BILL.after(bill.state, BillEvent.LAPSED), due_at=untold)
    expired = change(
        *(
            Replace(order.moved(OrderEvent.EXPIRED, due_at=watch_closed(order, now)), "order_moved")
            for order in attempts
            if order.payable
        )
    )
    waiting = dossier.waiting_for
    writes = change(Replace(lapsed, "bill_moved")) + expired
    if not waiting or waiting.kind is not TaskKind.PAYMENT:
        return writes, None
    task = world.dossiers.task(dossier_code, waiting.task_id)
    assert task is not None, "a dossier's open task is written with it"
    facts = {"bill_id": bill_id, "owed": bill.remaining}
    progress = conclude(dossier, task, TaskOutcome.EXPIRED, actor="clock", at=now, data=facts)
    return progress.change + writes, None


def _attempts(world: World, bill: Bill) -> list[Order]:
    found = (world.orders.get(order_id) for order_id in bill.orders.values())
    return [order for order in found if order]
