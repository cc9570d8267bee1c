"""What governs a dossier, from the catalogue: its procedure's own version, its agency's calendar."""

from chalicelib.domain.agency import upwards
from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.terms import Terms
from chalicelib.domain.working_time import WorkingTime
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.world import World


def terms_of(world: World, dossier: Dossier) -> Terms:
    """The terms of a dossier, from the cache of the catalogue."""
    found = world.catalogue.procedure(dossier.procedure.code, dossier.procedure.version)
    assert found is not None, "every version of a procedure is kept"
    return Terms(found, times_of(world.catalogue, dossier.agency_code))


def times_of(catalogue: Catalogue, agency_code: str) -> WorkingTime:
    """When an agency works: by its own calendar, the nearest inherited, or the usual one."""
    return WorkingTime(calendar_by(catalogue, agency_code))


def calendar_by(catalogue: Catalogue, agency_code: str) -> CalendarFacts:
    """The same as data."""
    agency = catalogue.agency(agency_code)
    above = upwards(agency, catalogue.agency) if agency else ()
    found = (catalogue.calendar(one.code) for one in above)
    return next((calendar for calendar in found if calendar), CalendarFacts())
