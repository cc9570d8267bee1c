"""What a caller may see: another agency's things do not exist for them."""

from chalicelib.domain.agency import Agency, covered
from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.order import Order
from chalicelib.ports.world import World


def reach_agency(world: World, caller: Caller, code: str) -> Agency:
    """The agency, if the caller's token covers it. Raises NotFound."""
    agency = world.catalogue.agency(code)
    if agency is None or not covers(world, caller, agency):
        raise NotFound("agency_not_found", agency_code=code)
    return agency


def reach_dossier(world: World, caller: Caller, code: str) -> Dossier:
    """The dossier, if its agency is the caller's. Raises NotFound."""
    dossier = world.dossiers.get(code)
    if dossier is None or not _covered(world, caller, dossier.agency_code):
        raise NotFound("dossier_not_found", dossier_code=code)
    return dossier


def reach_order(world: World, caller: Caller, order_id: str) -> Order:
    """The order, if its agency is the caller's. Raises NotFound."""
    order = world.orders.get(order_id)
    if order is None or not _covered(world, caller, order.agency_code):
        raise NotFound("order_not_found", order_id=order_id)
    return order


def covers(world: World, caller: Caller, agency: Agency) -> bool:
    """Whether the caller's token covers the agency."""
    return covered(agency, caller.agencies, world.catalogue.agency)


def _covered(world: World, caller: Caller, agency_code: str) -> bool:
    agency = world.catalogue.agency(agency_code)
    return agency is not None and covers(world, caller, agency)
