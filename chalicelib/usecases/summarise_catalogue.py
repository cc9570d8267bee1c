"""Count what a tree of agencies offers today."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.catalogue_report import CatalogueReport, report
from chalicelib.domain.errors import Invalid
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.value import Named
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_agency

MOST_AGENCIES = 400
"""One query for each: a province has some 150, and an answer takes no longer than a few seconds."""


def summarise_catalogue(world: World, agency_code: str | None, caller: Caller) -> CatalogueReport:
    """What the agency and those under it offer (None: all of the caller's).

    Raises NotFound, Invalid `tree_too_large`.
    """
    as_of = world.clock.now()
    catalogue = world.catalogue
    granted = caller.agencies
    if agency_code is not None:
        granted = frozenset({reach_agency(world, caller, agency_code).code})
    today = vietnam_day(as_of)
    agencies = [agency for agency in catalogue.agencies(granted) if agency.holds_on(today)]
    if len(agencies) > MOST_AGENCIES:
        raise Invalid("tree_too_large", most=MOST_AGENCIES, count=len(agencies))
    return report(
        agencies,
        [one for agency in agencies for one in catalogue.offerings(agency.code)],
        _fields(catalogue),
        agency_code=agency_code,
        as_of=as_of,
        on=today,
    )


def _fields(catalogue: Catalogue) -> dict[str, Named]:
    """The field of every published procedure."""
    found: dict[str, Named] = {}
    cursor: str | None = None
    while True:
        page = catalogue.procedures(limit=1_000, cursor=cursor)
        found |= {each.code: each.field for each in page.items}
        cursor = page.next_cursor
        if cursor is None:
            return found
