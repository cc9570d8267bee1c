"""Money without a home finds its order, is booked once, and leaves the suspense account."""

import itertools
from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.agency import MerchantRef
from chalicelib.domain.bill import BillState
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.money import balanced
from chalicelib.domain.order import OrderState
from chalicelib.domain.owed import Debt, debt_of
from chalicelib.domain.suspense import FIRST_TRY, TRIED_FOR, Suspense, suspend
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.match_suspense import match_suspense
from chalicelib.usecases.run_due import run_due
from tests.builders import CODE, FEE, MONDAY, a_statement, filed
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_bill, the_order

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def holding(**changes: Any) -> FakeWorld:
    """Money was notified for an order that is not there."""
    world = a_world(*filed().entities)
    book_statement(world, a_statement(**changes))
    return world


def the_held(world: FakeWorld) -> Suspense:
    [held] = world.store.all(Suspense)
    return held


def appear(world: FakeWorld, **changes: Any) -> None:
    order = a_pending_order(**changes)
    world.store.put(order)
    bill = the_bill(world)
    world.store.put(bill.model_copy(update={"orders": {order.method: order.order_id}}))


def sweep(world: FakeWorld) -> None:
    """As the sweeper does; what fails is a failure of the test."""

    def fail(ref: object, error: Exception) -> None:
        raise error

    run_due(world, budget=MINUTE, on_failure=fail, grace=timedelta(0))


def balance(world: FakeWorld) -> Counter[str]:
    """Every account, over all entries."""
    accounts: Counter[str] = Counter()
    for one in world.store.all(Transaction):
        accounts.update({posting.account: posting.amount for posting in one.postings})
    for held in world.store.all(Suspense):
        for posting in (*held.postings, *held.released):
            accounts[posting.account] += posting.amount
    return accounts


def only_suspense(world: FakeWorld) -> None:
    """Take what the dossier itself owes out of the sweeper's sight."""
    for key, entity in list(world.store.items.items()):
        if key[0] == "dossiers" and getattr(entity, "due_at", None):
            world.store.items[key] = entity.model_copy(update={"due_at": None})


def test_b23_money_that_was_told_before_its_order_was_written_is_booked_within_minutes() -> None:
    world = holding()
    appear(world, due_at=MONDAY + HOUR)
    world.clock.forward(FIRST_TRY)
    sweep(world)
    assert the_order(world).state is OrderState.PAID
    assert the_bill(world).paid == FEE
    world.clock.forward(MINUTE)
    sweep(world)
    assert the_bill(world).state is BillState.COVERED


def test_what_is_matched_says_when_and_where_and_owes_nothing_more() -> None:
    world = holding()
    appear(world)
    world.clock.forward(FIRST_TRY)
    match_suspense(world, the_held(world))
    held = the_held(world)
    assert (held.matched_at, held.matched_order) == (MONDAY + FIRST_TRY, the_order(world).order_id)
    assert held.due_at is None
    assert held.postings == suspend(a_statement(), "unknown_order", MONDAY).postings


def test_matched_money_leaves_the_suspense_account_by_balanced_postings() -> None:
    world = holding()
    assert balance(world) == {"provider:fakepay:SHOP": FEE, "suspense:fakepay:SHOP": -FEE}
    appear(world)
    match_suspense(world, the_held(world))
    assert balanced(the_held(world).released)
    assert +balance(world) == {"provider:fakepay:SHOP": FEE}
    assert -balance(world) == {f"bill:{CODE}:1": FEE}


@pytest.mark.parametrize("paid_before", [False, True])
def test_money_that_another_door_has_booked_is_not_booked_again(paid_before: bool) -> None:
    """The query answers about the same payment: one order, one payment."""
    world = holding()
    appear(world)
    if paid_before:
        book_statement(world, a_statement(verified_by="query"))
    match_suspense(world, the_held(world))
    assert len(world.store.all(Transaction)) == 1
    assert the_bill(world).paid == FEE
    assert the_held(world).matched_at


