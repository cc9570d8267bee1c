"""Put a catalogue file in place: agencies, merchants, calendars, procedures and who offers them."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.commits import Commits

Filed: TypeAlias = Agency | Merchant | Calendar | Procedure | Offering
MOVED = "catalogue_moved"


class CatalogueFile(Value):
    """A catalogue in the project's own form; versions are given when it is loaded."""

    agencies: tuple[Agency, ...] = ()
    merchants: tuple[Merchant, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    offerings: tuple[Offering, ...] = ()

    @property
    def entries(self) -> tuple[Filed, ...]:
        """All of them, in the order in which they need one another."""
        successors: dict[str, tuple[str, ...]] = {}
        for agency in self.agencies:
            for code in agency.replaces:
                successors[code] = (*successors.get(code, ()), agency.code)
        agencies = tuple(
            one.model_copy(update={"replaced_by": successors.get(one.code, ())})
            for one in self.agencies
        )
        return (*agencies, *self.merchants, *self.calendars, *self.procedures, *self.offerings)


def load_catalogue(
    commits: Commits,
    catalogue: Catalogue,
    file: CatalogueFile,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """How many entries were new or differed; each of these is a new version.

    `told(done, of)` is called after each entry.
    """
    entries = file.entries
    written = 0
    for number, entry in enumerate(entries, 1):
        written += _load(commits, catalogue, entry)
        told(number, len(entries))
    return written


def _load(commits: Commits, catalogue: Catalogue, entry: Filed) -> bool:
    current = _current(catalogue, entry)
    if current is None:
        commits.commit(change(Insert(entry, MOVED)) + _owner(catalogue, entry))
        return True
    if _alike(entry, current):
        return False
    following = entry.model_copy(update={"version": current.version + 1})
    commits.commit(change(Replace(following, MOVED)) + _owner(catalogue, entry))
    return True


def _alike(entry: Filed, current: Filed) -> bool:
    """Whether an entry says what is there already, whoever wrote that."""
    same = {"version": current.version, "edition": current.edition}
    return bool(entry.model_copy(update=same) == current)


def _owner(catalogue: Catalogue, entry: Filed) -> Change:
    """A merchant id that comes into use belongs to the agency that brought it."""
    return change(*(Insert(owner, MOVED) for owner in _new_owners(catalogue, entry)))


def _new_owners(catalogue: Catalogue, entry: Filed) -> Iterator[MerchantOwner]:
    if isinstance(entry, Merchant) and not catalogue.merchant_owner(
        entry.provider, entry.merchant_id
    ):
        yield MerchantOwner(
            provider=entry.provider,
            merchant_id=entry.merchant_id,
            agency_code=entry.agency_code,
        )


def _current(catalogue: Catalogue, entry: Filed) -> Filed | None:
    match entry:
        case Agency():
            return catalogue.agency(entry.code)
        case Procedure():
            return catalogue.procedure(entry.code)
        case Offering():
            return catalogue.offering(entry.agency_code, entry.procedure_code)
        case Merchant():
            return catalogue.own_merchant(entry.agency_code, entry.provider)
        case Calendar():
            return catalogue.calendar(entry.agency_code)
