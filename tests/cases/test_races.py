"""Cases about who comes first and who dies on the way: B1, B2, B4, B6, B7, B23."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import permutations, product

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.errors import Conflict, Unavailable
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.take_notification import take_notification
from tests.builders import FEE, PROVIDER, an_order
from tests.crash.points import Failed, crash, failed, points
from tests.crash.scenes import (
    SCENES,
    come_back,
    notify,
    open_another,
    open_one,
    paid_at_the_bank,
    the_order,
)
from tests.crash.stage import a_stage, bank, recover, wrong
from tests.crash.trail import Moment, Trail, watched
from tests.fakes import LOST, FakeWorld, a_notification, a_world
from tests.properties.facts import Door, Fact, be_consistent, carry_out, two_orders
from tests.usecases.scenes import the_bill, told, while_paying

Act = Callable[[FakeWorld], object]


def ask(world: FakeWorld) -> None:
    query_order(world, the_order(world).order_id)


DOORS: dict[str, Act] = {"notification": notify, "return": come_back, "query": ask}
EACH_DOOR = pytest.mark.parametrize("door", DOORS)


def calls_of(act: Act) -> int:
    """How many outside calls a door's use case makes."""
    trail = Trail()
    act(watched(paid_at_the_bank(), trail))
    return len(trail.points)


@pytest.mark.parametrize(("first", "second"), list(product(DOORS, DOORS)))
def test_b01_all_doors_at_once_complete_an_order_once(first: str, second: str) -> None:
    """At each point of one door the other two come in; every effect is counted."""
    for at, moment in product(range(1, calls_of(DOORS[first]) + 1), Moment):
        world = paid_at_the_bank()

        def rush_in(world: FakeWorld = world) -> None:
            DOORS[second](world)
            for act in DOORS.values():
                act(world)

        DOORS[first](watched(world, Trail(at, moment, rush_in)))
        recover(world)
        assert wrong(world) == []
        assert [one.amount for one in world.store.all(Transaction)] == [FEE]
        assert told(world).count("paid") == 1
        assert [data["next"] for _, data in world.workflow.answers] == ["intake"]


@EACH_DOOR
def test_b02_a_fault_while_confirming_never_fails_a_payment(door: str) -> None:
    """Each outside call of the confirming path raises, before or after it was done."""
    for at, moment in product(range(1, calls_of(DOORS[door]) + 1), Moment):
        world = paid_at_the_bank()
        with suppress(Failed):
            DOORS[door](watched(world, Trail(at, moment, failed)))
        assert the_order(world).state in (OrderState.PENDING, OrderState.PAID)
        recover(world)
        assert the_order(world).state is OrderState.PAID
        assert wrong(world) == []


FATES = (("A", "refused"), ("B", "paid"), ("A", "expired"))


@pytest.mark.parametrize("doors", list(product(Door, repeat=3)), ids="-".join)
@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_b04_one_success_dominates_whatever_other_attempts_say(
    order: tuple[int, ...], doors: tuple[Door, ...]
) -> None:
    """All permutations of {A fails, B succeeds, A expires}, through all doors."""
    world = two_orders()
    facts = [Fact(*FATES[number], door) for number, door in zip(order, doors, strict=True)]
    amounts = {"A": FEE, "B": FEE}
    for fact in facts:
        carry_out(world, fact, amounts)
    be_consistent(world, [*facts], amounts)
    recover(world)
    assert (the_bill(world).state, the_bill(world).paid) == (BillState.COVERED, FEE)
    assert wrong(world) == []


def test_b06_a_second_request_waits_until_the_first_is_known() -> None:
    """The provider did the work and its answer was lost; nothing is opened beside it."""
    world = while_paying(an_order(state=OrderState.UNKNOWN))
    world.transport.will("unclear:99")
    with pytest.raises(Conflict, match="payment_unknown"):
        open_another(world)
    assert open_one(world).order_id == an_order().order_id
    assert [request.body.split()[0] for request in world.transport.sent] == [b"query"]


def test_b06_the_provider_is_not_asked_to_open_twice_what_it_has() -> None:
    world = a_stage(*while_paying(an_order(state=OrderState.UNKNOWN)).store.items.values())
    bank(world).knows(an_order())
    recover(world)
    assert the_order(world).state is OrderState.ABANDONED
    assert len(bank(world).known) == 1
    bank(world).pay(an_order())
    recover(world)
    assert (the_bill(world).paid, wrong(world)) == (FEE, [])


def test_b07_a_request_killed_anywhere_around_the_provider_is_made_once() -> None:
    """Before the call, in it, after it, before the save: the key still knows its order."""
    scene = next(one for one in SCENES if one.name == "open_order")
    assert "transport.send" in points(scene)
    assert crash(scene)[1] == []


def test_b07_the_same_key_after_a_lost_answer_gives_the_same_order() -> None:
    world = while_paying(an_order(state=OrderState.REFUSED))
    world.transport.will(LOST)
    first = open_one(world, key="once")
    again = open_one(world, key="once")
    assert (again.order_id, again.state) == (first.order_id, OrderState.UNKNOWN)
    assert len(world.transport.sent) == 1


@pytest.mark.parametrize("moment", Moment)
def test_b23_a_notification_before_the_create_call_returns_finds_its_order(moment: Moment) -> None:
    """The intent is written first, so there is no time at which the order is unknown."""
    scene = next(one for one in SCENES if one.name == "open_order")
    calls = points(scene)
    for at in range(calls.index("transport.send") + 1, len(calls) + 1):
        world = scene.given()

        def paid_already(world: FakeWorld = world) -> None:
            for order in world.store.all(Order):
                bank(world).pay(order)
            bank(world).deliver(world)

        with suppress(Unavailable):
            open_one(watched(world, Trail(at, moment, paid_already)))
        recover(world)
        bank(world).pay(the_order(world))
        recover(world)
        assert the_order(world).state is OrderState.PAID
        assert world.store.all(Suspense) == []
        assert wrong(world) == []


def test_b23_money_for_an_order_that_is_not_there_is_kept_and_acknowledged() -> None:
    world = a_world()
    call = a_notification(an_order())
    answers = [take_notification(world, PROVIDER, call) for _ in range(2)]
    assert [answer.status for answer in answers] == [204, 204]
    (held,) = world.store.all(Suspense)
    assert held.statement.amount == FEE
    assert len(world.callbacks.kept) == 2


def test_b23_an_order_of_long_ago_still_takes_its_money() -> None:
    world = while_paying(an_order(state=OrderState.EXPIRED, due_at=None))
    world.clock.forward(timedelta(days=730))
    take_notification(world, PROVIDER, a_notification(an_order()))
    (transaction,) = [one for one in world.store.all(Transaction) if one.outcome is Outcome.PAID]
    assert transaction.flags == (Flag.LATE,)
    assert not [task for task in world.store.all(Task) if task.ended_by == "clock"]
