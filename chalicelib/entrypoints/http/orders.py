"""Orders: opened to pay a bill, read, and drawn as a QR."""

from typing import Annotated

from pydantic import BaseModel, Field

from chalicelib.domain.errors import Conflict
from chalicelib.domain.order import Order
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.links import order_url
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.order_out import (
    OrderOut,
    TransactionOut,
    order_out,
    transaction_out,
)
from chalicelib.entrypoints.http.qr import qr_svg
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.view_token import viewed_order
from chalicelib.usecases.cancel_order import cancel_order
from chalicelib.usecases.open_order import OrderRequest, open_order
from chalicelib.usecases.reach import reach_dossier, reach_order

orders = Resource(__name__)

ASK_AGAIN_SECONDS = 5


class ViewQuery(BaseModel):
    """The token of an order's own links."""

    t: Annotated[str, Field(max_length=200)] = ""


class Cancellation(Value):
    """The attempt is given up; nothing needs to be said."""


@orders.endpoint(
    "POST",
    "/v1/dossiers/{code}/orders",
    scope="payments:write",
    body=OrderRequest,
    answers={200: OrderOut, 201: OrderOut, 202: OrderOut},
    problems=(
        "dossier_not_found",
        "no_open_bill",
        "bill_already_paid",
        "bill_not_open_yet",
        "bill_closed",
        "payment_unknown",
        "idempotency_key_reused",
        "method_not_offered",
        "no_merchant",
        "bill_unknown",
        "amount_not_owed",
        "amount_out_of_limits",
        "payer_email_required",
        "return_url_not_registered",
        "provider_declined",
    ),
    key=Key.REQUIRED,
    headers=("Location", "Retry-After"),
)
def pay(call: Call[OrderRequest, None], code: str) -> Answer:
    """Open an order: 201 new, 200 one that there is, 202 while its answer is unknown.

    200 is the one that is still payable or, for a key that was used before, the one that it made,
    as it is now: it may be paid, expired, or `refused` after a 503 `provider_declined`. Only a new
    key asks the provider again then.
    """
    order, fresh, replayed = open_order(call.world, code, call.body, call.caller, call.once)
    unknown = order.payable and order.checkout is None
    headers = {
        "Location": order_url(call.world, order.order_id),
        **(REPLAYED if replayed else {}),
        **_retry_after(order),
    }
    status = 202 if unknown else 201 if fresh else 200
    return Answer(order_out(call.world, order), status=status, headers=headers)


@orders.endpoint(
    "GET",
    "/v1/dossiers/{code}/orders",
    scope="payments:read",
    query=PageQuery,
    answers={200: Listed[OrderOut]},
    problems=("dossier_not_found", "cursor_invalid"),
)
def list_orders(call: Call[None, PageQuery], code: str) -> Answer:
    """List the attempts to pay a dossier's bills, oldest first.

    An attempt of the last moments may be missing; its own address shows it at once.
    """
    reach_dossier(call.world, call.caller, code)
    page = paged(
        call,
        lambda limit, cursor: call.world.orders.of_dossier(code, limit=limit, cursor=cursor),
    )
    items = tuple(order_out(call.world, order) for order in page.items)
    return Answer(Listed[OrderOut](items=items, next_cursor=page.next_cursor))


@orders.endpoint(
    "GET",
    "/v1/orders/{order_id}",
    scope="payments:read",
    answers={200: OrderOut},
    problems=("order_not_found",),
    versioned=True,
    headers=("Retry-After",),
)
def read_order(call: Call[None, None], order_id: str) -> Answer:
    """Read an order."""
    order = reach_order(call.world, call.caller, order_id)
    return Answer(order_out(call.world, order), headers=_retry_after(order))


@orders.endpoint(
    "POST",
    "/v1/orders/{order_id}/cancellation",
    scope="payments:write",
    body=Cancellation,
    answers={200: OrderOut},
    problems=("order_not_found", "order_already_paid", "payment_unknown"),
)
def cancel(call: Call[Cancellation, None], order_id: str) -> Answer:
    """Cancel an order, after asking its provider whether it was paid.

    One that ended unpaid before is answered as it is, so that this may be repeated.
    """
    order = cancel_order(call.world, order_id, call.caller)
    return Answer(order_out(call.world, order))


@orders.endpoint(
    "GET",
    "/v1/orders/{order_id}/transactions",
    scope="payments:read",
    answers={200: Listed[TransactionOut]},
    problems=("order_not_found",),
)
def list_transactions(call: Call[None, None], order_id: str) -> Answer:
    """List the money facts of an order, oldest first."""
    reach_order(call.world, call.caller, order_id)
    facts = call.world.orders.transactions(order_id)
    return Answer(Listed[TransactionOut](items=tuple(transaction_out(fact) for fact in facts)))


@orders.endpoint(
    "GET",
    "/v1/orders/{order_id}/qr",
    scope=None,
    query=ViewQuery,
    answers={200: None},
    problems=("order_not_found", "order_not_payable"),
    media_type="image/svg+xml",
)
def draw_qr(call: Call[None, ViewQuery], order_id: str) -> Answer:
    """Draw an order's QR, for whoever has its link."""
    order = viewed_order(call.world, order_id, call.query.t)
    svg = qr_svg(order)
    if svg is None:
        raise Conflict("order_not_payable", order_id=order_id, state=order.state.value)
    return Answer(svg, media_type="image/svg+xml", headers={"Cache-Control": "no-store"})


def _retry_after(order: Order) -> dict[str, str]:
    return {"Retry-After": str(ASK_AGAIN_SECONDS)} if order.payable else {}
