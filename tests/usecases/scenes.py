"""Situations that several use cases start from."""

from typing import Any

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier, Execution, ExecutionState
from chalicelib.domain.event import Event
from chalicelib.domain.order import Checkout, Order, OrderState
from chalicelib.domain.task import Task
from tests.builders import CODE, a_bill, an_order, filed
from tests.fakes import FakeWorld, a_world

RUNNING = Execution(state=ExecutionState.RUNNING)
NAME = "H32-12-261123-0001-1"
"""The name of the first execution of the dossier of these scenes."""


def a_pending_order(**changes: Any) -> Order:
    """Payable at its provider."""
    checkout = Checkout(pay_url="https://pay.example/1")
    return an_order(**{"state": OrderState.PENDING, "checkout": checkout, **changes})


def while_paying(*orders: Order, bill: Bill | None = None, **changes: Any) -> FakeWorld:
    """A dossier that waits for its payment, and attempts to pay its bill."""
    orders = orders or (a_pending_order(),)
    bill = bill or a_bill()
    tried = bill.model_copy(update={"orders": {order.method: order.order_id for order in orders}})
    scene = filed(bill=tried, **changes)
    return a_world(*scene.entities, *orders)


def the_dossier(world: FakeWorld) -> Dossier:
    found = world.dossiers.get(CODE)
    assert found
    return found


def the_bill(world: FakeWorld) -> Bill:
    found = world.dossiers.bill(CODE, "1")
    assert found
    return found


def the_order(world: FakeWorld, order: Order | None = None) -> Order:
    found = world.orders.get((order or an_order()).order_id)
    assert found
    return found


def the_task(world: FakeWorld, task_id: str) -> Task:
    found = world.dossiers.task(CODE, task_id)
    assert found
    return found


def told(world: FakeWorld) -> list[str]:
    """The types of the dossier's events, oldest first."""
    return [event.type for event in world.store.all(Event) if event.dossier_code == CODE]


def with_token(world: FakeWorld, task_id: str, token: str = "token", run: int = 1) -> None:
    """An execution waits on a task."""
    task = the_task(world, task_id)
    world.store.put(task.model_copy(update={"token": token, "run": run}))
