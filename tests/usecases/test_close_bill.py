"""A bill closes when its time is over, and never while money may be on its way."""

from datetime import timedelta

import pytest

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.dossier import Status
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.owed import Debt, debt_of
from chalicelib.domain.task import TaskOutcome
from chalicelib.ports.provider import Verdict
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.settle_bill import settle_bill
from tests.builders import CODE, FEE, MONDAY, a_statement
from tests.fakes import LOST, FakeWorld
from tests.usecases.scenes import (
    a_pending_order,
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
)

END = MONDAY + timedelta(days=10)
"""The last instant of the bill of these scenes."""


def at_the_end(order: Order | None = None) -> FakeWorld:
    world = while_paying(order or a_pending_order(expires_at=END))
    world.clock.at = END
    return world


def test_an_unpaid_bill_lapses_with_its_attempts_and_the_dossier_is_not_received() -> None:
    world = at_the_end()
    world.transport.will("pending")
    world.clock.at = END + timedelta(minutes=5)
    close_bill(world, CODE, "1")
    bill, task, order = the_bill(world), the_task(world, "payment-1"), the_order(world)
    assert (bill.state, bill.due_at) == (BillState.LAPSED, None)
    assert (task.outcome, task.ended_by) == (TaskOutcome.EXPIRED, "clock")
    assert order.state is OrderState.EXPIRED
    assert the_dossier(world).status is Status.NOT_RECEIVED
    assert told(world) == ["filed", "unpaid"]


def test_a_bill_that_nobody_tried_to_pay_lapses_without_asking_anybody() -> None:
    world = while_paying()
    world.store.put(the_bill(world).model_copy(update={"orders": {}}))
    world.clock.at = END
    close_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.LAPSED


def test_before_its_time_nothing_happens() -> None:
    world = while_paying()
    world.clock.at = END - timedelta(seconds=1)
    close_bill(world, CODE, "1")
    assert (world.commits.done, world.transport.sent) == ([], [])


def test_the_provider_is_asked_once_more_and_money_that_came_is_kept() -> None:
    """Case B3: the provider is asked before anything expires."""
    world = at_the_end()
    world.transport.will(f"paid:{FEE}")
    close_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.OPEN
    assert debt_of(the_bill(world)) is Debt.SETTLE_BILL
    settle_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.COVERED


@pytest.mark.parametrize("state", [OrderState.CREATED, OrderState.UNKNOWN])
def test_an_attempt_of_which_nothing_is_known_keeps_the_bill_open_a_little_longer(
    state: OrderState,
) -> None:
    world = at_the_end(a_pending_order(state=state, checkout=None, expires_at=END))
    world.transport.will(LOST)
    close_bill(world, CODE, "1")
    bill = the_bill(world)
    assert (bill.state, bill.due_at) == (BillState.OPEN, END + timedelta(minutes=5))


@pytest.mark.parametrize("answer", ["unclear:99", LOST], ids=["unclear", "lost"])
def test_a_pending_attempt_whose_provider_cannot_be_asked_keeps_the_bill_open(answer: str) -> None:
    """Cases B3 and B5: the payer may have paid while the provider was out of reach."""
    world = at_the_end()
    world.transport.will(answer)
    close_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.OPEN
    assert the_order(world).state is OrderState.PENDING


def test_a_short_payment_found_at_the_end_is_told_before_the_bill_closes() -> None:
    world = at_the_end()
    world.transport.will(f"paid:{FEE - 1}")
    close_bill(world, CODE, "1")
    bill = the_bill(world)
    assert (bill.state, bill.paid, bill.settled) == (BillState.LAPSED, FEE - 1, FEE - 1)
    assert (bill.refund_to_decide, bill.owed_back) == (FEE - 1, 0)
    assert told(world)[-2:] == ["partially_paid", "unpaid"]


def test_a_bill_that_is_closed_stays_as_it_is() -> None:
    world = at_the_end()
    world.store.put(Bill.model_validate({**dict(the_bill(world)), "state": "cancelled"}))
    close_bill(world, CODE, "1")
    assert world.commits.done == []


def test_money_that_comes_while_it_closes_wins() -> None:
    world = at_the_end()
    world.store.put(the_bill(world).model_copy(update={"orders": {}}))

    def pay() -> None:
        bill = the_bill(world)
        changes = {"paid": FEE, "version": bill.version + 1, "due_at": END}
        world.store.put(bill.model_copy(update=changes))

    world.commits.meanwhile(pay)
    close_bill(world, CODE, "1")
    assert (the_bill(world).state, the_bill(world).due_at) == (BillState.OPEN, END)


def test_a_dossier_that_waits_for_something_else_is_not_moved() -> None:
    world = at_the_end()
    dossier = the_dossier(world)
    assert dossier.waiting_for
    waiting = dossier.waiting_for.model_copy(update={"kind": "intake"})
    world.store.put(dossier.model_copy(update={"waiting_for": waiting}))
    world.clock.forward(timedelta(minutes=6))
    world.transport.will("not_found")
    close_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.LAPSED
    assert told(world) == ["filed"]


def test_a_bill_waits_a_little_for_what_may_still_be_under_way_at_its_end() -> None:
    """Case B3: paid in the last second, told a minute later."""
    world = at_the_end(a_pending_order(expires_at=END))
    world.transport.will("pending")
    close_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.OPEN
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    settle_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.COVERED


def test_a_bill_that_is_not_there_is_no_matter() -> None:
    world = at_the_end()
    close_bill(world, CODE, "7")
    assert world.commits.done == []
