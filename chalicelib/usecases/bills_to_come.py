"""The bills that wait for their turn: one opens when the one before it is done with."""

from typing import Any

from chalicelib.domain.bill import BILL, Bill, BillEvent
from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.ports.world import World

BILL_MOVED = "bill_moved"


def next_bill(world: World, dossier: Dossier) -> Bill | None:
    """The next of the dossier's bills, open from now on; None if the open one is the last."""
    if not dossier.bills_to_come:
        return None
    return _planned(world, dossier, dossier.bills_to_come[0]).opened(world.clock.now())


def opens(bill: Bill | None) -> dict[str, Any]:
    """What the timeline says of it, in the event of the payment that it follows."""
    return {"next_bill": {"bill_id": bill.bill_id, "amount": bill.amount}} if bill else {}


def opening(bill: Bill | None) -> Change:
    """Write that the next bill is open, in the change that ends the payment before it."""
    return change(Replace(bill, BILL_MOVED)) if bill else change()


def cancelling_rest(world: World, dossier: Dossier) -> Change:
    """The dossier ends: what would have been owed next never will be."""
    planned = (_planned(world, dossier, bill_id) for bill_id in dossier.bills_to_come)
    return change(*(Replace(_cancelled(bill), BILL_MOVED) for bill in planned))


def _cancelled(bill: Bill) -> Bill:
    return bill.succeed(state=BILL.after(bill.state, BillEvent.CANCELLED))


def _planned(world: World, dossier: Dossier, bill_id: str) -> Bill:
    bill = world.dossiers.bill(dossier.code, bill_id)
    assert bill is not None, "a dossier's bills are written with it"
    return bill
