"""Any doors, any order, any repetition, anything in between: the same money, the same bill."""

from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.bill import BillState
from chalicelib.domain.order import OrderState
from chalicelib.domain.statement import Outcome
from chalicelib.domain.transaction import Transaction
from tests.builders import FEE
from tests.crash.stage import recover, wrong
from tests.fakes import FakeWorld
from tests.properties.facts import (
    ORDERS,
    OUTCOMES,
    PAID,
    Door,
    Fact,
    Happening,
    Step,
    be_consistent,
    carry_out,
    facts,
    paid_orders,
    steps,
    through,
    two_orders,
)
from tests.usecases.scenes import the_bill, the_dossier, the_order


def after(happened: list[Step], amounts: dict[str, int]) -> FakeWorld:
    """The world when all of it has happened and what was owed is done."""
    world = two_orders()
    for step in happened:
        carry_out(world, step, amounts)
    be_consistent(world, happened, amounts)
    recover(world)
    return world


def hold(happened: list[Step], amounts: dict[str, int]) -> None:
    """Nothing lost, nothing doubled, no invariant broken; the orders paid are those it named."""
    world = after(happened, amounts)
    paid = paid_orders(happened)
    assert wrong(world) == []
    assert the_bill(world).paid == sum(amounts[name] for name in paid)
    for name, order in ORDERS.items():
        assert (the_order(world, order).state is OrderState.PAID) == (name in paid)
    assert the_bill(world).settled == the_bill(world).paid


@given(steps(*OUTCOMES), PAID)
def test_whatever_happens_the_money_is_what_the_bank_said(
    happened: list[Step], amounts: dict[str, int]
) -> None:
    hold(happened, amounts)


@given(steps(*OUTCOMES, "review"), PAID)
@example([Fact("A", "review", Door.NOTIFICATION), Happening("four days")], {"A": FEE, "B": FEE})
def test_money_in_review_is_followed_until_it_is_decided(
    happened: list[Step], amounts: dict[str, int]
) -> None:
    hold(happened, amounts)


@given(st.data(), st.lists(facts(*OUTCOMES), max_size=6), PAID)
def test_order_and_repetition_and_doors_make_no_difference(
    data: st.DataObject, told: list[Fact], amounts: dict[str, int]
) -> None:
    """The same facts shuffled, repeated and through other doors end in the same bill."""
    doors = st.sampled_from(Door)
    shuffled = data.draw(st.permutations(told + told))
    other = [through(fact, data.draw(doors)) for fact in shuffled]
    worlds = after([*told], amounts), after([*other], amounts)
    assert _seen_by_people(worlds[0]) == _seen_by_people(worlds[1])


@given(st.lists(facts(*OUTCOMES), max_size=6), PAID)
def test_a_covered_bill_is_covered_in_time(told: list[Fact], amounts: dict[str, int]) -> None:
    """While the bill is open, enough money always ends the payment task."""
    world = after([*told], amounts)
    bill, waiting = the_bill(world), the_dossier(world).waiting_for
    enough = sum(amounts[name] for name in paid_orders([*told])) >= bill.amount
    assert (bill.state is BillState.COVERED) == enough
    assert waiting
    assert waiting.kind == ("intake" if enough else "payment")


def _seen_by_people(world: FakeWorld) -> object:
    bill, dossier = the_bill(world), the_dossier(world)
    paid = {
        (one.order_id, one.amount)
        for one in world.store.all(Transaction)
        if one.outcome is Outcome.PAID
    }
    return bill.state, bill.paid, bill.settled, dossier.status, paid
