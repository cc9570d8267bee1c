"""Put a catalogue file in place: agencies, merchants, calendars, procedures and who offers them."""

from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner
from chalicelib.domain.catalogue_file import CatalogueFile, Filed, name_of
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.offering import Offering
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.commits import Commits
from chalicelib.usecases.plan_catalogue import current_of

MOVED = "catalogue_moved"


def load_catalogue(
    commits: Commits,
    catalogue: Catalogue,
    file: CatalogueFile,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> int:
    """How many entries were new or differed; each of these is a new version.

    An entry that somebody has edited since is theirs, and stays as they left it.
    `told(done, of)` is called after each entry.
    """
    entries = file.entries
    offered = _offered(catalogue, file)
    written = 0
    for number, entry in enumerate(entries, 1):
        offering = isinstance(entry, Offering)
        current = offered.get(name_of(entry)) if offering else current_of(catalogue, entry)
        written += _load(commits, catalogue, entry, current)
        told(number, len(entries))
    return written


def _offered(catalogue: Catalogue, file: CatalogueFile) -> dict[str, Filed]:
    """What stands in the place of the file's offerings: there are many, and few agencies."""
    agencies = dict.fromkeys(offering.agency_code for offering in file.offerings)
    found = (each for code in agencies for each in catalogue.offerings(code))
    return {name_of(each): each for each in found}


def _load(commits: Commits, catalogue: Catalogue, entry: Filed, current: Filed | None) -> bool:
    if current is None:
        commits.commit(change(Insert(entry, MOVED)) + _owner(catalogue, entry))
        return True
    if current.edition or _over(entry, current, 0) == current:
        return False
    commits.commit(change(Replace(_over(entry, current, 1), MOVED)) + _owner(catalogue, entry))
    return True


def _over(entry: Filed, current: Filed, later: int) -> Filed:
    """The entry in the place of the current one; successors that the file does not know stay."""
    follows: dict[str, Any] = {"version": current.version + later}
    if isinstance(entry, Agency) and isinstance(current, Agency):
        known = dict.fromkeys((*current.replaced_by, *entry.replaced_by))
        follows["replaced_by"] = tuple(known)
    return entry.model_copy(update=follows)


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
