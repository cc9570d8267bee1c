"""Broken: what broke alike, and how it is resumed together."""

from pydantic import BaseModel, ConfigDict

from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.broken_out import BrokenGroups, group_out
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.usecases.broken_groups import broken_groups

broken = Resource(__name__)


class BrokenQuery(BaseModel):
    """Only an agency and those under it; all of the token's unless it is named."""

    model_config = ConfigDict(frozen=True)

    agency: Code | None = None


@broken.endpoint(
    "GET",
    "/v1/ops/broken",
    scope="ops:read",
    query=BrokenQuery,
    answers={200: BrokenGroups},
    problems=("agency_not_found",),
)
def list_broken(call: Call[None, BrokenQuery]) -> Answer:
    """List broken dossiers in groups: what broke them, since when, under which code."""
    agencies = frozenset(reached(call.world, call.caller, call.query.agency))
    groups, complete = broken_groups(call.world, agencies)
    running = call.world.code_version
    items = tuple(group_out(group, running, call.language) for group in groups)
    return Answer(BrokenGroups(items=items, complete=complete, code_version=running))
