"""What the control interfaces of all providers share: wishes in, deliveries out."""

import json
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.clock import from_ms
from sandbox.deliveries import Delivery


async def wishes_of(request: Request) -> Mapping[str, object]:
    """The body as an object; nothing is wished by any other body."""
    body = await request.body()
    try:
        read = json.loads(body) if body else {}
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def amount_wished(wishes: Mapping[str, object]) -> int | None:
    """`{"amount": đồng}`: what is paid, if not what was asked. ValueError for nonsense."""
    amount = wishes.get("amount")
    if amount is not None and (type(amount) is not int or amount <= 0):
        raise ValueError("amount is a whole number of đồng")
    return amount


def times_wished(wishes: Mapping[str, object]) -> int:
    """`{"times": n}`: how often, once unless it is a number up to 1000."""
    times = wishes.get("times")
    return times if isinstance(times, int) and 0 < times <= 1000 else 1


def delivery_view(delivery: Delivery) -> dict[str, object]:
    due_at = from_ms(delivery.due_at).isoformat() if delivery.state == "waiting" else None
    return {
        "id": delivery.id,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "status": delivery.status,
        "answer": delivery.answer,
        "nextAt": due_at,
    }


def unknown(request: Request) -> Response:
    return JSONResponse({"error": f"no order {request.path_params['order_id']}"}, status_code=404)
