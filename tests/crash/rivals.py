"""What somebody else may do in the middle of a use case."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from types import MappingProxyType

from chalicelib.domain.bill import Bill
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Refusal
from chalicelib.domain.order import Order
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.usecases.assign_task import Handover, assign_task
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.drive_execution import break_execution, check_execution, resume_dossier
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.take_notification import take_notification
from chalicelib.usecases.take_return import take_return
from tests.builders import PROVIDER, a_caller
from tests.crash.scenes import correct, open_another, open_one, sweep
from tests.crash.stage import bank, engine
from tests.fakes import FakeWorld, a_notification

Rival = Callable[[FakeWorld], object]


def _pay_all(world: FakeWorld) -> None:
    """Every payer pays by every link there is, and the bank tells us twice."""
    for order in world.store.all(Order):
        bank(world).pay(order)
    calls = tuple(bank(world).unheard)
    bank(world).deliver(world)
    bank(world).unheard.extend(calls)
    bank(world).deliver(world)


def _come_back(world: FakeWorld) -> None:
    for order in world.store.all(Order):
        bank(world).pay(order)
        if bank(world).known.get(order.order_id) == f"paid:{order.amount}":
            with suppress(Refusal):
                take_return(world, PROVIDER, a_notification(order))


def _query_all(world: FakeWorld) -> None:
    for order in world.store.all(Order):
        query_order(world, order.order_id)


def _say(outcome: str) -> Rival:
    """The bank states this of every order that was not paid."""

    def say(world: FakeWorld) -> None:
        for order in world.store.all(Order):
            if not bank(world).known.get(order.order_id, "paid").startswith("paid"):
                bank(world).known[order.order_id] = f"{outcome}:{order.amount}"
                take_notification(world, PROVIDER, a_notification(order, outcome))

    return say


def _fall_silent(world: FakeWorld) -> None:
    bank(world).silent = 3


def _decide_all(world: FakeWorld) -> None:
    """An officer decides whatever an officer can decide."""
    outcomes = {
        TaskKind.INTAKE: TaskOutcome.ACCEPTED,
        TaskKind.PROCESSING: TaskOutcome.COMPLETED,
        TaskKind.DELIVERY: TaskOutcome.DELIVERED,
    }
    for dossier in world.store.all(Dossier):
        waiting = dossier.waiting_for
        if waiting and waiting.kind in outcomes:
            decision = Decision(outcome=outcomes[waiting.kind])
            decide_task(world, dossier.code, waiting.task_id, decision, a_caller())


def _hand_over_all(world: FakeWorld) -> None:
    """An officer takes whatever is open, and puts it back."""
    for dossier in world.store.all(Dossier):
        for to in ("an", None):
            if dossier.waiting_for:
                with suppress(Refusal):
                    task_id = dossier.waiting_for.task_id
                    assign_task(world, dossier.code, task_id, Handover(assignee=to), a_caller())


def _correct_all(world: FakeWorld) -> None:
    """An officer corrects whatever can be corrected."""
    for kind in (CorrectionKind.WAIVER, CorrectionKind.RECALL, CorrectionKind.REOPEN):
        with suppress(Refusal):
            correct(kind, key=None)(world)


def _each(act: Callable[[FakeWorld, str], object]) -> Rival:
    return lambda world: [act(world, dossier.code) for dossier in world.store.all(Dossier)]


def _at_the_deadline(world: FakeWorld, code: str) -> None:
    """The time to pay what is owed now ends in this very moment."""
    dossier = world.dossiers.get(code)
    bill = world.dossiers.bill(code, (dossier and dossier.open_bill) or "1")
    if bill:
        world.clock.at = max(world.clock.at, bill.pay_by + timedelta(seconds=1))
        close_bill(world, code, bill.bill_id)


def _settle_all(world: FakeWorld) -> None:
    for bill in world.store.all(Bill):
        settle_bill(world, bill.dossier_code, bill.bill_id)


def _check(world: FakeWorld, code: str) -> None:
    dossier = world.dossiers.get(code)
    assert dossier
    check_execution(world, dossier)


RIVALS: MappingProxyType[str, Rival] = MappingProxyType(
    {
        "two notifications": _pay_all,
        "a return": _come_back,
        "a query": _query_all,
        "a refusal": _say("refused"),
        "a review": _say("review"),
        "a silent bank": _fall_silent,
        "an officer": _decide_all,
        "a correction": _correct_all,
        "a hand-over": _hand_over_all,
        "a withdrawal": _each(lambda w, code: withdraw_dossier(w, code, a_caller())),
        "the deadline": _each(_at_the_deadline),
        "a settlement": _settle_all,
        "the same method again": _each(lambda w, code: open_one(w, key="rival")),
        "another method": _each(lambda w, code: open_another(w)),
        "the sweeper": sweep,
        "the engine": lambda w: engine(w).drive(w),
        "a check": _each(_check),
        "a resumption": _each(lambda w, code: resume_dossier(w, code, "rival", a_caller())),
        "a false alarm": _each(lambda w, code: break_execution(w, code, 1, "rival")),
    }
)
