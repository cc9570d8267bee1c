"""The whole road on fakes: filed, paid, received, processed, returned — with any help failing."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from chalicelib.domain.change import Change
from chalicelib.domain.dossier import ExecutionState, Status
from chalicelib.domain.event import Event, intact
from chalicelib.domain.order import OrderState
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.domain.transaction import Transaction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.open_order import open_order
from chalicelib.usecases.open_task import open_task
from chalicelib.usecases.run_due import run_due
from chalicelib.usecases.submit_dossier import submit_dossier
from chalicelib.usecases.take_notification import take_notification
from tests.builders import (
    CODE,
    FEE,
    PROVIDER,
    a_caller,
    a_filing,
    a_once,
    an_order_request,
)
from tests.fakes import FakeWorld, a_notification, a_world
from tests.usecases.scenes import NAME, the_bill, the_dossier, told


class Died(Exception):  # noqa: N818 -- what happened
    """The function's process was killed."""


class Killing:
    """Commits that die right before, or right after, the n-th write."""

    def __init__(self, world: FakeWorld, number: int, *, after: bool) -> None:
        self._commits, self._number, self._after = world.commits, number, after
        self.count = 0

    def commit(self, change: Change) -> None:
        self.count += 1
        if self.count == self._number and not self._after:
            raise Died
        self._commits.commit(change)
        if self.count == self._number:
            raise Died


def sweep(world: FakeWorld) -> None:
    """A few minutes pass."""
    for _ in range(4):
        world.clock.forward(timedelta(minutes=2))
        run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)
        drive(world)


def drive(world: FakeWorld) -> None:
    """What Step Functions does: open the awaited task of the execution that runs."""
    dossier = world.dossiers.get(CODE)
    if dossier is None or dossier.execution.state is not ExecutionState.RUNNING:
        return
    if dossier.waiting_for and _untold(world):
        token = f"sfn-{dossier.version}"
        open_task(world, CODE, dossier.execution.run, dossier.waiting_for.kind, token)


def _untold(world: FakeWorld) -> bool:
    waiting = the_dossier(world).waiting_for
    task = waiting and world.dossiers.task(CODE, waiting.task_id)
    return bool(task and task.token is None)


def pay(world: FakeWorld) -> None:
    """A portal opens an order and its payer pays; the provider repeats what was not heard."""
    once = a_once("pay", route="orders")
    world.transport.script.clear()
    world.transport.will("opened")
    order, *_ = open_order(world, CODE, an_order_request(), a_caller(), once)
    if order.state is not OrderState.PAID:
        take_notification(world, PROVIDER, a_notification(order))


def decide(world: FakeWorld, kind: TaskKind, outcome: TaskOutcome) -> None:
    waiting = the_dossier(world).waiting_for
    if waiting and waiting.kind is kind:
        decide_task(world, CODE, waiting.task_id, Decision(outcome=outcome), a_caller())


def walk(world: FakeWorld, *, tries: int = 1) -> None:
    """Everybody does their part, and does it again if the answer did not come."""
    parts: tuple[Callable[[], object], ...] = (
        lambda: submit_dossier(world, a_filing(), a_caller(), a_once()),
        lambda: pay(world) if the_bill(world).paid == 0 else None,
        lambda: decide(world, TaskKind.INTAKE, TaskOutcome.ACCEPTED),
        lambda: decide(world, TaskKind.PROCESSING, TaskOutcome.COMPLETED),
        lambda: decide(world, TaskKind.DELIVERY, TaskOutcome.DELIVERED),
    )
    for part in parts:
        for _ in range(tries):
            try:
                part()
                sweep(world)
                break
            except Died:
                world.store.sequences.clear()  # or a lost filing would leave a gap before CODE


def end(world: FakeWorld) -> None:
    """The engine has closed its execution, and a day later the record is compared with it."""
    sweep(world)
    assert world.workflow.answers[-1][1]["next"] == "close"
    world.workflow.end(NAME, "SUCCEEDED")
    world.clock.forward(timedelta(days=1))
    sweep(world)


ROAD = ["filed", "paid", "received", "step_started", "resolved", "delivered"]


def test_the_sweeper_alone_carries_a_dossier_to_its_end() -> None:
    """No stream: what `run_due` and the answers of people do is enough."""
    world = a_world()
    walk(world)
    dossier = the_dossier(world)
    assert (dossier.status, dossier.execution.state) == (Status.RETURNED, ExecutionState.FINISHED)
    assert told(world) == ROAD
    assert [data["next"] for _, data in world.workflow.answers] == [
        *("intake", "processing", "delivery", "close"),
    ]
    assert list(world.debts.due(world.clock.now() + timedelta(days=400), limit=10)) == []


COMMITS = 18
"""As many as the road has when nobody dies."""


def test_the_road_has_so_many_writes() -> None:
    world = a_world()
    walk(world)
    assert len(world.commits.done) == COMMITS


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("number", range(1, COMMITS + 1))
def test_a_process_that_dies_at_any_write_loses_nothing(number: int, after: bool) -> None:
    """Cases B2, B7 and B19: killed before or after each write of the road, it still ends well."""
    world = a_world()
    killing = Killing(world, number, after=after)
    object.__setattr__(world, "commits", killing)
    walk(world, tries=2)
    end(world)
    assert the_dossier(world).status is Status.RETURNED
    assert the_dossier(world).execution.state is ExecutionState.FINISHED
    assert told(world) == ROAD
    assert intact(world.store.all(Event))
    assert [one.amount for one in world.store.all(Transaction)] == [FEE]
