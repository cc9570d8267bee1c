"""Every use case that touches money or dossiers, each in a situation where it has work to do."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from chalicelib.domain.bill import Bill
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.counter import CounterMethod
from chalicelib.domain.dossier import Attachment, Dossier
from chalicelib.domain.errors import Refusal
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.task import TaskOutcome
from chalicelib.domain.transaction import Transaction
from chalicelib.ports.provider import Payer
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.ask_to_open import ask_to_open
from chalicelib.usecases.cancel_order import cancel_order
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.close_task import close_task
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.drive_execution import (
    break_execution,
    check_execution,
    resume_by_itself,
    resume_dossier,
    start_execution,
)
from chalicelib.usecases.move_by_citizen import supply_supplement, withdraw_dossier
from chalicelib.usecases.open_order import open_order
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.record_counter_payment import CounterPayment, record_counter_payment
from chalicelib.usecases.run_due import run_due
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from chalicelib.usecases.take_notification import take_notification
from chalicelib.usecases.take_return import take_return
from tests.builders import (
    CODE,
    FEE,
    FREE_PROCEDURE,
    METHOD,
    PROVIDER,
    a_caller,
    a_decision,
    a_filing,
    a_once,
    an_order_request,
)
from tests.crash.stage import a_stage, bank, briefly, engine
from tests.fakes import FakeWorld, a_notification
from tests.usecases.scenes import NAME, the_bill, the_dossier, the_task

PAPER = Attachment(name="Giấy khai sinh", uri="https://papers.example/1")
NOTHING: timedelta = timedelta()


@dataclass(frozen=True)
class Scene:
    """What is given, the use case, and what follows it.

    `retried`: whoever asked asks again when no answer came; refused then is answered, too.
    `then` is what people do afterwards; `wait` passes before recovery begins.
    """

    name: str
    given: Callable[[], FakeWorld]
    act: Callable[[FakeWorld], object]
    retried: bool = True
    then: Callable[[FakeWorld], None] = field(default=lambda world: None)
    wait: timedelta = NOTHING


def again(world: FakeWorld, act: Callable[[FakeWorld], object]) -> None:
    """Asked once more; a refusal is an answer."""
    with suppress(Refusal):
        act(world)


def filed_and_driven() -> FakeWorld:
    """A dossier waits for its payment, and an execution for its task."""
    world = a_stage()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    briefly(world)
    return world


def at_intake() -> FakeWorld:
    world = a_stage()
    submit_dossier(world, a_filing(procedure_code=FREE_PROCEDURE), a_caller(), a_once())
    briefly(world)
    return world


def lacking_papers() -> FakeWorld:
    world = at_intake()
    decide(world, TaskOutcome.SUPPLEMENT_REQUESTED)
    briefly(world)
    return world


def never_supplied() -> FakeWorld:
    world = lacking_papers()
    world.clock.forward(timedelta(days=16))
    return world


def payable() -> FakeWorld:
    """An order of which the payer has the link."""
    world = filed_and_driven()
    open_one(world)
    return world


def paid_at_the_bank() -> FakeWorld:
    world = payable()
    bank(world).pay(the_order(world))
    return world


def paid_and_booked() -> FakeWorld:
    world = paid_at_the_bank()
    bank(world).deliver(world)
    return world


def not_yet_asked() -> FakeWorld:
    """The intent is written, and the function died before it asked the provider."""
    world = payable()
    order = the_order(world)
    bank(world).known.clear()
    world.store.put(order.model_copy(update={"state": OrderState.CREATED, "checkout": None}))
    return world


def unknown_to_us() -> FakeWorld:
    """The provider did the work, and its answer never came."""
    world = payable()
    order = the_order(world)
    world.store.put(order.model_copy(update={"state": OrderState.UNKNOWN, "checkout": None}))
    return world


def paid_short() -> FakeWorld:
    """The bank took less than was asked for."""
    world = payable()
    bank(world).pay(the_order(world), FEE - 50_000)
    bank(world).deliver(world)
    return world


def expired_and_paid() -> FakeWorld:
    """The order is closed here, and its money comes after all."""
    world = payable()
    order = the_order(world)
    query_until_expired(world, order)
    bank(world).pay(order)
    return world


def query_until_expired(world: FakeWorld, order: Order) -> None:
    world.clock.at = order.expires_at + timedelta(minutes=6)
    query_order(world, order.order_id)


def started() -> FakeWorld:
    """The engine is about to open the payment task."""
    world = just_filed()
    start_execution(world, the_dossier(world))
    return world


def started_late() -> FakeWorld:
    """The engine is about to open a task that has ended in the meantime."""
    world = started()
    open_one(world)
    bank(world).pay(the_order(world))
    bank(world).deliver(world)
    settle_bill(world, CODE, "1")
    return world


def past_the_deadline() -> FakeWorld:
    """The bank has the money, nobody told us, and the time to pay is over."""
    world = paid_at_the_bank()
    world.clock.at = the_bill(world).pay_by + timedelta(seconds=30)
    return world


def unpaid_past_the_deadline() -> FakeWorld:
    world = payable()
    world.clock.at = the_bill(world).pay_by + timedelta(seconds=30)
    return world


def settled() -> FakeWorld:
    """The payment task has ended; its token is still owed."""
    world = paid_and_booked()
    settle_bill(world, CODE, "1")
    return world


def stopped() -> FakeWorld:
    """The dossier has ended; its workflow is still owed the last word."""
    world = at_intake()
    decide(world, TaskOutcome.ACCEPTED)
    briefly(world)
    decide(world, TaskOutcome.STOPPED, "processing-1")
    return world


def stopped_for_long() -> FakeWorld:
    """The dossier has ended, and so has its workflow."""
    world = stopped()
    briefly(world)
    return world


def resolved() -> FakeWorld:
    """The result waits for its hand-over, and an execution for that task."""
    world = at_intake()
    decide(world, TaskOutcome.ACCEPTED)
    briefly(world)
    decide(world, TaskOutcome.COMPLETED, "processing-1")
    briefly(world)
    return world


def returned() -> FakeWorld:
    world = resolved()
    decide(world, TaskOutcome.DELIVERED, "delivery-1")
    briefly(world)
    return world


def rejected() -> FakeWorld:
    """The dossier has ended; its workflow is still owed the last word."""
    world = at_intake()
    decide(world, TaskOutcome.REJECTED)
    return world


def just_filed() -> FakeWorld:
    world = a_stage()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    return world


def vanished() -> FakeWorld:
    """The engine has lost the execution."""
    world = filed_and_driven()
    world.workflow.end(NAME, "FAILED", "Broken.Something")
    engine(world).waits.clear()
    return world


def broken() -> FakeWorld:
    world = vanished()
    break_execution(world, CODE, 1, "Something")
    return world


def much_is_owed() -> FakeWorld:
    """An order to ask about, money to settle, and an execution that is a day old."""
    world = paid_at_the_bank()
    world.clock.forward(timedelta(days=1, minutes=1))
    return world


def _silently(given: Callable[[], FakeWorld]) -> Callable[[], FakeWorld]:
    """The same situation, in which the next answers of the bank are lost."""

    def made() -> FakeWorld:
        world = given()
        bank(world).silent = 2
        return world

    return made


def the_order(world: FakeWorld) -> Order:
    return max(world.store.all(Order), key=lambda order: order.opened_at)


def the_code(world: FakeWorld) -> str:
    return world.store.all(Dossier)[0].code


def open_one(world: FakeWorld, key: str = "pay", method: str = METHOD) -> Order:
    once = a_once(key, route="orders")
    order, *_ = open_order(world, CODE, an_order_request(method=method), a_caller(), once)
    return order


def open_another(world: FakeWorld) -> Order:
    return open_one(world, key="another", method="fake_card")


def decide(world: FakeWorld, outcome: TaskOutcome, task_id: str = "intake-1") -> None:
    decide_task(world, CODE, task_id, a_decision(outcome), a_caller())


def file_with_a_number(world: FakeWorld) -> None:
    applicant = {"full_name": "Nguyễn Văn A", "id_number": "001099000001"}
    submit_dossier(world, a_filing(applicant=applicant), a_caller(), a_once())


def file_nationally(world: FakeWorld) -> None:
    submit_dossier(world, a_filing(national_code="G01-1"), a_caller(), a_once())


def correct(kind: CorrectionKind, key: str | None = "correct") -> Callable[[FakeWorld], object]:
    """An officer corrects the dossier; with a key, an officer whose screen tries again."""
    ground = "poor-household" if kind is CorrectionKind.WAIVER else None
    said = Correction(kind=kind, reason="a mistake", ground=ground, document="QD-1")
    once = a_once(key, route="corrections") if key else None
    return lambda world: correct_dossier(world, CODE, said, a_caller(), once)


def notify(world: FakeWorld) -> None:
    take_notification(world, PROVIDER, a_notification(the_order(world)))


def come_back(world: FakeWorld) -> None:
    take_return(world, PROVIDER, a_notification(the_order(world)))


def come_back_too_early(world: FakeWorld) -> None:
    """The return says nothing final, so that the provider is asked."""
    take_return(world, PROVIDER, a_notification(the_order(world), "pending"))


def pay_up(world: FakeWorld) -> None:
    """The payer pays by the link they have, or opens another order if they have none."""
    found = world.store.all(Order)
    order = next((one for one in found if one.payable and one.checkout), None)
    bank(world).pay(order or open_one(world, key="pay-again"))


def sweep(world: FakeWorld) -> None:
    run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)


def the_end(world: FakeWorld) -> object:
    """What people see in the end; it may not depend on who died on the way."""
    return (
        [
            (one.status, one.waiting_for and one.waiting_for.kind)
            for one in world.store.all(Dossier)
        ],
        [(one.state, one.paid, one.settled) for one in world.store.all(Bill)],
        [(one.outcome, one.amount, one.flags) for one in world.store.all(Transaction)],
        [one.execution.state for one in world.store.all(Dossier)],
    )


def cancel(world: FakeWorld) -> None:
    with suppress(Refusal):  # paid already is an answer, too
        cancel_order(world, the_order(world).order_id, a_caller())


def pay_at_the_counter(world: FakeWorld) -> None:
    said = CounterPayment(bill_id="1", method=CounterMethod.CASH, amount=FEE)
    with suppress(Refusal):
        record_counter_payment(world, CODE, said, a_caller(), a_once(key="counter"))


SCENES = (
    Scene("submit_dossier", a_stage, lambda w: submit_dossier(w, a_filing(), a_caller(), a_once())),
    Scene("submit_dossier_to_be_found", a_stage, file_with_a_number),
    Scene("submit_dossier_nationally", a_stage, file_nationally),
    Scene("open_order", filed_and_driven, open_one, then=pay_up),
    Scene("open_order_by_another_method", payable, open_another, then=pay_up),
    Scene("open_order_while_unknown", unknown_to_us, open_another, then=pay_up),
    Scene("open_order_for_the_rest", paid_short, open_another, then=pay_up),
    Scene(
        "ask_to_open",
        not_yet_asked,
        lambda w: ask_to_open(w, the_order(w), Payer()),
        retried=False,
        then=pay_up,
    ),
    Scene("open_order_unanswered", _silently(filed_and_driven), open_one, then=pay_up),
    Scene(
        "query_order_unanswered",
        _silently(paid_at_the_bank),
        lambda w: query_order(w, the_order(w).order_id),
        retried=False,
    ),
    Scene(
        "close_bill_unanswered",
        _silently(past_the_deadline),
        lambda w: close_bill(w, CODE, "1"),
        retried=False,
    ),
    Scene("take_notification", paid_at_the_bank, notify),
    Scene("take_notification_late", expired_and_paid, notify),
    Scene("take_return", paid_at_the_bank, come_back),
    Scene("take_return_that_asks", paid_at_the_bank, come_back_too_early),
    Scene("query_order", paid_at_the_bank, lambda w: query_order(w, the_order(w).order_id), False),
    Scene(
        "query_order_that_sends_again",
        not_yet_asked,
        lambda w: query_order(w, the_order(w).order_id),
        retried=False,
        then=pay_up,
    ),
    Scene("settle_bill", paid_and_booked, lambda w: settle_bill(w, CODE, "1"), retried=False),
    Scene("settle_bill_short", paid_short, lambda w: settle_bill(w, CODE, "1"), retried=False),
    Scene("close_bill_unpaid", unpaid_past_the_deadline, lambda w: close_bill(w, CODE, "1"), False),
    Scene("close_bill_paid", past_the_deadline, lambda w: close_bill(w, CODE, "1"), False),
    Scene("decide_task", at_intake, lambda w: decide(w, TaskOutcome.ACCEPTED)),
    Scene("decide_task_rejected", at_intake, lambda w: decide(w, TaskOutcome.REJECTED)),
    Scene(
        "supply_supplement",
        lacking_papers,
        lambda w: supply_supplement(w, CODE, (PAPER,), a_caller()),
    ),
    Scene(
        "close_task",
        never_supplied,
        lambda w: close_task(w, the_task(w, "supplement-1")),
        retried=False,
    ),
    Scene("withdraw_dossier", payable, lambda w: withdraw_dossier(w, CODE, a_caller())),
    Scene(
        "withdraw_dossier_paid", paid_at_the_bank, lambda w: withdraw_dossier(w, CODE, a_caller())
    ),
    Scene("correct_dossier_stopped", stopped, correct(CorrectionKind.RECALL)),
    Scene("correct_dossier_long_stopped", stopped_for_long, correct(CorrectionKind.RECALL)),
    Scene("correct_dossier_resolved", resolved, correct(CorrectionKind.RECALL)),
    Scene("correct_dossier_returned", returned, correct(CorrectionKind.REOPEN)),
    Scene("correct_dossier_unkeyed", returned, correct(CorrectionKind.REOPEN, key=None)),
    Scene("correct_dossier_waived", payable, correct(CorrectionKind.WAIVER)),
    Scene("correct_dossier_waived_paid", paid_at_the_bank, correct(CorrectionKind.WAIVER)),
    Scene("cancel_order", payable, cancel),
    Scene("cancel_order_paid", paid_at_the_bank, cancel),
    Scene("record_counter_payment", payable, pay_at_the_counter),
    Scene("record_counter_payment_paid", paid_at_the_bank, pay_at_the_counter),
    Scene("start_execution", just_filed, lambda w: start_execution(w, the_dossier(w)), False),
    Scene("answer_task", settled, lambda w: answer_task(w, the_task(w, "payment-1")), False),
    Scene(
        "answer_task_that_closes",
        rejected,
        lambda w: answer_task(w, the_task(w, "intake-1")),
        retried=False,
        wait=timedelta(days=1),
    ),
    Scene(
        "check_execution",
        vanished,
        lambda w: check_execution(w, the_dossier(w)),
        retried=False,
        wait=timedelta(days=1),
    ),
    Scene(
        "break_execution",
        vanished,
        lambda w: break_execution(w, CODE, 1, "Something"),
        retried=False,
        wait=timedelta(days=1),
    ),
    Scene("resume_by_itself", broken, lambda w: resume_by_itself(w, the_dossier(w)), False),
    Scene("resume_dossier", broken, lambda w: resume_dossier(w, CODE, "seen to", a_caller())),
    Scene("open_task", started, lambda w: engine(w).drive(w), retried=False),
    Scene("open_task_too_late", started_late, lambda w: engine(w).drive(w), retried=False),
    Scene("run_due", much_is_owed, sweep, retried=False),
)
