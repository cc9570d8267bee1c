"""The use cases that end a payment, where a second beneficiary's bill waits for its turn."""

from contextlib import suppress
from datetime import timedelta

from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.counter import CounterMethod
from chalicelib.domain.errors import Refusal
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.record_counter_payment import CounterPayment, record_counter_payment
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import CODE, a_caller, a_filing, a_once
from tests.crash.scenes import Scene, correct, notify, open_one, pay_up, the_order
from tests.crash.stage import a_stage, bank, briefly, engine
from tests.fakes import FakeWorld
from tests.usecases.scenes import the_task
from tests.usecases.two_bills import (
    PUBLICATION,
    bill_of,
    catalogue_of_two,
    knowing_the_centre,
)


def a_stage_for_two() -> FakeWorld:
    return knowing_the_centre(a_stage(*catalogue_of_two()))


def submit(world: FakeWorld) -> None:
    submit_dossier(world, a_filing(), a_caller(), a_once())


def filed() -> FakeWorld:
    """The dossier waits for the first payment, and an execution for its task."""
    world = a_stage_for_two()
    submit(world)
    briefly(world)
    return world


def payable() -> FakeWorld:
    world = filed()
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


def just_covered() -> FakeWorld:
    """The first task has ended and its token is owed; the second bill is open."""
    world = paid_and_booked()
    settle_bill(world, CODE, "1")
    return world


def told_of_second() -> FakeWorld:
    """The engine is about to open the second payment's task."""
    world = just_covered()
    answer_task(world, the_task(world, "payment-1"))
    return world


def second_payable() -> FakeWorld:
    """An execution waits for the second task, and the payer has a link."""
    world = just_covered()
    briefly(world)
    open_one(world, key="pay-2")
    return world


def second_paid_at_the_bank() -> FakeWorld:
    world = second_payable()
    bank(world).pay(the_order(world))
    return world


def second_booked() -> FakeWorld:
    world = second_paid_at_the_bank()
    bank(world).deliver(world)
    return world


def unpaid() -> FakeWorld:
    """Nobody has paid anything, and the first bill's time is over."""
    world = payable()
    world.clock.at = bill_of(world, "1").pay_by + timedelta(seconds=30)
    return world


def second_unpaid() -> FakeWorld:
    world = second_payable()
    world.clock.at = bill_of(world, "2").pay_by + timedelta(seconds=30)
    return world


def withdraw(world: FakeWorld) -> None:
    withdraw_dossier(world, CODE, a_caller())


def take_first(world: FakeWorld) -> None:
    said = CounterPayment(bill_id="1", method=CounterMethod.CASH, amount=PUBLICATION)
    with suppress(Refusal):
        record_counter_payment(world, CODE, said, a_caller(), a_once(key="counter"))


SCENES_OF_TWO = (
    Scene("submit_dossier_for_two", a_stage_for_two, submit),
    Scene("take_notification_of_first", paid_at_the_bank, notify, then=pay_up),
    Scene(
        "settle_bill_first",
        paid_and_booked,
        lambda w: settle_bill(w, CODE, "1"),
        retried=False,
        then=pay_up,
    ),
    Scene(
        "answer_task_between",
        just_covered,
        lambda w: answer_task(w, the_task(w, "payment-1")),
        retried=False,
        then=pay_up,
    ),
    Scene("open_task_second", told_of_second, lambda w: engine(w).drive(w), False, then=pay_up),
    Scene("open_order_second", just_covered, lambda w: open_one(w, key="pay-2"), then=pay_up),
    Scene("take_notification_of_second", second_paid_at_the_bank, notify),
    Scene("settle_bill_second", second_booked, lambda w: settle_bill(w, CODE, "2"), False),
    Scene("close_bill_first", unpaid, lambda w: close_bill(w, CODE, "1"), retried=False),
    Scene("close_bill_second", second_unpaid, lambda w: close_bill(w, CODE, "2"), retried=False),
    Scene("withdraw_with_two_bills", payable, withdraw),
    Scene("withdraw_with_first_paid", paid_at_the_bank, withdraw),
    Scene("withdraw_between", second_payable, withdraw),
    Scene("waive_first", payable, correct(CorrectionKind.WAIVER), then=pay_up),
    Scene("waive_second", second_payable, correct(CorrectionKind.WAIVER)),
    Scene("counter_payment_first", payable, take_first, then=pay_up),
)
