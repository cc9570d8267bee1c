"""A payer who comes back is shown what we know; the provider is asked at most once in a while."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import NotFound
from chalicelib.domain.order import OrderState
from chalicelib.domain.transaction import Transaction
from chalicelib.ports.provider import Inbound
from chalicelib.usecases.take_return import take_return
from tests.builders import FEE, PROVIDER
from tests.fakes import a_notification, a_world
from tests.usecases.scenes import a_pending_order, the_bill, while_paying

ORDER = a_pending_order()


def test_a_verified_return_that_says_paid_is_booked() -> None:
    world = while_paying(ORDER)
    assert take_return(world, PROVIDER, a_notification(ORDER)).state is OrderState.PAID
    assert (the_bill(world).paid, world.transport.sent) == (FEE, [])


def test_a_return_that_knows_nothing_asks_the_provider() -> None:
    world = while_paying(ORDER)
    world.transport.will(f"paid:{FEE}")
    order = take_return(world, PROVIDER, a_notification(ORDER, "pending"))
    assert order.state is OrderState.PAID


def test_a_payer_who_reloads_does_not_flood_the_provider() -> None:
    world = while_paying(ORDER)
    world.transport.will("pending", "pending")
    for wait in (0, 9, 1):
        world.clock.forward(timedelta(seconds=wait))
        take_return(world, PROVIDER, a_notification(ORDER, "pending"))
    assert len(world.transport.sent) == 2


def test_return_and_notification_are_one_payment() -> None:
    """Case B1."""
    world = while_paying(ORDER)
    take_return(world, PROVIDER, a_notification(ORDER))
    take_return(world, PROVIDER, a_notification(ORDER))
    assert len(world.store.all(Transaction)) == 1


@pytest.mark.parametrize(
    ("provider", "call"),
    [
        (PROVIDER, a_notification(ORDER, secret="guessed")),
        (PROVIDER, Inbound(method="GET", body=b"")),
        ("pigeon", a_notification(ORDER)),
    ],
    ids=["forged", "empty", "unknown provider"],
)
def test_a_return_that_is_not_verified_shows_nothing(provider: str, call: Inbound) -> None:
    world = while_paying(ORDER)
    with pytest.raises(NotFound):
        take_return(world, provider, call)
    assert world.commits.done == []


def test_a_return_for_an_order_that_nobody_knows_is_not_found() -> None:
    with pytest.raises(NotFound):
        take_return(a_world(), PROVIDER, a_notification(ORDER, "pending"))
