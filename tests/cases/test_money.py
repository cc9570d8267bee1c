"""Cases about money that comes late, wrong or twice: B3, B10, B14."""

from datetime import timedelta
from itertools import permutations

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.errors import Conflict
from chalicelib.domain.invariants import breaches
from chalicelib.domain.order import OrderState
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.take_notification import take_notification
from tests.builders import CODE, FEE, PROVIDER
from tests.cases.provided import both_pending, order_of, recorded
from tests.crash.scenes import open_another, open_one, paid_short, payable, the_order
from tests.crash.stage import bank, records, recover, wrong
from tests.fakes import FakeWorld, a_notification
from tests.usecases.scenes import the_bill, told

SECOND = timedelta(seconds=1)
MOMENTS = {"T-1 s": -SECOND, "T": SECOND * 0, "T+1 s": SECOND, "T+3 d": timedelta(days=3)}


@pytest.mark.parametrize("late", MOMENTS.values(), ids=MOMENTS.keys())
def test_b03_success_around_the_end_of_an_order_is_booked(late: timedelta) -> None:
    """The bill is still open, so that the money covers it and nothing is held back."""
    world = payable()
    order = the_order(world)
    world.clock.at = order.expires_at + timedelta(minutes=6)
    if late > timedelta():
        query_order(world, order.order_id)
        assert the_order(world).state is OrderState.EXPIRED
    world.clock.at = order.expires_at + max(late, SECOND * -1)
    bank(world).pay(order)
    bank(world).deliver(world)
    recover(world)
    assert (the_bill(world).state, the_bill(world).paid) == (BillState.COVERED, FEE)
    assert wrong(world) == []


@pytest.mark.parametrize("late", MOMENTS.values(), ids=MOMENTS.keys())
def test_b03_success_around_the_end_of_a_bill_is_never_dropped(late: timedelta) -> None:
    """In time it covers; after the end it is booked as late and told to people."""
    world = payable()
    order, ends = the_order(world), the_bill(world).pay_by
    world.clock.at = ends + late
    if late > timedelta():
        close_bill(world, CODE, "1")
        assert the_bill(world).state is BillState.LAPSED
    bank(world).pay(order)
    bank(world).deliver(world)
    close_bill(world, CODE, "1")
    recover(world)
    (transaction,) = world.store.all(Transaction)
    assert the_bill(world).paid == FEE
    assert transaction.flags == ((Flag.LATE,) if late > timedelta() else ())
    assert ("money_not_owed" in told(world)) == (late > timedelta())
    assert wrong(world) == []


def test_b03_the_provider_is_asked_before_a_bill_is_closed() -> None:
    """It has the money and its notification was lost: the bill is covered, not lapsed."""
    world = payable()
    bank(world).pay(the_order(world))
    bank(world).unheard.clear()
    world.clock.at = the_bill(world).pay_by + SECOND
    close_bill(world, CODE, "1")
    recover(world)
    assert the_bill(world).state is BillState.COVERED


@pytest.mark.parametrize(
    ("amount", "flag"),
    [(FEE - 1, Flag.SHORT), (FEE + 1, Flag.OVER), (FEE * 100, Flag.OVER), (FEE // 100, Flag.SHORT)],
)
def test_b10_a_wrong_amount_is_booked_as_received(amount: int, flag: Flag) -> None:
    world = payable()
    bank(world).pay(the_order(world), amount)
    bank(world).deliver(world)
    recover(world)
    (transaction,) = world.store.all(Transaction)
    assert (transaction.amount, transaction.flags) == (amount, (flag,))
    covered = amount >= FEE
    assert the_bill(world).state is (BillState.COVERED if covered else BillState.OPEN)
    assert ("partially_paid" in told(world)) is not covered
    assert wrong(world) == []


def test_b10_the_rest_is_paid_by_an_order_for_exactly_that() -> None:
    world = paid_short()
    recover(world)
    order = open_another(world)
    assert order.amount == 50_000
    bank(world).pay(order)
    recover(world)
    assert (the_bill(world).state, the_bill(world).paid) == (BillState.COVERED, FEE)
    assert wrong(world) == []


@pytest.mark.parametrize("order", list(permutations(["momo", "vnpay"])), ids="-".join)
@pytest.mark.parametrize("settled", [False, True], ids=["at once", "after the first is settled"])
def test_b14_both_providers_succeed_for_one_fee(order: tuple[str, ...], settled: bool) -> None:
    """Both are booked, the second as a duplicate, and the timeline says so."""
    world = both_pending()
    for provider in order:
        take_notification(world, provider, recorded(provider).inbound())
        if settled:
            settle_bill(world, CODE, "1")
    settle_bill(world, CODE, "1")
    flags = {one.provider: one.flags for one in world.store.all(Transaction)}
    assert flags[order[0]] == ()
    assert Flag.DUPLICATE in flags[order[1]]
    both = sum(order_of(provider).amount for provider in order)
    assert (the_bill(world).paid, the_bill(world).settled) == (both, both)
    assert told(world).count("paid") == 1
    assert breaches(records(world)) == []


def test_b14_two_people_share_one_order_while_it_is_payable() -> None:
    """The natural key of an attempt is bill and method: a second tab gets the same one."""
    world = payable()
    assert open_one(world, key="another tab") == the_order(world)
    bank(world).pay(the_order(world))
    recover(world)
    with pytest.raises(Conflict, match="bill_already_paid"):
        open_another(world)


def test_b14_an_older_attempt_that_is_paid_after_all_is_a_duplicate() -> None:
    world = payable()
    older = the_order(world)
    newer = open_another(world)
    assert the_state(world, older.order_id) is OrderState.SUPERSEDED
    for order in (newer, older):
        take_notification(world, PROVIDER, a_notification(order))
    found = {one.order_id: one.flags for one in world.store.all(Transaction)}
    assert found == {newer.order_id: (), older.order_id: (Flag.DUPLICATE,)}


def the_state(world: FakeWorld, order_id: str) -> OrderState:
    found = world.orders.get(order_id)
    assert found
    return found.state
