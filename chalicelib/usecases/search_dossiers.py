"""Find an applicant's dossiers by their id number, which is written down nowhere for it."""

from chalicelib.domain.applicant import digest_to_write, digests_to_find
from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier, Person
from chalicelib.ports.page import Page
from chalicelib.ports.world import World


def search_dossiers(
    world: World, caller: Caller, id_number: str, *, limit: int, cursor: str | None
) -> Page[Dossier]:
    """Those of the caller's agencies, whichever key was the newest when they were filed.

    Raises Transient if no key can be read.
    """
    digests = digests_to_find(id_number, world.secrets.applicant_keys())
    agencies = frozenset(world.catalogue.agencies_covered(caller.agencies))
    return world.dossiers.of_applicant(digests, agencies, limit=limit, cursor=cursor)


def digest_of(world: World, applicant: Person) -> str | None:
    """What the applicant's next dossier is found by. Raises Transient if no key can be read."""
    if applicant.id_number is None:
        return None
    return digest_to_write(applicant.id_number, world.secrets.applicant_keys())
