"""Money at the counter pays like any other, and never next to money that may be under way."""

from typing import Any

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.event import Event
from chalicelib.domain.money import balanced
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.statement import Verification
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.record_counter_payment import CounterPayment, record_counter_payment
from chalicelib.usecases.settle_bill import settle_bill
from tests.builders import (
    CODE,
    DISTRICT,
    FEE,
    MONDAY,
    STRANGER,
    a_bill,
    a_caller,
    a_once,
    a_statement,
    filed,
)
from tests.fakes import LOST, FakeWorld, a_world
from tests.usecases.scenes import (
    a_pending_order,
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
)


def taken(world: FakeWorld, *, key: str = "key-1", agency: str = DISTRICT, **said: Any) -> Order:
    fields = {"bill_id": "1", "method": "cash", "amount": FEE, **said}
    payment = CounterPayment.model_validate(fields)
    order, _ = record_counter_payment(
        world, CODE, payment, a_caller(agency, subject="officer-1"), a_once(key, body=repr(fields))
    )
    return order


def to_pay(**changes: Any) -> FakeWorld:
    return a_world(*filed(**changes).entities)


def the_fact(world: FakeWorld, order: Order) -> Transaction:
    [fact] = world.orders.transactions(order.order_id)
    return fact


@pytest.mark.parametrize("method", ["cash", "pos"])
def test_an_officers_word_pays_the_bill_in_one_change(method: str) -> None:
    world = to_pay()
    order = taken(world, method=method, slip="Q1-0042")
    assert len(world.commits.done) == 1
    assert (order.state, order.method, order.paid_amount) == (OrderState.PAID, method, FEE)
    assert (order.merchant.provider, order.merchant.merchant_id) == ("counter", DISTRICT)
    assert the_order(world, order) == order
    bill = the_bill(world)
    assert (bill.paid, bill.paid_at) == (FEE, MONDAY)
    assert (bill.orders, bill.due_at) == ({method: order.order_id}, MONDAY)


def test_the_money_is_in_the_agencys_till_by_the_officers_word() -> None:
    world = to_pay()
    fact = the_fact(world, taken(world, slip="Q1-0042"))
    assert {posting.account: posting.amount for posting in fact.postings} == {
        f"till:{DISTRICT}": FEE,
        f"bill:{CODE}:1": -FEE,
    }
    assert balanced(fact.postings)
    assert fact.verified_by is Verification.OFFICER
    assert fact.provider_transaction_id == "Q1-0042"
    assert world.store.find(type(fact), "transactions", fact.order_id, f"TXN#{fact.transaction_id}")


def test_the_timeline_names_the_officer() -> None:
    world = to_pay()
    order = taken(world)
    event = world.store.all(Event)[-1]
    assert (event.type, event.actor) == ("counter_payment_recorded", "officer-1")
    assert event.data["order_id"] == order.order_id
    assert (the_dossier(world).seq, the_dossier(world).head) == (event.seq, event.hash)


def test_the_bill_settles_and_supersedes_its_hosted_orders() -> None:
    world = while_paying()
    world.transport.will("pending")
    taken(world)
    settle_bill(world, CODE, "1")
    assert the_bill(world).state is BillState.COVERED
    assert the_order(world).state is OrderState.SUPERSEDED
    assert not the_task(world, "payment-1").open
    assert told(world)[-1] == "paid"


def test_the_rest_of_a_bill_that_was_paid_in_part_is_taken() -> None:
    world = to_pay(bill=a_bill(paid=50_000, settled=50_000))
    taken(world, amount=FEE - 50_000)
    assert the_bill(world).paid == FEE


@pytest.mark.parametrize("amount", [1, FEE - 1, FEE + 1, FEE * 100])
def test_only_what_remains_is_taken(amount: int) -> None:
    world = to_pay()
    with pytest.raises(Invalid) as refusal:
        taken(world, amount=amount)
    assert refusal.value.code == "amount_not_owed"
    assert refusal.value.facts == {"owed": FEE}
    assert world.commits.done == []


def test_the_same_request_twice_takes_the_money_once() -> None:
    world = to_pay()
    first = taken(world)
    assert taken(world) == first
    assert the_bill(world).paid == FEE
    assert len(world.store.all(Transaction)) == 1


