"""What is owed: which effects wait, since when, tried how often, and what stopped them."""

from collections.abc import Callable
from datetime import datetime, timedelta

from chalicelib.domain.owed import Debt, Owed
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.entrypoints.http.ops_out import MANY_ATTEMPTS, STUCK_AFTER
from chalicelib.entrypoints.http.resource import Resource

owed = Resource(__name__)

LONGEST_WAIT = timedelta(hours=1)
"""A failed attempt is put off by no more than this: what failed is due within it."""


class OwedQuery(PageQuery):
    """Only what is stuck, or only what is not; both unless asked."""

    stuck: bool | None = None


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
    problems=("cursor_invalid",),
)
def list_owed(call: Call[None, OwedQuery]) -> Answer:
    """List what is due now or failed before, the oldest first.

    What is tried and put off between two pages may stand on both.
    """
    now = call.world.clock.now()
    keep = _wanted(call, now)
    page = paged(
        call,
        lambda limit, cursor: call.world.debts.owed(
            now + LONGEST_WAIT, limit=limit, cursor=cursor, keep=keep
        ),
    )
    items = tuple(_owed_out(debt, stuck=_stuck(debt, now)) for debt in page.items)
    return Answer(Listed[OwedOut](items=items, next_cursor=page.next_cursor))


def _wanted(call: Call[None, OwedQuery], now: datetime) -> Callable[[Owed], bool]:
    agencies: set[str | None] = {*call.world.catalogue.agencies_covered(call.caller.agencies)}
    agencies |= {None} if "*" in call.caller.agencies else set()

    def keep(debt: Owed) -> bool:
        return (
            debt.agency_code in agencies
            and (debt.due_at <= now or bool(debt.last_error))
            and call.query.stuck in (None, _stuck(debt, now))
        )

    return keep


def _stuck(debt: Owed, now: datetime) -> bool:
    late = now - debt.due_at > STUCK_AFTER
    return late or bool(debt.last_error and debt.attempts >= MANY_ATTEMPTS)


def _owed_out(debt: Owed, *, stuck: bool) -> OwedOut:
    return OwedOut(
        debt=debt.debt,
        dossier_code=debt.dossier_code,
        agency_code=debt.agency_code,
        item=f"{debt.ref.table}/{debt.ref.pk}/{debt.ref.sk}",
        due_at=debt.due_at,
        attempts=debt.attempts,
        last_error=debt.last_error,
        stuck=stuck,
    )
