"""The bill that somebody wants to pay, while it takes money."""

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.errors import Conflict
from chalicelib.ports.world import World


def owing_bill(world: World, dossier_code: str, bill_id: str) -> Bill:
    """Open, not covered yet, and in time: what is not owed is not to be taken.

    Raises Conflict: `no_open_bill`, `bill_already_paid`, `bill_not_open_yet` or `bill_closed`.
    """
    bill = world.dossiers.bill(dossier_code, bill_id)
    if bill is None:
        raise Conflict("no_open_bill", dossier_code=dossier_code)
    if bill.covered:
        raise Conflict("bill_already_paid", bill_id=bill_id)
    if bill.state is BillState.PLANNED:
        raise Conflict("bill_not_open_yet", bill_id=bill_id)
    if not bill.takes_money(world.clock.now()):
        raise Conflict("bill_closed", bill_id=bill_id)
    return bill
