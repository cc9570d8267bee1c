"""What governs a dossier, from the catalogue: its procedure's own version, its agency's calendar."""

from datetime import datetime

from chalicelib.domain.agency import Agency, upwards
from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.terms import Terms
from chalicelib.domain.working_time import WorkingTime
from chalicelib.ports.catalogue import AnEntry, Catalogue
from chalicelib.ports.world import World


def terms_of(world: World, dossier: Dossier) -> Terms:
    """The terms of a dossier, from the cache of the catalogue."""
    found = world.catalogue.procedure(dossier.procedure.code, dossier.procedure.version)
    assert found is not None, "every version of a procedure is kept"
    return Terms(found, times_of(world.catalogue, dossier.agency_code))


def times_of(catalogue: Catalogue, agency_code: str) -> WorkingTime:
    """When an agency works: by its own calendar, the nearest inherited, or the usual one."""
    return WorkingTime(calendar_by(catalogue, agency_code))


def calendar_by(
    catalogue: Catalogue, agency_code: str, until: datetime | None = None
) -> CalendarFacts:
    """The same as data; as it was known at `until`, that instant itself left out, or is now."""

    def known(entry: AnEntry | None) -> AnEntry | None:
        return entry if until is None else _known_at(catalogue, entry, until)

    def agency(code: str) -> Agency | None:
        return known(catalogue.agency(code))

    own = agency(agency_code)
    above = upwards(own, agency) if own else ()
    found = (known(catalogue.calendar(one.code)) for one in above)
    return next((calendar for calendar in found if calendar), CalendarFacts())


def _known_at(catalogue: Catalogue, entry: AnEntry | None, until: datetime) -> AnEntry | None:
    """The latest version that had been made, if any had: older ones are read only then."""

    def made(version: AnEntry) -> bool:
        return version.edition is None or version.edition.at < until

    if entry is None or made(entry):
        return entry
    return next(filter(made, catalogue.versions(entry)), None)
