"""Put a catalogue file in place: agencies, merchants, procedures and who offers them."""

from typing import TypeAlias

from pydantic import Field

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.change import Insert, Replace, change
from chalicelib.domain.procedure import Offering, Procedure
from chalicelib.domain.value import Value
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.commits import Commits

Entry: TypeAlias = Agency | Merchant | Procedure | Offering


class CatalogueFile(Value):
    """A catalogue in the project's own form; versions are given when it is loaded."""

    agencies: tuple[Agency, ...] = ()
    merchants: tuple[Merchant, ...] = Field(default=())
    procedures: tuple[Procedure, ...] = ()
    offerings: tuple[Offering, ...] = ()


def load_catalogue(commits: Commits, catalogue: Catalogue, file: CatalogueFile) -> int:
    """How many entries were new or differed; each of these is a new version."""
    entries: tuple[Entry, ...] = (
        *file.agencies,
        *file.merchants,
        *file.procedures,
        *file.offerings,
    )
    return sum(_load(commits, catalogue, entry) for entry in entries)


def _load(commits: Commits, catalogue: Catalogue, entry: Entry) -> bool:
    current = _current(catalogue, entry)
    if current is None:
        commits.commit(change(Insert(entry, "catalogue_moved")))
        return True
    following = entry.model_copy(update={"version": current.version + 1})
    if entry.model_copy(update={"version": current.version}) == current:
        return False
    commits.commit(change(Replace(following, "catalogue_moved")))
    return True


def _current(catalogue: Catalogue, entry: Entry) -> Entry | None:
    match entry:
        case Agency():
            return catalogue.agency(entry.code)
        case Procedure():
            return catalogue.procedure(entry.code)
        case Offering():
            return catalogue.offering(entry.agency_code, entry.procedure_code)
        case Merchant():
            found = catalogue.merchant(entry.agency_code, entry.provider)
            return found if found and found.agency_code == entry.agency_code else None
