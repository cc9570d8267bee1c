"""What is owed: which effects wait, since when, tried how often, and what stopped them."""

from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.domain.owed import Debt, Owed
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.entrypoints.http.ops_out import MANY_ATTEMPTS, STUCK_AFTER
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.ports.world import World

owed = Resource(__name__)

LONGEST_WAIT = timedelta(hours=1)
"""A failed attempt is put off by no more than this: what failed is due within it."""


class OwedQuery(BaseModel):
    """Only what is stuck, or only what is not; both unless asked."""

    stuck: bool | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class OwedOut(Value):
    """One debt: what, for which dossier, due when, tried how often.

    Money without a home has neither dossier nor agency, and is shown to those who see all.
    """

    debt: Debt
    dossier_code: str | None
    agency_code: str | None
    item: str
    due_at: Moment
    attempts: int
    last_error: str | None
    stuck: bool


@owed.endpoint(
    "GET",
    "/v1/ops/owed",
    scope="ops:read",
    query=OwedQuery,
    answers={200: Listed[OwedOut]},
)
def list_owed(call: Call[None, OwedQuery]) -> Answer:
    """List what is due now or failed before, the oldest first."""
    world, now = call.world, call.world.clock.now()
    agencies: set[str | None] = {*world.catalogue.agencies_covered(call.caller.agencies)}
    agencies |= {None} if "*" in call.caller.agencies else set()
    found = []
    for debt in world.debts.all(before=now + LONGEST_WAIT, limit=100):
        agency = _agency(world, debt)
        if agency not in agencies or (debt.due_at > now and not debt.last_error):
            continue
        late = now - debt.due_at > STUCK_AFTER
        stuck = late or bool(debt.last_error and debt.attempts >= MANY_ATTEMPTS)
        if call.query.stuck in (None, stuck):
            found.append(_owed_out(debt, agency, stuck=stuck))
    return Answer(Listed[OwedOut](items=tuple(found[: call.query.limit])))


def _agency(world: World, debt: Owed) -> str | None:
    """A bill knows its dossier only."""
    if debt.agency_code or debt.dossier_code is None:
        return debt.agency_code
    dossier = world.dossiers.get(debt.dossier_code)
    return dossier.agency_code if dossier else None


def _owed_out(debt: Owed, agency: str | None, *, stuck: bool) -> OwedOut:
    return OwedOut(
        debt=debt.debt,
        dossier_code=debt.dossier_code,
        agency_code=agency,
        item=f"{debt.ref.table}/{debt.ref.pk}/{debt.ref.sk}",
        due_at=debt.due_at,
        attempts=debt.attempts,
        last_error=debt.last_error,
        stuck=stuck,
    )
