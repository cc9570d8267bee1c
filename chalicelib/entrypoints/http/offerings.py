"""Offerings: a procedure at an agency, switched on or off without a release."""

from chalicelib.domain.errors import NotFound
from chalicelib.domain.offering import Offering, OfferingDraft
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.publish_offering import publish_offering
from chalicelib.usecases.reach import reach_agency

offerings = Resource(__name__)


@offerings.endpoint(
    "GET",
    "/v1/agencies/{agency}/procedures",
    scope="catalogue:read",
    answers={200: Listed[Offering]},
    problems=("agency_not_found",),
)
def list_offerings(call: Call[None, None], agency: str) -> Answer:
    """List all that an agency offers, by procedure."""
    reach_agency(call.world, call.caller, agency)
    found = call.world.catalogue.fresh().offerings(agency)
    return Answer(Listed[Offering](items=tuple(found)))


@offerings.endpoint(
    "GET",
    "/v1/agencies/{agency}/procedures/{code}",
    scope="catalogue:read",
    answers={200: Offering},
    problems=("agency_not_found", "offering_not_found"),
    versioned=True,
)
def read_offering(call: Call[None, None], agency: str, code: str) -> Answer:
    """Read a procedure as an agency offers it."""
    return Answer(_offering(call, agency, code))


@offerings.endpoint(
    "PUT",
    "/v1/agencies/{agency}/procedures/{code}",
    scope="catalogue:write",
    body=OfferingDraft,
    answers={200: Offering, 201: Offering},
    problems=(
        "agency_not_found",
        "procedure_not_found",
        "code_invalid",
        "begins_later",
        "version_moved",
    ),
)
def write_offering(call: Call[OfferingDraft, None], agency: str, code: str) -> Answer:
    """Offer a procedure, or change how: its level, local prices, methods, days."""
    return published(*publish_offering(call.world, agency, code, call.body, call.caller))


@offerings.endpoint(
    "GET",
    "/v1/agencies/{agency}/procedures/{code}/versions",
    scope="catalogue:read",
    answers={200: Listed[Offering]},
    problems=("agency_not_found", "offering_not_found"),
)
def list_offering_versions(call: Call[None, None], agency: str, code: str) -> Answer:
    """List all versions of an offering, the latest first."""
    found = call.world.catalogue.fresh().versions(_offering(call, agency, code))
    return Answer(Listed[Offering](items=tuple(found)))


def _offering(call: Call[None, None], agency: str, code: str) -> Offering:
    reach_agency(call.world, call.caller, agency)
    found = call.world.catalogue.fresh().offering(agency, code)
    if found is None:
        raise NotFound("offering_not_found", agency_code=agency, procedure_code=code)
    return found