def test_the_same_request_at_the_same_time_takes_the_money_once() -> None:
    world = to_pay()
    made: list[Order] = []
    world.commits.meanwhile(lambda: made.append(taken(world)))
    assert taken(world) == made[0]
    assert the_bill(world).paid == FEE


def test_another_body_under_the_same_key_is_refused() -> None:
    world = to_pay()
    taken(world)
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        taken(world, slip="other")


def test_b14_a_second_officer_is_told_that_it_is_paid() -> None:
    world = to_pay()
    taken(world)
    with pytest.raises(Conflict, match="bill_already_paid"):
        taken(world, key="key-2", method="pos")
    assert the_bill(world).paid == FEE


def test_b14_two_officers_at_the_same_time_take_the_money_once() -> None:
    world = to_pay()
    world.commits.meanwhile(lambda: taken(world, key="key-2", method="pos"))
    with pytest.raises(Conflict, match="bill_already_paid"):
        taken(world)
    assert the_bill(world).paid == FEE


def test_b14_money_that_the_hosted_order_has_already_comes_first() -> None:
    world = while_paying()
    world.transport.will(f"paid:{FEE}")
    with pytest.raises(Conflict, match="bill_already_paid"):
        taken(world)
    assert [fact.provider for fact in world.store.all(Transaction)] == ["fakepay"]


def test_b14_money_that_is_notified_in_the_same_instant_comes_first() -> None:
    world = while_paying(a_pending_order(state=OrderState.EXPIRED))
    world.commits.meanwhile(lambda: book_statement(world, a_statement()))
    with pytest.raises(Conflict, match="bill_already_paid"):
        taken(world)
    assert the_bill(world).paid == FEE


def test_b14_money_that_comes_after_the_counter_is_booked_as_a_duplicate() -> None:
    world = while_paying()
    world.transport.will("pending")
    taken(world)
    book_statement(world, a_statement())
    assert Flag.DUPLICATE in the_fact(world, the_order(world)).flags
    assert the_bill(world).paid == 2 * FEE


@pytest.mark.parametrize("state", [OrderState.UNKNOWN, OrderState.CREATED])
def test_b6_nothing_is_taken_while_an_attempt_is_unknown(state: OrderState) -> None:
    world = while_paying(a_pending_order(state=state, checkout=None))
    world.transport.will(LOST)
    with pytest.raises(Conflict) as refusal:
        taken(world)
    assert refusal.value.code == "payment_unknown"
    assert refusal.value.facts == {"order_id": the_order(world).order_id}
    assert the_bill(world).paid == 0


def test_b6_nothing_is_taken_while_the_provider_reviews_the_money() -> None:
    world = while_paying()
    world.transport.will(f"review:{FEE}")
    with pytest.raises(Conflict, match="payment_unknown"):
        taken(world)


def test_b6_money_in_review_of_a_closed_attempt_is_asked_about_too() -> None:
    world = while_paying(a_pending_order(state=OrderState.EXPIRED, in_review=True))
    world.transport.will(f"paid:{FEE}")
    with pytest.raises(Conflict, match="bill_already_paid"):
        taken(world)


@pytest.mark.parametrize("state", [BillState.LAPSED, BillState.CANCELLED])
def test_a_closed_bill_takes_no_money(state: BillState) -> None:
    with pytest.raises(Conflict, match="bill_closed"):
        taken(to_pay(bill=a_bill(state=state)))


def test_a_bill_whose_time_is_over_takes_no_money() -> None:
    world = to_pay()
    world.clock.at = the_bill(world).pay_by
    with pytest.raises(Conflict, match="bill_closed"):
        taken(world)


def test_a_bill_that_is_not_there_takes_no_money() -> None:
    with pytest.raises(Invalid, match="bill_unknown"):
        taken(to_pay(), bill_id="7")


def test_a_dossier_of_another_agency_does_not_exist() -> None:
    world = to_pay()
    with pytest.raises(NotFound, match="dossier_not_found"):
        taken(world, agency=STRANGER)
    assert world.commits.done == []


def test_b6_nothing_is_taken_while_the_provider_of_a_pending_attempt_is_silent() -> None:
    world = while_paying()
    world.transport.will(LOST)
    with pytest.raises(Conflict, match="payment_unknown"):
        taken(world)
    assert the_bill(world).paid == 0
