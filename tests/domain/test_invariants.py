"""Each invariant holds of sound records, and notices the one thing that it is about."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.dossier import Execution, ExecutionState, Status
from chalicelib.domain.invariants import INVARIANTS, Kept, Records, breaches
from chalicelib.domain.money import Posting
from chalicelib.domain.order import OrderState
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import suspend
from chalicelib.domain.task import TaskKind, TaskOutcome
from tests.builders import MONDAY, a_statement, an_order
from tests.crash.scenes import paid_and_booked
from tests.crash.stage import records, recover

PAGE = Path(__file__).parents[2] / "docs" / "invariants.md"


@pytest.fixture(scope="module")
def sound() -> Records:
    """A dossier that was paid and waits for its intake, with an order still open beside it."""
    world = paid_and_booked()
    recover(world)
    open_order = an_order(state=OrderState.PENDING, order_id="261123000000999")
    world.store.put(open_order)
    return records(world)


def without_due(found: Records) -> Records:
    """Nobody will ask about the open order."""
    orders = [one.model_copy(update={"due_at": None}) for one in found.orders]
    return replace(found, orders=tuple(orders))


def unbalanced(found: Records) -> Records:
    crooked = found.transactions[0].model_copy(
        update={"postings": (Posting(account="a", amount=1),)}
    )
    return replace(found, transactions=(crooked,))


def underpaid(found: Records) -> Records:
    bill = found.bills[0]
    less = bill.model_copy(update={"paid": bill.paid - 1, "settled": bill.paid - 1})
    return replace(found, bills=(less,))


def left_paid(found: Records) -> Records:
    orders = [one.model_copy(update={"state": OrderState.EXPIRED}) for one in found.orders]
    return replace(found, orders=tuple(orders))


def doubled(found: Records) -> Records:
    return replace(found, transactions=found.transactions * 2)


def untold(found: Records) -> Records:
    bill = found.bills[0].model_copy(update={"settled": 0, "due_at": None})
    return replace(found, bills=(bill,))


def still_waited_for(found: Records) -> Records:
    """The bill is covered, and the dossier was not told."""
    (dossier,) = found.dossiers
    return replace(found, dossiers=(dossier.model_copy(update={"open_bill": "1"}),))


def forgotten(found: Records) -> Records:
    """A bill is planned that the dossier does not know of."""
    planned = found.bills[0].model_copy(update={"bill_id": "2", "state": BillState.PLANNED})
    return replace(found, bills=(*found.bills, without_money(planned)))


def two_open(found: Records) -> Records:
    opened = found.bills[0].model_copy(update={"bill_id": "2", "state": BillState.OPEN})
    return replace(found, bills=(*found.bills, without_money(opened)))


def pays_nothing(found: Records) -> Records:
    """The dossier waits for a payment of no bill."""
    (dossier,) = found.dossiers
    assert dossier.waiting_for
    waiting = dossier.waiting_for.model_copy(update={"kind": TaskKind.PAYMENT})
    return replace(found, dossiers=(dossier.model_copy(update={"waiting_for": waiting}),))


def without_money(bill: Bill) -> Bill:
    return bill.model_copy(update={"paid": 0, "settled": 0, "due_at": MONDAY})


def unanswered(found: Records) -> Records:
    tasks = [
        one.model_copy(update={"token": "waits", "due_at": None})
        for one in found.tasks
        if not one.open
    ]
    return replace(found, tasks=(*tasks, *(one for one in found.tasks if one.open)))


def unbooked(found: Records) -> Records:
    return replace(found, kept=(*found.kept, Kept("261123000000998", Outcome.PAID)))


def vanished(found: Records) -> Records:
    return replace(found, executions={})


def not_driven(found: Records) -> Records:
    finished = Execution(state=ExecutionState.FINISHED)
    return replace(found, dossiers=(found.dossiers[0].model_copy(update={"execution": finished}),))


def closed_and_broken(found: Records) -> Records:
    broken = Execution(state=ExecutionState.BROKEN)
    changes = {"status": Status.WITHDRAWN, "execution": broken, "due_at": None}
    return replace(found, dossiers=(found.dossiers[0].model_copy(update=changes),))


def waits_in_vain(found: Records) -> Records:
    ended = [
        one.model_copy(update={"outcome": TaskOutcome.ACCEPTED, "token": None})
        for one in found.tasks
    ]
    return replace(found, tasks=tuple(ended))


def rewritten(found: Records) -> Records:
    changed = found.events[0].model_copy(update={"actor": "somebody else"})
    return replace(found, events=(changed, *found.events[1:]))


SPOILED: list[tuple[str, Callable[[Records], Records]]] = [
    ("postings_sum_to_zero", unbalanced),
    ("bill_is_sum_of_transactions", underpaid),
    ("nothing_leaves_paid", left_paid),
    ("one_order_one_payment", doubled),
    ("covered_bill_is_answered", untold),
    ("covered_bill_is_answered", still_waited_for),
    ("bills_open_in_turn", forgotten),
    ("bills_open_in_turn", two_open),
    ("bills_open_in_turn", pays_nothing),
    ("ended_task_is_answered", unanswered),
    ("open_order_is_owed_a_query", without_due),
    ("verified_fact_is_booked", unbooked),
    ("open_dossier_is_driven", not_driven),
    ("open_dossier_is_driven", closed_and_broken),
    ("open_dossier_is_driven", vanished),
    ("dossier_waits_for_one_open_task", waits_in_vain),
    ("timeline_is_intact", rewritten),
]


def test_sound_records_break_nothing(sound: Records) -> None:
    assert breaches(sound) == []
    assert all((sound.dossiers, sound.tasks, sound.bills, sound.orders, sound.transactions))


@pytest.mark.parametrize(
    ("invariant", "spoil"), SPOILED, ids=lambda it: getattr(it, "__name__", it)
)
def test_a_spoiled_record_is_noticed(
    sound: Records, invariant: str, spoil: Callable[[Records], Records]
) -> None:
    found = {breach.invariant for breach in breaches(spoil(sound))}
    assert invariant in found


def test_each_invariant_is_spoiled_here_and_explained_in_the_page() -> None:
    assert {name for name, _ in SPOILED} == set(INVARIANTS)
    page = PAGE.read_text()
    for name in INVARIANTS:
        assert f"`{name}`" in page


def test_money_in_suspense_is_a_home(sound: Records) -> None:
    statement = a_statement(an_order(order_id="261123000000998"))
    held = suspend(statement, "unknown_order", MONDAY)
    found = replace(unbooked(sound), suspense=(held,))
    assert breaches(found) == []
