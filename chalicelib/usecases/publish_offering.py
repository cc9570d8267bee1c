"""An agency switches a procedure on or off, and says what is local about it."""

from collections.abc import Iterator

from chalicelib.domain.caller import Caller
from chalicelib.domain.catalogue_check import offering_defects
from chalicelib.domain.catalogue_check_words import errors_of
from chalicelib.domain.change import Change
from chalicelib.domain.errors import Invalid, NotFound, Said
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.offering import Offering, OfferingDraft, OfferingFacts
from chalicelib.ports.world import World
from chalicelib.usecases.publish import edition, following, propose
from chalicelib.usecases.reach import reach_agency
from chalicelib.usecases.until_committed import until_committed


def publish_offering(
    world: World, agency_code: str, procedure_code: str, draft: OfferingDraft, caller: Caller
) -> tuple[Offering, bool]:
    """The offering's next version, and whether it is new.

    Raises NotFound, Invalid for what cannot be offered so, Conflict `version_moved`.
    """
    reach_agency(world, caller, agency_code)
    catalogue = world.catalogue.fresh()
    procedure = catalogue.procedure(procedure_code)
    if procedure is None:
        raise NotFound("procedure_not_found", procedure_code=procedure_code)
    keys = {"agency_code": agency_code, "procedure_code": procedure_code}
    proposed = propose(Offering, OfferingFacts, draft, **keys)
    wrong = errors_of(offering_defects(proposed, procedure)) + list(_errors(world, proposed))
    if wrong:
        raise Invalid("body_invalid", wrong)

    def decide() -> tuple[Change | None, tuple[Offering, bool]]:
        current = catalogue.offering(agency_code, procedure_code)
        return following(current, proposed, draft, edition(world, draft, caller))

    return until_committed(world, decide)


def _errors(world: World, offering: Offering) -> Iterator[tuple[str, str | Said]]:
    """What only the world can tell: which methods there are, who has an account, who exists."""
    today = vietnam_day(world.clock.now())
    provider_of = {
        method: provider.name
        for provider in world.providers.values()
        for method in provider.methods
    }
    for number, method in enumerate(offering.methods):
        provider = provider_of.get(method)
        if provider is None:
            yield f"/methods/{number}", "method_unknown"
        elif not world.catalogue.merchant(offering.agency_code, provider, today):
            yield f"/methods/{number}", "method_without_merchant"
    for number, collector in enumerate(offering.collectors):
        if world.catalogue.agency(collector.agency_code) is None:
            yield f"/collectors/{number}/agency_code", "collector_unknown"
