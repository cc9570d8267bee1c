"""An attempt is taken back, but never money."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.order import OrderState
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.cancel_order import cancel_order
from tests.builders import FEE, MONDAY, STRANGER, a_caller, a_paid_order, a_statement, an_order
from tests.fakes import LOST, FakeWorld
from tests.usecases.scenes import a_pending_order, the_bill, the_order, while_paying

NUMBER = an_order().order_id


def asked(world: FakeWorld) -> list[bytes]:
    return [request.body for request in world.transport.sent]


def test_an_unpaid_order_is_cancelled_after_its_provider_was_asked() -> None:
    world = while_paying()
    world.transport.will("pending")
    assert cancel_order(world, NUMBER, a_caller()).state is OrderState.CANCELLED
    assert asked(world) == [f"query {NUMBER}".encode()]
    assert the_order(world).state is OrderState.CANCELLED


def test_a_cancelled_order_is_watched_for_late_money() -> None:
    world = while_paying()
    world.transport.will("pending")
    order = cancel_order(world, NUMBER, a_caller())
    assert order.due_at == MONDAY + timedelta(days=1)
    book_statement(world, a_statement())
    assert the_order(world).state is OrderState.PAID
    assert the_bill(world).paid == FEE


def test_money_that_the_provider_has_already_is_booked_and_the_order_stays() -> None:
    world = while_paying()
    world.transport.will(f"paid:{FEE}")
    with pytest.raises(Conflict) as refusal:
        cancel_order(world, NUMBER, a_caller())
    assert refusal.value.code == "order_already_paid"
    assert refusal.value.facts == {"order_id": NUMBER, "state": "paid"}
    assert the_bill(world).paid == FEE


def test_a_paid_order_is_not_cancelled_and_nobody_is_asked() -> None:
    world = while_paying(a_paid_order())
    with pytest.raises(Conflict, match="order_already_paid"):
        cancel_order(world, NUMBER, a_caller())
    assert asked(world) == []


@pytest.mark.parametrize("state", [OrderState.UNKNOWN, OrderState.PENDING])
@pytest.mark.parametrize("silence", [LOST, "unclear:99"])
def test_b6_nothing_is_cancelled_while_the_provider_cannot_say(
    state: OrderState, silence: object
) -> None:
    world = while_paying(a_pending_order(state=state))
    world.transport.will(silence)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as refusal:
        cancel_order(world, NUMBER, a_caller())
    assert refusal.value.code == "payment_unknown"
    assert the_order(world).state is state


def test_money_in_review_is_not_cancelled() -> None:
    world = while_paying()
    world.transport.will(f"review:{FEE}")
    with pytest.raises(Conflict, match="payment_unknown"):
        cancel_order(world, NUMBER, a_caller())
    assert the_order(world).in_review


def test_cancelling_twice_is_cancelling_once() -> None:
    world = while_paying()
    world.transport.will("pending")
    first = cancel_order(world, NUMBER, a_caller())
    assert cancel_order(world, NUMBER, a_caller()) == first
    assert len(asked(world)) == 1


@pytest.mark.parametrize("state", [OrderState.EXPIRED, OrderState.SUPERSEDED, OrderState.REFUSED])
def test_an_order_that_has_ended_unpaid_is_left_as_it_is(state: OrderState) -> None:
    order = a_pending_order(state=state)
    world = while_paying(order)
    assert cancel_order(world, NUMBER, a_caller()) == order
    assert asked(world) == []


def test_b1_money_that_arrives_in_the_same_instant_wins() -> None:
    world = while_paying()
    world.transport.will("pending")
    world.commits.meanwhile(lambda: None)
    world.commits.meanwhile(lambda: book_statement(world, a_statement()))
    with pytest.raises(Conflict, match="order_already_paid"):
        cancel_order(world, NUMBER, a_caller())
    assert the_order(world).state is OrderState.PAID


def test_an_order_of_another_agency_does_not_exist() -> None:
    world = while_paying()
    with pytest.raises(NotFound, match="order_not_found"):
        cancel_order(world, NUMBER, a_caller(STRANGER))
    assert asked(world) == []
