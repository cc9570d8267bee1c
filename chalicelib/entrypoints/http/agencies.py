"""Agencies: the tree, who took whose place, and which of them a list is about."""

from chalicelib.domain.agency import Agency, AgencyDraft
from chalicelib.domain.caller import Caller
from chalicelib.entrypoints.http.agency_list import list_agencies
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.ports.world import World
from chalicelib.usecases.publish_agency import publish_agency
from chalicelib.usecases.reach import reach_agency

agencies = Resource(__name__)

agencies.endpoint(
    "GET",
    "/v1/agencies",
    scope="catalogue:read",
    query=PageQuery,
    answers={200: Listed[Agency]},
    problems=("cursor_invalid",),
)(list_agencies)


@agencies.endpoint(
    "GET",
    "/v1/agencies/{agency}",
    scope="catalogue:read",
    answers={200: Agency},
    problems=("agency_not_found",),
    versioned=True,
)
def read_agency(call: Call[None, None], agency: str) -> Answer:
    """Read an agency: its parent, its predecessors and its successors."""
    reach_agency(call.world, call.caller, agency)
    return Answer(call.world.catalogue.fresh().agency(agency) or "")


@agencies.endpoint(
    "PUT",
    "/v1/agencies/{agency}",
    scope="catalogue:write",
    body=AgencyDraft,
    answers={200: Agency, 201: Agency},
    problems=(
        "agency_not_found",
        "agency_needs_parent",
        "agency_unknown",
        "agency_circle",
        "begins_later",
        "merger_later",
        "merger_too_large",
        "successors_full",
        "code_of_another",
        "code_invalid",
        "version_moved",
    ),
)
def write_agency(call: Call[AgencyDraft, None], agency: str) -> Answer:
    """Set up or change an agency; its successor inherits the dossiers of those it replaces."""
    return published(*publish_agency(call.world, agency, call.body, call.caller))


@agencies.endpoint(
    "GET",
    "/v1/agencies/{agency}/versions",
    scope="catalogue:read",
    answers={200: Listed[Agency]},
    problems=("agency_not_found",),
)
def list_agency_versions(call: Call[None, None], agency: str) -> Answer:
    """List all versions of an agency, the latest first."""
    found = reach_agency(call.world, call.caller, agency)
    return Answer(Listed[Agency](items=tuple(call.world.catalogue.fresh().versions(found))))


def reached(world: World, caller: Caller, agency_code: str | None) -> list[str]:
    """The named agency and those under it, or all of the token's. Raises NotFound."""
    if agency_code is None:
        return world.catalogue.agencies_covered(caller.agencies)
    agency = reach_agency(world, caller, agency_code)
    return world.catalogue.agencies_covered(frozenset({agency.code}))
