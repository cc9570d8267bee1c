"""Before a calendar is changed: which open dossiers would be due at another time."""

from chalicelib.domain.agency import Agency, upwards
from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.caller import Caller
from chalicelib.domain.clock.moves import Move, OpenClock, what_moves
from chalicelib.domain.dossier import ENDED, Dossier
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.page import Page
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_agency
from chalicelib.usecases.terms_of import calendar_by, terms_of


def simulate_calendar(
    world: World,
    agency_code: str,
    proposed: CalendarFacts,
    caller: Caller,
    *,
    limit: int,
    cursor: str | None,
) -> Page[Move]:
    """One page of what the agency's calendar would move, there and wherever it is inherited.

    Nothing is written. A page looks at a bounded number of dossiers: it may be short, even empty,
    and its cursor goes on. Raises NotFound.
    """
    agency = reach_agency(world, caller, agency_code)
    catalogue = world.catalogue.fresh()
    followers = [
        one.code
        for one in catalogue.agencies(frozenset({agency.code}))
        if _follows(catalogue, one, agency.code)
    ]
    now = {code: calendar_by(catalogue, code) for code in followers}

    def move(dossier: Dossier) -> Move | None:
        if dossier.status in ENDED or not dossier.clock:
            return None
        limit_ = terms_of(world, dossier).limit(dossier)
        clock = OpenClock(code=dossier.code, entries=dossier.clock, limit=limit_)
        return next(iter(what_moves([clock], now[dossier.agency_code], proposed)), None)

    page = world.dossiers.filed(
        followers, limit=limit, cursor=cursor, keep=lambda dossier: move(dossier) is not None
    )
    return Page([found for found in map(move, page.items) if found], page.next_cursor)


def _follows(catalogue: Catalogue, one: Agency, code: str) -> bool:
    """Whether `one` works by the calendar of `code`, or would if that had one."""
    for above in upwards(one, catalogue.agency):
        if above.code == code:
            return True
        if catalogue.calendar(above.code):
            return False
    return False
