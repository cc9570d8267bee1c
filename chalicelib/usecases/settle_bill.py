"""Record on the dossier what money did to its bill."""

from chalicelib.domain.bill import BILL, Bill, BillEvent, BillState
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.order import OrderEvent
from chalicelib.domain.progress import DOSSIER_MOVED, record
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.bills_to_come import BILL_MOVED
from chalicelib.usecases.orders_of import closing, orders_of
from chalicelib.usecases.until_committed import until_committed

ACTOR = "payments"


def settle_bill(world: World, dossier_code: str, bill_id: str) -> None:
    """Covered: the payment task ends. Short, or money for a closed bill: an event says so."""
    until_committed(world, lambda: _decide(world, dossier_code, bill_id))


def _decide(world: World, dossier_code: str, bill_id: str) -> tuple[Change | None, None]:
    bill = world.dossiers.bill(dossier_code, bill_id)
    dossier = world.dossiers.get(dossier_code)
    if bill is None or dossier is None or bill.paid == bill.settled:
        return None, None
    wanted = bill.state is BillState.OPEN and dossier.open_bill == bill_id
    if wanted and bill.covered:
        return _covered(world, dossier, bill), None
    if wanted:
        return _noted(world, dossier, bill, "partially_paid"), None
    return _noted(world, dossier, bill, "money_not_owed"), None


def _covered(world: World, dossier: Dossier, bill: Bill) -> Change:
    """The bill is covered, the task ends, the next bill opens, siblings are closed: one change."""
    waiting = dossier.waiting_for
    assert waiting is not None, "an open bill is waited for"
    assert waiting.kind is TaskKind.PAYMENT, "an open bill is waited for"
    task = world.dossiers.task(dossier.code, waiting.task_id)
    assert task is not None, "a dossier's open task is written with it"
    facts = {"bill_id": bill.bill_id, "amount": bill.paid, "over": bill.paid - bill.amount}
    paid, _ = advance(
        world, dossier, task, TaskOutcome.PAID, actor=ACTOR, data=facts, counts_from=bill.paid_at
    )
    covered = bill.succeed(
        state=BILL.after(bill.state, BillEvent.COVERED),
        settled=bill.paid,
        due_at=None,
        attempts=0,
        last_error=None,
    )
    siblings = closing(world, orders_of(world, bill), OrderEvent.SUPERSEDED)
    return paid + change(Replace(covered, BILL_MOVED)) + siblings


def _noted(world: World, dossier: Dossier, bill: Bill, what: str) -> Change:
    """Money that does not end a task is an event, and the bill knows that it was told.

    Orders of another amount than what may be paid now must not be paid any more.
    """
    owed = bill.remaining if bill.state is BillState.OPEN else 0
    data = {"bill_id": bill.bill_id, "amount": bill.paid - bill.settled, "owed": owed}
    following, event = record(dossier.succeed(), what, actor=ACTOR, at=world.clock.now(), data=data)
    due_at = bill.ends_at if bill.state is BillState.OPEN else None
    told = bill.succeed(settled=bill.paid, due_at=due_at, attempts=0, last_error=None)
    outdated = [order for order in orders_of(world, bill) if not bill.may_be_paid(order.amount)]
    return change(
        Replace(following, DOSSIER_MOVED),
        Insert(event, DOSSIER_MOVED),
        Replace(told, BILL_MOVED),
    ) + closing(world, outdated, OrderEvent.SUPERSEDED)
