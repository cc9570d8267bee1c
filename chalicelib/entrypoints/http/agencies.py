"""Which agencies a list is about."""

from chalicelib.domain.caller import Caller
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_agency


def reached(world: World, caller: Caller, agency_code: str | None) -> list[str]:
    """The named agency and those under it, or all of the token's. Raises NotFound."""
    if agency_code is None:
        return world.catalogue.agencies_covered(caller.agencies)
    agency = reach_agency(world, caller, agency_code)
    return world.catalogue.agencies_covered(frozenset({agency.code}))
