"""The bills that wait for their turn: one opens when its time comes."""

from collections.abc import Iterable, Mapping
from typing import Any

from chalicelib.domain.bill import Bill, BillEvent, BillState
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.errors import ConditionFailed
from chalicelib.ports.world import World

BILL_MOVED = "bill_moved"
BILL_EXISTS = "bill_exists"

_DONE = frozenset({BillState.COVERED, BillState.WAIVED})
"""Done with while the dossier went on; of the latter the rest may have been paid."""

REFUNDS = "refund_to_decide"
"""What a timeline calls them."""


def bill_to_come(world: World, dossier: Dossier, bill_id: str) -> Bill:
    """One of the bills that were planned with the dossier."""
    bill = world.dossiers.bill(dossier.code, bill_id)
    assert bill is not None, "a dossier's bills are written with it"
    return bill


def opens(bill: Bill | None) -> dict[str, Any]:
    """What the timeline says of it, in the event that opens it."""
    return {"next_bill": {"bill_id": bill.bill_id, "amount": bill.amount}} if bill else {}


def inserting(bills: Iterable[Bill]) -> Change:
    """Write bills that were not there before."""
    return change(*(Insert(bill, BILL_EXISTS) for bill in bills))


def replacing(bills: Iterable[Bill]) -> Change:
    """Write the next versions of bills."""
    return change(*(Replace(bill, BILL_MOVED) for bill in bills))


def cancelled_rest(world: World, dossier: Dossier) -> list[Bill]:
    """The dossier ends: what would have been owed next never will be."""
    planned = (bill_to_come(world, dossier, bill_id) for bill_id in dossier.bills_to_come)
    now = world.clock.now()
    return [bill.closed_unpaid(BillEvent.CANCELLED, now) for bill in planned]


def paid_in_vain(world: World, dossier: Dossier, ended: Status) -> list[Bill]:
    """The dossier ends so; if that is without its result, somebody decides what goes back.

    Raises ConditionFailed if a bill that it still owes was settled since it was read.
    """
    if ended is Status.RETURNED:
        return []
    done = [bill for bill in world.dossiers.bills(dossier.code) if bill.state in _DONE]
    if {dossier.open_bill, *dossier.bills_to_come} & {bill.bill_id for bill in done}:
        raise ConditionFailed(BILL_MOVED)
    return [bill.awaiting_decision() for bill in done if bill.paid]


def and_refunds_to_decide(facts: Mapping[str, Any], bills: Iterable[Bill]) -> dict[str, Any]:
    """`facts`, and what the timeline says of money that was paid for nothing, by bill."""
    owed = {bill.bill_id: bill.refund_to_decide for bill in bills if bill.refund_to_decide}
    known = facts.get(REFUNDS, {})
    return {**facts, REFUNDS: {**known, **owed}} if owed else dict(facts)
