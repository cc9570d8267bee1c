"""Broken: what broke alike, and how it is resumed together."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.broken_out import BrokenGroups, group_out
from chalicelib.entrypoints.http.broken_results import Results, result_out
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.ops import Resumption
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.usecases.broken_groups import broken_groups
from chalicelib.usecases.resume_group import resume_group

broken = Resource(__name__)


class BrokenQuery(BaseModel):
    """Only an agency and those under it; all of the token's unless it is named."""

    model_config = ConfigDict(frozen=True)

    agency: Code | None = None


class GroupResumption(Resumption):
    """Why, and how many at most. With `dry_run` nothing changes: the results say what would."""

    dry_run: bool = False
    limit: Annotated[int, Field(ge=1, le=100)] = 20


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


@broken.endpoint(
    "POST",
    "/v1/ops/broken/{fingerprint}/resumption",
    scope="ops:act",
    body=GroupResumption,
    answers={200: Results},
    problems=("broken_group_not_found", "idempotency_key_reused"),
    key=Key.ACCEPTED,
)
def resume_broken(call: Call[GroupResumption, None], fingerprint: str) -> Answer:
    """Resume those that broke alike, the longest broken first; or say what would happen.

    Each dossier is a change of its own and has a result of its own. A request that is repeated
    with its Idempotency-Key takes the same dossiers again, not the next ones.
    """
    asked = call.body
    results, replayed = resume_group(
        call.world,
        fingerprint,
        asked.reason,
        call.caller,
        limit=asked.limit,
        dry_run=asked.dry_run,
        once=call.known_once,
    )
    items = tuple(result_out(each, call.language) for each in results)
    body = Results(fingerprint=fingerprint, dry_run=asked.dry_run, items=items)
    return Answer(body, headers=REPLAYED if replayed else {})
