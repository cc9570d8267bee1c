"""A dossier of the national portal is filed once, however often and by whichever key it is sent."""

from chalicelib.domain.errors import Conflict
from chalicelib.domain.marker import Marker, digest
from chalicelib.ports.world import World
from chalicelib.usecases.filing import Filing

SUBJECT, ROUTE = "national_portal", "dossiers"
"""Where its markers stand: beside those of idempotency keys, and for ever as they do."""

NATIONAL_CODE_USED = "national_code_used"


def filed_nationally(world: World, filing: Filing) -> str | None:
    """The dossier that has this national code. Raises Conflict if it is not the same filing."""
    if filing.national_code is None:
        return None
    marker = _marker(world, filing.national_code)
    if marker is None:
        return None
    if marker.body_hash != _same(filing):
        raise Conflict("national_code_taken", national_code=filing.national_code)
    return marker.resource_id


def national_markers(filing: Filing, dossier_code: str) -> tuple[Marker, ...]:
    """What is written with the dossier, if it has a national code."""
    if filing.national_code is None:
        return ()
    return (
        Marker(
            subject=SUBJECT,
            route=ROUTE,
            key_hash=_key(filing.national_code),
            body_hash=_same(filing),
            resource_id=dossier_code,
        ),
    )


def _marker(world: World, national_code: str) -> Marker | None:
    """Earlier code kept a code by its letters as they came."""
    keys = dict.fromkeys((_key(national_code), digest(national_code)))
    found = (world.orders.marker(SUBJECT, ROUTE, key) for key in keys)
    return next((marker for marker in found if marker), None)


def _key(national_code: str) -> str:
    """One dossier's code in capitals or not is one code."""
    return digest(national_code.upper())


def _same(filing: Filing) -> str:
    """The same procedure at the same agency is the same filing, whatever else was corrected."""
    return digest(f"{filing.procedure_code} {filing.agency_code}")
