"""An agency switches a procedure on or off, and says what is local about it."""

from collections.abc import Iterator

from chalicelib.domain.caller import Caller
from chalicelib.domain.catalogue_check.catalogue_check import offering_defects
from chalicelib.domain.catalogue_check.words import errors_of
from chalicelib.domain.change import Change
from chalicelib.domain.errors import Invalid, NotFound, Said
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.offering import Offering, OfferingDraft, OfferingFacts
from chalicelib.ports.world import World
from chalicelib.usecases.publish import edition, following, propose
from chalicelib.usecases.reach import covers, reach_agency
from chalicelib.usecases.until_committed import until_committed


def publish_offering(
    world: World, agency_code: str, procedure_code: str, draft: OfferingDraft, caller: Caller
) -> tuple[Offering, bool]:
    """The offering's next version, and whether it is new.

    Lines may be collected for agencies that the caller holds, and for those that already do; who
    else is to collect is set by who holds them.

    Raises NotFound, Invalid for what cannot be offered so, Conflict `version_moved`.
    """
    reach_agency(world, caller, agency_code)
    catalogue = world.catalogue.fresh()
    procedure = catalogue.procedure(procedure_code)
    if procedure is None:
        raise NotFound("procedure_not_found", procedure_code=procedure_code)
    keys = {"agency_code": agency_code, "procedure_code": procedure_code}
    proposed = propose(Offering, OfferingFacts, draft, **keys)
    defects = errors_of(offering_defects(proposed, procedure))

    def decide() -> tuple[Change | None, tuple[Offering, bool]]:
        current = catalogue.offering(agency_code, procedure_code)
        known = {each.agency_code for each in current.collectors} if current else set()
        wrong = [*defects, *_of_methods(world, proposed)]
        wrong += _of_collectors(world, proposed, caller, known)
        if wrong:
            raise Invalid("body_invalid", wrong)
        return following(current, proposed, draft, edition(world, draft, caller))

    return until_committed(world, decide)


def _of_methods(world: World, offering: Offering) -> Iterator[tuple[str, str | Said]]:
    """Each method is one that some provider has, at whom the agency has an account today."""
    for number, method in enumerate(offering.methods):
        provider = _provider_of(world, method)
        if provider is None:
            yield f"/methods/{number}", "method_unknown"
        elif not _paid_at(world, offering.agency_code, provider):
            yield f"/methods/{number}", "method_without_merchant"


def _of_collectors(
    world: World, offering: Offering, caller: Caller, known: set[str]
) -> Iterator[tuple[str, str | Said]]:
    """Each collector is the caller's to name, and can be paid by one of the methods at least."""
    providers = [found for each in offering.methods if (found := _provider_of(world, each))]
    for number, collector in enumerate(offering.collectors):
        agency = world.catalogue.agency(collector.agency_code)
        if agency is None or not (agency.code in known or covers(world, caller, agency)):
            yield f"/collectors/{number}/agency_code", "collector_unknown"
        elif offering.payable_online and not any(
            _paid_at(world, agency.code, provider) for provider in providers
        ):
            yield f"/collectors/{number}/agency_code", "collector_without_merchant"


def _provider_of(world: World, method: str) -> str | None:
    found = (each.name for each in world.providers.values() if method in each.methods)
    return next(found, None)


def _paid_at(world: World, agency_code: str, provider: str) -> bool:
    today = vietnam_day(world.clock.now())
    return world.catalogue.merchant(agency_code, provider, today) is not None