def test_a_try_that_broke_off_after_booking_is_finished_by_the_next() -> None:
    world = holding()
    appear(world)
    held = the_held(world)
    book_statement(world, held.statement)
    assert held.matched_at is None
    match_suspense(world, held)
    assert the_held(world).matched_at
    assert the_bill(world).paid == FEE


def test_two_sweepers_match_it_once() -> None:
    world = holding()
    appear(world)
    held = the_held(world)
    world.commits.meanwhile(lambda: match_suspense(world, held))
    match_suspense(world, held)
    assert the_bill(world).paid == FEE
    assert the_held(world).version == held.version + 1


def test_matching_twice_changes_nothing_more() -> None:
    world = holding()
    appear(world)
    match_suspense(world, the_held(world))
    before = dict(world.store.items)
    match_suspense(world, the_held(world))
    assert world.store.items == before


@pytest.mark.parametrize(
    "merchant",
    [
        MerchantRef(provider="fakepay", merchant_id="OTHER"),
        MerchantRef(provider="otherpay", merchant_id="SHOP"),
    ],
)
def test_money_of_another_account_stays_where_it_is(merchant: MerchantRef) -> None:
    world = holding()
    appear(world, merchant=merchant)
    match_suspense(world, the_held(world))
    assert the_held(world).matched_at is None
    assert the_order(world).state is OrderState.PENDING
    assert len(world.store.all(Suspense)) == 1


@pytest.mark.parametrize(
    ("amount", "flag"), [(FEE - 1, Flag.SHORT), (FEE + 1, Flag.OVER), (FEE * 100, Flag.OVER)]
)
def test_b10_money_of_a_wrong_amount_is_booked_with_its_flag(amount: int, flag: Flag) -> None:
    world = holding(amount=amount)
    appear(world)
    match_suspense(world, the_held(world))
    [fact] = world.store.all(Transaction)
    assert fact.flags == (flag,)
    assert the_bill(world).paid == amount
    assert the_held(world).matched_at


def test_b3_money_whose_order_is_closed_by_now_is_booked_as_late() -> None:
    world = holding()
    appear(world, state=OrderState.EXPIRED)
    match_suspense(world, the_held(world))
    [fact] = world.store.all(Transaction)
    assert fact.flags == (Flag.LATE,)


def tries(world: FakeWorld) -> list[datetime]:
    """When it is tried, until it is tried no more."""
    found: list[datetime] = []
    while due_at := the_held(world).due_at:
        found.append(due_at)
        assert len(found) < 100, "it ends"
        world.clock.at = due_at
        sweep(world)
    return found


def test_it_is_tried_within_a_minute_then_hourly_then_daily_for_thirty_days() -> None:
    world = holding()
    only_suspense(world)
    found = tries(world)
    assert found[0] == MONDAY + MINUTE
    waits = [later - earlier for earlier, later in itertools.pairwise(found)]
    assert waits == [HOUR] * 24 + [DAY] * 28
    assert found[-1] <= MONDAY + TRIED_FOR < found[-1] + DAY


def test_what_found_no_home_in_thirty_days_is_still_held() -> None:
    world = holding()
    only_suspense(world)
    tries(world)
    held = the_held(world)
    assert (held.matched_at, held.released) == (None, ())
    assert balance(world)["suspense:fakepay:SHOP"] == -FEE
    assert world.orders.suspended([vietnam_day(MONDAY)], limit=10, cursor=None).items == [held]


def test_it_owes_a_home() -> None:
    assert debt_of(suspend(a_statement(), "unknown_order", MONDAY)) is Debt.MATCH_SUSPENSE


def test_postings_that_do_not_sum_to_zero_are_nobodys() -> None:
    held = suspend(a_statement(), "unknown_order", MONDAY)
    with pytest.raises(ValueError, match="sum to zero"):
        Suspense.model_validate({**dict(held), "released": held.postings[:1]})
