"""Money that a provider holds in review: watched until it is decided, and then no longer."""

import pytest

from chalicelib.domain.order import OrderState
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.take_notification import take_notification
from tests.builders import CODE, PROVIDER, a_caller
from tests.crash.scenes import payable, the_order
from tests.crash.stage import bank, recover, wrong
from tests.fakes import FakeWorld, a_notification


def withdrawn_in_review() -> FakeWorld:
    world = payable()
    take_notification(world, PROVIDER, a_notification(the_order(world), "review"))
    withdraw_dossier(world, CODE, a_caller())
    assert the_order(world).in_review
    return world


def test_a_review_that_outlives_its_order_is_still_watched() -> None:
    world = withdrawn_in_review()
    assert the_order(world).state is OrderState.SUPERSEDED
    bank(world).pay(the_order(world))
    bank(world).unheard.clear()
    world.clock.at = the_order(world).due_at or world.clock.at
    recover(world)
    assert the_order(world).state is OrderState.PAID
    assert wrong(world) == []


@pytest.mark.parametrize("outcome", ["refused", "cancelled", "expired"])
def test_a_review_that_ends_without_money_is_over(outcome: str) -> None:
    """Smallest fix: in _decide, `outcome in _CLOSING and (order.payable or order.in_review)`."""
    world = withdrawn_in_review()
    take_notification(world, PROVIDER, a_notification(the_order(world), outcome))
    assert not the_order(world).in_review
    assert the_order(world).state is OrderState.SUPERSEDED
