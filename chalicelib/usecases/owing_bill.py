"""The bill that somebody wants to pay, while it takes money."""

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.ports.world import World


def owing_bill(world: World, dossier: Dossier, named: str | None) -> Bill:
    """Open, not covered yet, and in time: what is not owed is not to be taken.

    The open bill unless one is named. Raises Invalid `bill_unknown`, Conflict `no_open_bill`,
    `bill_already_paid`, `bill_not_open_yet` or `bill_closed`.
    """
    bill_id = named if named is not None else dossier.open_bill or "1"
    bill = world.dossiers.bill(dossier.code, bill_id)
    if bill is None:
        raise _not_there(world, dossier)
    if bill.covered:
        raise Conflict("bill_already_paid", bill_id=bill_id)
    if bill.state is BillState.PLANNED:
        raise Conflict("bill_not_open_yet", bill_id=bill_id)
    if not bill.takes_money(world.clock.now()):
        raise Conflict("bill_closed", bill_id=bill_id)
    return bill


def _not_there(world: World, dossier: Dossier) -> Conflict | Invalid:
    """A dossier that has bills is asked for another; one without any owes nothing at all."""
    bills = world.dossiers.bills(dossier.code)
    if not bills:
        return Conflict("no_open_bill", dossier_code=dossier.code)
    known = ", ".join(bill.bill_id for bill in bills)
    return Invalid("bill_unknown", [("/bill_id", "bill_unknown")], bills=known)
