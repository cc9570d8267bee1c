"""Facts about two orders of one bill, the doors they come through, and what else may happen."""

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from hypothesis import strategies as st

from chalicelib.domain.errors import Refusal
from chalicelib.domain.order import Order
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.take_notification import take_notification
from chalicelib.usecases.take_return import take_return
from tests.builders import CODE, FEE, METHOD, PROVIDER, a_bill, a_caller
from tests.crash.rivals import RIVALS
from tests.crash.stage import a_stage, bank, briefly
from tests.fakes import FakeWorld, a_notification
from tests.usecases.scenes import a_pending_order, the_bill, while_paying

A = a_pending_order(order_id="261123000000012", method=METHOD)
B = a_pending_order(order_id="261123000000020", method="fake_card")
ORDERS = {"A": A, "B": B}
AMOUNTS = (FEE, FEE - 1, FEE + 1, FEE * 100, FEE // 100)


class Door(StrEnum):
    """How a fact reaches us."""

    NOTIFICATION = "notification"
    QUERY = "query"
    RETURN = "return"


@dataclass(frozen=True)
class Fact:
    """The bank says this of an order, through this door."""

    order: str
    outcome: str
    door: Door


@dataclass(frozen=True)
class Happening:
    """Anything else that may come between two facts."""

    what: str


Step = Fact | Happening
HAPPENINGS = (
    *("a minute", "two hours", "four days", "the deadline", "sweep", "settle"),
    *("withdraw", "another method", "the same method again"),
)

OUTCOMES = ("paid", "paid", "refused", "expired", "cancelled", "pending")


def facts(*outcomes: str) -> st.SearchStrategy[Fact]:
    """Facts of these outcomes, about either order, through any door."""
    return st.builds(
        Fact,
        order=st.sampled_from(sorted(ORDERS)),
        outcome=st.sampled_from(outcomes),
        door=st.sampled_from(Door),
    )


def steps(*outcomes: str) -> st.SearchStrategy[list[Step]]:
    """Such facts, and anything in between."""
    happening = st.builds(Happening, st.sampled_from(HAPPENINGS))
    return st.lists(facts(*outcomes) | happening, max_size=10)


PAID = st.fixed_dictionaries({name: st.sampled_from(AMOUNTS) for name in ORDERS})


def two_orders() -> FakeWorld:
    """One bill that two people are about to pay, each by another method."""
    world = a_stage(*while_paying(A, B, bill=a_bill()).store.items.values())
    bank(world).knows(A, B)
    briefly(world)
    return world


def carry_out(world: FakeWorld, step: Step, amounts: dict[str, int]) -> None:
    """One step; whoever is refused has got their answer."""
    try:
        if isinstance(step, Fact):
            _tell(world, step, amounts[step.order])
        else:
            _happen(world, step.what)
    except Refusal:
        return


def be_consistent(world: FakeWorld, given: list[Step], amounts: dict[str, int]) -> None:
    """From now on the bank answers what it has said: money if it ever spoke of money."""
    for step in given:
        if isinstance(step, Fact):
            number = ORDERS[step.order].order_id
            if not bank(world).known[number].startswith("paid"):
                bank(world).known[number] = _word(step, amounts[step.order])


def _tell(world: FakeWorld, fact: Fact, amount: int) -> None:
    order = ORDERS[fact.order]
    call = a_notification(order, fact.outcome, amount=amount)
    match fact.door:
        case Door.NOTIFICATION:
            take_notification(world, PROVIDER, call)
        case Door.RETURN:
            take_return(world, PROVIDER, call)
        case Door.QUERY:
            _asked(world, order, _word(fact, amount))


def _asked(world: FakeWorld, order: Order, word: str) -> None:
    before = bank(world).known[order.order_id]
    bank(world).known[order.order_id] = word
    query_order(world, order.order_id)
    bank(world).known[order.order_id] = before


def _word(fact: Fact, amount: int) -> str:
    return f"{fact.outcome}:{amount}"


def _happen(world: FakeWorld, what: str) -> None:
    passing = {"a minute": 1, "two hours": 120, "four days": 4 * 24 * 60}
    match what:
        case "the deadline":
            world.clock.at = max(world.clock.at, the_bill(world).pay_by)
            close_bill(world, CODE, "1")
        case "sweep":
            briefly(world)
        case "settle":
            settle_bill(world, CODE, "1")
        case "withdraw":
            withdraw_dossier(world, CODE, a_caller())
        case "another method" | "the same method again":
            RIVALS[what](world)
        case _:
            world.clock.forward(timedelta(minutes=passing[what]))


def paid_orders(given: list[Step]) -> set[str]:
    """The orders of which the bank ever said that they are paid."""
    return {step.order for step in given if isinstance(step, Fact) and step.outcome == "paid"}


def through(fact: Fact, door: Door) -> Fact:
    """The same fact, through another door."""
    return replace(fact, door=door)
