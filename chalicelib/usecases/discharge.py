"""Pay one debt: carry out the effect that an item owes."""

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import name_of
from chalicelib.domain.order import Order
from chalicelib.domain.owed import Debt, ItemRef, OwingItem, debt_of
from chalicelib.domain.redating import Redating
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.ports.world import World
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.close_task import close_task
from chalicelib.usecases.drive_execution import (
    check_execution,
    resume_by_itself,
    start_execution,
)
from chalicelib.usecases.match_suspense import match_suspense
from chalicelib.usecases.patience import Patience
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.redate_tasks import redate_tasks
from chalicelib.usecases.remind_applicant import remind_applicant
from chalicelib.usecases.settle_bill import settle_bill


def discharge(world: World, item: OwingItem) -> None:
    """Each effect may be carried out twice; each leaves the index in the write that records it."""
    match debt_of(item), item:
        case Debt.START_EXECUTION, Dossier():
            start_execution(world, item)
        case Debt.CHECK_EXECUTION, Dossier():
            check_execution(world, item)
        case Debt.RESUME_EXECUTION, Dossier():
            resume_by_itself(world, item)
        case Debt.ANSWER_TASK, Task():
            answer_task(world, item)
        case Debt.REMIND_APPLICANT, Task():
            remind_applicant(world, item)
        case Debt.CLOSE_TASK, Task():
            close_task(world, item)
        case Debt.SETTLE_BILL, Bill():
            settle_bill(world, item.dossier_code, item.bill_id)
        case Debt.CLOSE_BILL, Bill():
            close_bill(world, item.dossier_code, item.bill_id)
        case Debt.QUERY_ORDER, Order():
            query_order(world, item.order_id)
        case Debt.MATCH_SUSPENSE, Suspense():
            match_suspense(world, item)
        case Debt.REDATE_TASKS, Redating():
            redate_tasks(world, item)


def lease_and_discharge(world: World, ref: ItemRef, patience: Patience) -> bool:
    """Take an item and pay what it owes.

    False if it owed nothing, somebody else has it, or its provider has used up our patience.
    """
    item = world.debts.lease(ref, world.clock.now())
    if item is None:
        return False
    provider = item.merchant.provider if isinstance(item, Order) else None
    if provider and patience.is_lost(provider):
        world.debts.give_back(ref, world.clock.now())
        patience.passed_over.add(ref)
        return False
    try:
        with patience.measured(provider):
            discharge(world, item)
    except Exception as error:
        world.debts.put_off(ref, world.clock.now(), item.attempts, name_of(error))
        raise
    return True
