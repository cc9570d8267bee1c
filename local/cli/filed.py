"""The entries of a catalogue file: in which order they are written, and where each stands."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.catalogue_file import CatalogueFile, Filed
from chalicelib.domain.entry import Entry
from chalicelib.domain.procedure import Procedure
from local.cli import places
from local.cli.places import Place

AnEntry = TypeVar("AnEntry", bound=Entry)


def entry_of(model: type[AnEntry], told: Mapping[str, Any]) -> AnEntry:
    """An entry as a stage tells it; a newer one may say more of it."""
    return model.model_validate({name: told[name] for name in told if name in model.model_fields})


def in_order(file: CatalogueFile) -> list[Filed]:
    """The entries in the order in which they need one another: no agency before its parent."""
    agencies = _parents_first(file.agencies)
    return [*agencies, *file.merchants, *file.calendars, *file.procedures, *file.offerings]


def place_of(entry: Filed) -> Place:
    """Where an entry stands on a stage."""
    match entry:
        case Agency():
            return places.agency(entry.code)
        case Merchant():
            return places.merchant(entry.agency_code, entry.provider)
        case Calendar():
            return places.calendar(entry.agency_code)
        case Procedure():
            return places.procedure(entry.code)
    return places.offering(entry.agency_code, entry.procedure_code)


def _parents_first(agencies: Iterable[Agency]) -> list[Agency]:
    """Those that an agency names come before it; a circle is left for the stage to refuse."""
    waiting = {agency.code: agency for agency in agencies}
    ordered: dict[str, Agency] = {}

    def place(agency: Agency, below: frozenset[str]) -> None:
        for code in (agency.parent, *agency.replaces):
            if code in waiting and code not in ordered and code not in below:
                place(waiting[code], below | {agency.code})
        ordered.setdefault(agency.code, agency)

    for agency in waiting.values():
        place(agency, frozenset({agency.code}))
    return list(ordered.values())
