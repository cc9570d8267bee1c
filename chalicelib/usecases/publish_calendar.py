"""An agency says when it works; those below it without a calendar of their own follow it."""

from chalicelib.domain.agency import upwards
from chalicelib.domain.calendar import Calendar, CalendarDraft, CalendarFacts
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change
from chalicelib.domain.errors import NotFound
from chalicelib.ports.world import World
from chalicelib.usecases.publish import edition, following, propose
from chalicelib.usecases.reach import reach_agency
from chalicelib.usecases.redate_tasks import redating
from chalicelib.usecases.until_committed import until_committed


def publish_calendar(
    world: World, agency_code: str, draft: CalendarDraft, caller: Caller
) -> tuple[Calendar, bool]:
    """The calendar's next version, and whether it is new. Raises NotFound, Conflict."""
    reach_agency(world, caller, agency_code)
    catalogue = world.catalogue.fresh()

    def decide() -> tuple[Change | None, tuple[Calendar, bool]]:
        proposed = propose(Calendar, CalendarFacts, draft, agency_code=agency_code)
        current = catalogue.calendar(agency_code)
        change, result = following(current, proposed, draft, edition(world, draft, caller))
        return change and change + redating(result[0], world.clock.now()), result

    return until_committed(world, decide)


def calendar_of(world: World, agency_code: str, caller: Caller) -> Calendar:
    """The calendar that an agency works by: its own or the nearest inherited. Raises NotFound."""
    agency = reach_agency(world, caller, agency_code)
    catalogue = world.catalogue.fresh()
    for one in upwards(agency, catalogue.agency):
        if calendar := catalogue.calendar(one.code):
            return calendar
    raise NotFound("calendar_not_found", agency_code=agency_code)
