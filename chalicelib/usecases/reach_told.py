"""A dossier whose timeline knows all the money that came for its open bill."""

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.settle_bill import settle_bill


def reach_told(world: World, caller: Caller, code: str) -> tuple[Dossier, Bill | None]:
    """The dossier and its open bill, if one is open. Raises NotFound.

    Whoever ends the bill writes this very version of it: money that comes meanwhile makes the
    write fail, and is told first.
    """
    while True:
        dossier = reach_dossier(world, caller, code)
        bill = world.dossiers.bill(code, dossier.open_bill) if dossier.open_bill else None
        if bill is None or bill.state is not BillState.OPEN:
            return dossier, None
        if bill.paid == bill.settled:
            return dossier, bill
        settle_bill(world, code, bill.bill_id)
