"""What money did to a bill is told to the dossier once."""

from datetime import timedelta

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.dossier import Status
from chalicelib.domain.event import Event, intact
from chalicelib.domain.order import OrderState
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.settle_bill import settle_bill
from tests.builders import CODE, FEE, a_bill, a_caller, a_statement
from tests.fakes import FakeWorld
from tests.usecases.scenes import (
    a_pending_order,
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
    with_token,
)

SECOND = "261123000000020"


def paid(world: FakeWorld, amount: int = FEE) -> FakeWorld:
    book_statement(world, a_statement(amount=amount))
    return world


def test_a_covered_bill_ends_the_payment_task_and_opens_the_intake() -> None:
    world = paid(while_paying())
    with_token(world, "payment-1")
    settle_bill(world, CODE, "1")
    dossier, bill, task = the_dossier(world), the_bill(world), the_task(world, "payment-1")
    assert (bill.state, bill.settled, bill.due_at) == (BillState.COVERED, FEE, None)
    assert (task.outcome, task.answer, task.due_at) == (
        TaskOutcome.PAID,
        "intake",
        world.clock.now(),
    )
    assert (dossier.status, dossier.open_bill) == (Status.SUBMITTED, None)
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.INTAKE
    assert told(world) == ["filed", "paid"]
    assert intact(world.store.all(Event))


def test_settling_twice_tells_it_once() -> None:
    world = paid(while_paying())
    settle_bill(world, CODE, "1")
    settle_bill(world, CODE, "1")
    assert told(world) == ["filed", "paid"]


def test_of_two_who_settle_at_once_one_tells_it() -> None:
    world = paid(while_paying())
    world.commits.meanwhile(lambda: settle_bill(world, CODE, "1"))
    settle_bill(world, CODE, "1")
    assert told(world) == ["filed", "paid"]


def test_the_other_attempts_are_superseded_in_the_same_change() -> None:
    sibling = a_pending_order(order_id=SECOND, method="fake_card")
    world = while_paying(a_pending_order(), sibling)
    paid(world)
    settle_bill(world, CODE, "1")
    order = the_order(world, sibling)
    assert order.state is OrderState.SUPERSEDED
    assert order.due_at, "its money may still come"
    assert len(world.commits.done) == 2


def test_a_short_payment_is_told_and_the_bill_still_waits_for_the_rest() -> None:
    world = paid(while_paying(), FEE - 1)
    settle_bill(world, CODE, "1")
    bill, dossier = the_bill(world), the_dossier(world)
    assert told(world) == ["filed", "partially_paid"]
    assert (bill.state, bill.settled, bill.due_at) == (BillState.OPEN, FEE - 1, bill.pay_by)
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.PAYMENT
    event = world.store.all(Event)[-1]
    assert (event.data["amount"], event.data["owed"]) == (FEE - 1, 1)


def test_two_part_payments_are_told_each_with_its_own_amount() -> None:
    second = a_pending_order(order_id=SECOND, method="fake_card", amount=100)
    world = while_paying(a_pending_order(), second)
    paid(world, FEE - 100)
    settle_bill(world, CODE, "1")
    book_statement(world, a_statement(second, amount=40))
    settle_bill(world, CODE, "1")
    book_amounts = [event.data.get("amount") for event in world.store.all(Event)]
    assert book_amounts[1:] == [FEE - 100, 40]
    assert told(world) == ["filed", "partially_paid", "partially_paid"]


def test_money_that_comes_while_it_is_settled_is_not_lost() -> None:
    second = a_pending_order(order_id=SECOND, method="fake_card")
    world = while_paying(a_pending_order(), second)
    paid(world)
    world.commits.meanwhile(lambda: book_statement(world, a_statement(second)))
    settle_bill(world, CODE, "1")
    assert (the_bill(world).paid, the_bill(world).settled) == (2 * FEE, 2 * FEE)


def test_money_after_the_bill_was_covered_is_told_as_not_owed() -> None:
    second = a_pending_order(order_id=SECOND, method="fake_card")
    world = while_paying(a_pending_order(), second)
    paid(world)
    settle_bill(world, CODE, "1")
    book_statement(world, a_statement(second))
    settle_bill(world, CODE, "1")
    bill = the_bill(world)
    assert told(world) == ["filed", "paid", "money_not_owed"]
    assert (bill.settled, bill.due_at, bill.state) == (2 * FEE, None, BillState.COVERED)


def test_money_for_a_withdrawn_dossier_is_told_and_leaves_it_withdrawn() -> None:
    """Case B3: late money is never dropped silently."""
    world = while_paying()
    withdraw_dossier(world, CODE, a_caller())
    paid(world)
    settle_bill(world, CODE, "1")
    assert the_dossier(world).status is Status.WITHDRAWN
    assert told(world) == ["filed", "withdrawn", "money_not_owed"]
    assert the_bill(world).due_at is None


def test_money_after_the_bill_lapsed_is_told_and_leaves_the_dossier_closed() -> None:
    world = while_paying(bill=a_bill())
    world.clock.at = the_bill(world).pay_by + timedelta(minutes=10)
    world.transport.will("not_found")
    close_bill(world, CODE, "1")
    paid(world)
    settle_bill(world, CODE, "1")
    assert the_dossier(world).status is Status.NOT_RECEIVED
    assert told(world) == ["filed", "unpaid", "money_not_owed"]


@pytest.mark.parametrize("bill_id", ["1", "7"])
def test_a_bill_without_news_is_left_alone(bill_id: str) -> None:
    world = while_paying()
    settle_bill(world, CODE, bill_id)
    assert world.commits.done == []
