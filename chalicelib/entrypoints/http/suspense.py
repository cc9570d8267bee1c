"""Money without a home."""

from datetime import date

from chalicelib.domain.money import Dong, Posting
from chalicelib.domain.statement import Verification
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.list_suspense import list_suspense, who_sees

suspense = Resource(__name__)


class SuspenseQuery(PageQuery):
    """`day` is a day in Vietnam; the last sixty unless it is named. `matched` shows what has left."""

    day: date | None = None
    matched: bool = False


class SuspenseOut(Value):
    """What a provider stated about money, and why it is held.

    `order_id` is the number that the provider gave; `matched_at` says when its order had
    appeared and the money was booked there. `next_try_at` is null when only people can help.
    """

    reason: str
    provider: str
    merchant: str
    order_id: str
    amount: Dong
    currency: str = "VND"
    provider_transaction_id: str | None
    provider_code: str
    verified_by: Verification
    occurred_at: Moment | None
    received_at: Moment
    matched_at: Moment | None
    next_try_at: Moment | None
    postings: tuple[Posting, ...]


@suspense.endpoint(
    "GET",
    "/v1/suspense",
    scope="payments:read",
    query=SuspenseQuery,
    answers={200: Listed[SuspenseOut]},
    problems=("cursor_invalid",),
)
def read_suspense(call: Call[None, SuspenseQuery]) -> Answer:
    """List money without a home, of the accounts that the token's agencies hold."""
    visible = who_sees(call.world, call.caller)
    page = paged(
        call,
        lambda limit, cursor: list_suspense(
            call.world,
            call.query.day,
            limit=limit,
            cursor=cursor,
            keep=lambda held: bool(held.matched_at) is call.query.matched and visible(held),
        ),
    )
    items = tuple(_suspense_out(held) for held in page.items)
    return Answer(Listed[SuspenseOut](items=items, next_cursor=page.next_cursor))


def _suspense_out(held: Suspense) -> SuspenseOut:
    stated = held.statement
    return SuspenseOut(
        reason=held.reason,
        provider=stated.provider,
        merchant=stated.merchant_id,
        order_id=stated.order_id,
        amount=stated.amount,
        provider_transaction_id=stated.provider_transaction_id,
        provider_code=stated.code,
        verified_by=stated.verified_by,
        occurred_at=stated.occurred_at,
        received_at=held.received_at,
        matched_at=held.matched_at,
        next_try_at=held.due_at,
        postings=held.postings + held.released,
    )
