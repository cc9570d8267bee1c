"""An agency takes an account at a provider into use: whose money its payments are."""

from chalicelib.domain.agency import Merchant, MerchantDraft, MerchantFacts, MerchantOwner
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, change
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.ports.catalogue import Catalogue
from chalicelib.ports.world import World
from chalicelib.usecases.publish import MOVED, edition, following, propose
from chalicelib.usecases.reach import covers, reach_agency
from chalicelib.usecases.until_committed import until_committed


def publish_merchant(
    world: World, agency_code: str, provider: str, draft: MerchantDraft, caller: Caller
) -> tuple[Merchant, bool]:
    """The merchant's next version, and whether it is new.

    A merchant id belongs to the agency that used it first, and to whoever holds that agency.
    Raises NotFound, Invalid `merchant_taken`, Conflict `version_moved`.
    """
    reach_agency(world, caller, agency_code)
    if provider not in world.providers:
        raise NotFound("provider_not_found", provider=provider)
    catalogue = world.catalogue.fresh()

    def decide() -> tuple[Change | None, tuple[Merchant, bool]]:
        proposed = propose(
            Merchant, MerchantFacts, draft, agency_code=agency_code, provider=provider
        )
        owner = _owner(world, catalogue, proposed, caller)
        current = catalogue.own_merchant(agency_code, provider)
        changed, result = following(current, proposed, draft, edition(world, draft, caller))
        return (changed + owner if changed else None), result

    return until_committed(world, decide)


def _owner(world: World, catalogue: Catalogue, merchant: Merchant, caller: Caller) -> Change:
    """Take a merchant id into use that nobody used before."""
    owner = catalogue.merchant_owner(merchant.provider, merchant.merchant_id)
    if owner is None:
        keys = merchant.model_dump(include={"provider", "merchant_id", "agency_code"})
        return change(Insert(MerchantOwner(**keys), MOVED))
    agency = catalogue.agency(owner.agency_code)
    if owner.agency_code != merchant.agency_code and not (agency and covers(world, caller, agency)):
        raise Invalid("merchant_taken", [("/merchant_id", "merchant_taken")])
    return change()
