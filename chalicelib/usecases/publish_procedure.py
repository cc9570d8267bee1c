"""The national catalogue gets the next version of a procedure."""

from chalicelib.domain.agency import ANYWHERE
from chalicelib.domain.caller import Caller
from chalicelib.domain.catalogue_check.catalogue_check import defects
from chalicelib.domain.catalogue_check.words import errors_of
from chalicelib.domain.change import Change
from chalicelib.domain.errors import Forbidden, Invalid
from chalicelib.domain.procedure import Procedure, ProcedureDraft, ProcedureFacts
from chalicelib.ports.world import World
from chalicelib.usecases.publish import edition, following, propose
from chalicelib.usecases.until_committed import until_committed


def publish_procedure(
    world: World, code: str, draft: ProcedureDraft, caller: Caller
) -> tuple[Procedure, bool]:
    """The procedure's next version, and whether it is new; dossiers keep theirs.

    Procedures are published for the whole country: only who holds all agencies may. Raises
    Forbidden, Invalid with every defect, Conflict `version_moved`.
    """
    if ANYWHERE not in caller.agencies:
        raise Forbidden("national_catalogue")
    if wrong := errors_of(defects(draft)):
        raise Invalid("body_invalid", wrong)
    catalogue = world.catalogue.fresh()

    def decide() -> tuple[Change | None, tuple[Procedure, bool]]:
        proposed = propose(Procedure, ProcedureFacts, draft, code=code)
        current = catalogue.procedure(code)
        return following(current, proposed, draft, edition(world, draft, caller))

    return until_committed(world, decide)
