"""Merchants: an agency's accounts at the providers."""

from chalicelib.domain.agency import Merchant, MerchantDraft
from chalicelib.domain.errors import NotFound
from chalicelib.domain.instant import vietnam_day
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.publish_merchant import publish_merchant
from chalicelib.usecases.reach import reach_agency

merchants = Resource(__name__)


@merchants.endpoint(
    "GET",
    "/v1/agencies/{agency}/merchants/{provider}",
    scope="catalogue:read",
    answers={200: Merchant},
    problems=("agency_not_found", "merchant_not_found"),
    versioned=True,
)
def read_merchant(call: Call[None, None], agency: str, provider: str) -> Answer:
    """Read the account that an agency's payments go to today: its own, or the one it inherits."""
    reach_agency(call.world, call.caller, agency)
    today = vietnam_day(call.world.clock.now())
    found = call.world.catalogue.fresh().merchant(agency, provider, today)
    if found is None:
        raise NotFound("merchant_not_found", agency_code=agency, provider=provider)
    return Answer(found)


@merchants.endpoint(
    "PUT",
    "/v1/agencies/{agency}/merchants/{provider}",
    scope="catalogue:write",
    body=MerchantDraft,
    answers={200: Merchant, 201: Merchant},
    problems=(
        "agency_not_found",
        "provider_not_found",
        "merchant_taken",
        "begins_later",
        "version_moved",
    ),
)
def write_merchant(call: Call[MerchantDraft, None], agency: str, provider: str) -> Answer:
    """Take an account at a provider into use; its secret is put in place by ops."""
    return published(*publish_merchant(call.world, agency, provider, call.body, call.caller))


@merchants.endpoint(
    "GET",
    "/v1/agencies/{agency}/merchants/{provider}/versions",
    scope="catalogue:read",
    answers={200: Listed[Merchant]},
    problems=("agency_not_found", "merchant_not_found"),
)
def list_merchant_versions(call: Call[None, None], agency: str, provider: str) -> Answer:
    """List all versions of an agency's own account, the latest first."""
    reach_agency(call.world, call.caller, agency)
    catalogue = call.world.catalogue.fresh()
    found = catalogue.own_merchant(agency, provider)
    if found is None:
        raise NotFound("merchant_not_found", agency_code=agency, provider=provider)
    return Answer(Listed[Merchant](items=tuple(catalogue.versions(found))))
