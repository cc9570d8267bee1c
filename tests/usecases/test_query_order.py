"""An order is asked about until it is paid, closed, or surely out of time."""

from datetime import timedelta

import pytest

from chalicelib.domain.order import ORDER_LIFETIME, WATCH, OrderState
from chalicelib.domain.statement import Outcome
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.query_order import GRACE, query_order
from tests.builders import FEE, MONDAY, a_paid_order, an_order
from tests.fakes import LOST, FakeSecrets, FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_bill, the_order, while_paying

ID = an_order().order_id
END = MONDAY + ORDER_LIFETIME


def asked(world: FakeWorld, *answers: object) -> FakeWorld:
    world.transport.will(*answers)  # type: ignore[arg-type]
    query_order(world, ID)
    return world


def requests(world: FakeWorld) -> list[str]:
    return [request.body.decode().split()[0] for request in world.transport.sent]


def test_money_that_was_not_notified_is_found() -> None:
    world = asked(while_paying(), f"paid:{FEE}")
    assert (the_order(world).state, the_order(world).due_at) == (OrderState.PAID, None)
    assert the_bill(world).paid == FEE


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.CANCELLED, Outcome.EXPIRED])
def test_an_end_that_was_not_notified_is_found(outcome: Outcome) -> None:
    world = asked(while_paying(), outcome.value)
    assert the_order(world).state == outcome.value
    assert the_order(world).due_at == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    "answer",
    ["pending", "review", "unclear:99", LOST],
    ids=["pending", "review", "unclear", "lost"],
)
def test_an_answer_that_is_not_final_changes_only_when_it_is_asked_again(answer: object) -> None:
    world = asked(while_paying(a_pending_order(attempts=1)), answer)
    order = the_order(world)
    assert (order.state, order.due_at) == (OrderState.PENDING, MONDAY + timedelta(minutes=1))


def test_a_paid_order_is_not_asked_about() -> None:
    world = asked(a_world(a_paid_order()))
    assert (world.transport.sent, world.commits.done) == ([], [])


def test_an_order_that_is_not_there_is_no_matter() -> None:
    assert asked(a_world()).transport.sent == []


@pytest.mark.parametrize("answer", ["pending", "not_found"])
def test_an_order_out_of_time_expires_once_the_provider_has_said_so(answer: str) -> None:
    world = while_paying()
    world.clock.at = END + GRACE
    asked(world, answer)
    assert the_order(world).state is OrderState.EXPIRED
    assert the_order(world).due_at == world.clock.now() + timedelta(days=1)


@pytest.mark.parametrize("answer", ["unclear:99", LOST], ids=["unclear", "lost"])
def test_an_order_out_of_time_does_not_expire_on_a_guess(answer: object) -> None:
    """Case B5."""
    world = while_paying()
    world.clock.at = END + GRACE + timedelta(days=1)
    asked(world, answer)
    assert (the_order(world).state, the_bill(world).paid) == (OrderState.PENDING, 0)
    assert the_order(world).due_at


def test_within_its_grace_an_order_is_still_under_way() -> None:
    world = while_paying()
    world.clock.at = END + GRACE - timedelta(seconds=1)
    asked(world, "pending")
    assert the_order(world).state is OrderState.PENDING


@pytest.mark.parametrize("state", [OrderState.CREATED, OrderState.UNKNOWN])
def test_an_order_that_the_provider_has_but_whose_checkout_was_lost_is_abandoned(
    state: OrderState,
) -> None:
    world = asked(while_paying(an_order(state=state)), "pending")
    assert the_order(world).state is OrderState.ABANDONED
    assert the_order(world).due_at, "its money may still come"


@pytest.mark.parametrize("state", [OrderState.CREATED, OrderState.UNKNOWN])
def test_an_order_that_never_reached_the_provider_is_sent_once_more(state: OrderState) -> None:
    world = asked(while_paying(an_order(state=state)), "not_found", "opened")
    order = the_order(world)
    assert requests(world) == ["query", "open"]
    assert (order.state, order.resends) == (OrderState.PENDING, 1)
    assert order.checkout


def test_it_is_not_sent_a_third_time_but_makes_way_for_another_number() -> None:
    world = asked(while_paying(an_order(state=OrderState.UNKNOWN, resends=1)), "not_found")
    assert requests(world) == ["query"]
    assert the_order(world).state is OrderState.ABANDONED


def test_it_is_not_sent_again_when_its_time_is_over() -> None:
    world = while_paying(an_order(state=OrderState.UNKNOWN))
    world.clock.at = END
    asked(world, "not_found")
    assert requests(world) == ["query"]


def test_an_order_that_was_payable_is_not_sent_again() -> None:
    """The provider forgets old orders; a payer may have paid it all the same."""
    world = asked(while_paying(), "not_found")
    assert requests(world) == ["query"]
    assert the_order(world).state is OrderState.PENDING


def test_of_two_who_would_send_it_again_one_does() -> None:
    world = while_paying(an_order(state=OrderState.UNKNOWN))
    world.transport.will("not_found")

    def faster() -> None:
        world.transport.will("not_found", "opened")
        query_order(world, ID)

    world.commits.meanwhile(faster)
    query_order(world, ID)
    assert requests(world) == ["query", "query", "open"]


def test_a_resent_order_that_is_declined_is_refused_without_an_incident() -> None:
    world = asked(while_paying(an_order(state=OrderState.UNKNOWN)), "not_found", "declined:13")
    assert the_order(world).state is OrderState.REFUSED


def test_without_credentials_nobody_is_asked_and_nothing_is_concluded() -> None:
    world = a_world(a_pending_order(), secrets=FakeSecrets(SHOP=()))
    world.clock.at = END + timedelta(days=9)
    query_order(world, ID)
    assert (the_order(world).state, world.transport.sent) == (OrderState.PENDING, [])
    assert the_order(world).due_at


def test_a_closed_order_is_watched_and_its_late_money_booked() -> None:
    world = while_paying(a_pending_order(state=OrderState.EXPIRED))
    world.clock.at = END + timedelta(days=1)
    asked(world, f"paid:{FEE}")
    (transaction,) = world.store.all(Transaction)
    assert (the_order(world).state, transaction.flags) == (OrderState.PAID, (Flag.LATE,))


def test_a_closed_order_is_let_go_after_three_days() -> None:
    world = while_paying(a_pending_order(state=OrderState.SUPERSEDED))
    world.clock.at = END + WATCH
    asked(world, "pending")
    assert (the_order(world).state, the_order(world).due_at) == (OrderState.SUPERSEDED, None)


def test_the_notification_that_comes_while_we_ask_is_the_same_payment() -> None:
    """Case B1: two doors, one payment."""
    world = while_paying()
    world.commits.meanwhile(lambda: asked(world, f"paid:{FEE}"))
    asked(world, f"paid:{FEE}")
    assert (len(world.store.all(Transaction)), the_bill(world).paid) == (1, FEE)


def test_who_is_about_to_end_an_order_does_not_send_it_again() -> None:
    world = while_paying(an_order(state=OrderState.UNKNOWN))
    world.transport.will("not_found")
    query_order(world, ID, resend=False)
    assert requests(world) == ["query"]
