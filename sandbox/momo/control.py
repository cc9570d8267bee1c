"""The control interface for MoMo's orders: what a demo or a test does in the payer's place."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.clock import from_ms, in_ms
from sandbox.commons import Commons
from sandbox.control import amount_wished, delivery_view, times_wished, unknown, wishes_of
from sandbox.momo.answers import pay_url
from sandbox.momo.cashier import AlreadyDecided, Cashier, Decision
from sandbox.momo.codes import FAILURES, Code, message
from sandbox.momo.orders import Order, Orders
from sandbox.momo.results import notification, parcel, result_fields, return_url
from sandbox.momo.signing import RESULT
from sandbox.telling import Telling

LISTED = 500
NUMBERS = frozenset({"amount", "transId", "resultCode", "responseTime"})


class Control:
    def __init__(self, commons: Commons, orders: Orders, cashier: Cashier) -> None:
        self._commons = commons
        self._orders = orders
        self._cashier = cashier

    @property
    def routes(self) -> list[Route]:
        order = "/control/momo/orders/{order_id}"
        return [
            Route("/control/momo/orders", self.list_orders),
            Route(order, self.show),
            Route(f"{order}/notification", self.preview),
            Route(f"{order}/forge", self.forge, methods=["POST"]),
            *(
                Route(f"{order}/{verb}", partial(self.decide, verb), methods=["POST"])
                for verb in ("approve", "refuse", "lapse")
            ),
        ]

    async def list_orders(self, request: Request) -> Response:
        self._cashier.lapse_overdue()
        return JSONResponse({"orders": [self._view(each) for each in self._orders.latest(LISTED)]})

    async def show(self, request: Request) -> Response:
        self._cashier.lapse_overdue()
        order = self._orders.find(request.path_params["order_id"])
        return unknown(request) if order is None else JSONResponse(self._view(order))

    async def preview(self, request: Request) -> Response:
        """A signed notification as MoMo would send it; nothing is sent and nothing changes.

        Any signed field can be given in the query: `resultCode=0` for an order still waiting, or a wrong
        `amount` under a right signature.
        """
        order = self._orders.find(request.path_params["order_id"])
        if order is None:
            return unknown(request)
        chosen = {name: value for name, value in request.query_params.items() if name in RESULT}
        try:
            numbers = {name: int(value) for name, value in chosen.items() if name in NUMBERS}
            fields = self._imagined(order, numbers.get("resultCode", order.result_code))
            body = notification({**fields, **chosen, **numbers})
        except (ValueError, KeyError) as fault:
            return JSONResponse({"error": f"cannot be made: {fault}"}, status_code=400)
        text = json.dumps(body, ensure_ascii=False)
        return Response(text, media_type="application/json")

    async def forge(self, request: Request) -> Response:
        """Notifies a success that never was, `{"times": n}`, under a wrong signature; decides nothing."""
        order = self._orders.find(request.path_params["order_id"])
        if order is None:
            return unknown(request)
        wishes = await wishes_of(request)
        forged = Telling("paid", forged=True)
        parcels = [parcel(order, forged) for _ in range(times_wished(wishes))]
        await self._commons.courier.deliver(self._commons.deliveries.add(parcels))
        return JSONResponse(self._view(order))

    async def decide(self, verb: str, request: Request) -> Response:
        """`{"wait": false}` answers at once; otherwise the first attempt at each notification is awaited."""
        wishes = await wishes_of(request)
        try:
            decision = self._decide(verb, request.path_params["order_id"], wishes)
        except LookupError:
            return unknown(request)
        except ValueError as fault:
            return JSONResponse({"error": str(fault)}, status_code=400)
        except AlreadyDecided as fault:
            view = self._view(fault.order)
            return JSONResponse({"error": str(fault), "order": view}, status_code=409)
        if wishes.get("wait", True):
            await self._commons.courier.deliver(decision.deliveries)
        order = self._orders.find(decision.order.order_id) or decision.order
        return JSONResponse(self._view(order))

    def _decide(self, verb: str, order_id: str, wishes: Mapping[str, object]) -> Decision:
        if verb == "approve":
            pay_type = str(wishes.get("payType", "qr"))
            return self._cashier.approve(order_id, pay_type, amount_wished(wishes))
        if verb == "refuse":
            return self._cashier.refuse(order_id, _failure(wishes.get("resultCode")))
        return self._cashier.lapse(order_id)

    def _imagined(self, order: Order, code: int) -> dict[str, object]:
        """The result fields of the order, were it decided so; its own when it is decided so."""
        message(code, order.lang)
        if order.result_code != code or order.is_waiting:
            pay_type = "qr" if code in (Code.SUCCESS, Code.AUTHORISED) else ""
            now = in_ms(self._commons.now())
            order = replace(order, result_code=code, pay_type=pay_type, decided_at=now)
        return result_fields(order)

    def _view(self, order: Order) -> dict[str, object]:
        sent = self._commons.deliveries.of_order("momo", order.order_id)
        return {
            "orderId": order.order_id,
            "partnerCode": order.partner_code,
            "requestId": order.request_id,
            "requestType": order.request_type,
            "amount": order.amount,
            "received": order.received,
            "orderInfo": order.order_info,
            "resultCode": order.result_code,
            "message": message(order.result_code, order.lang),
            "transId": order.trans_id,
            "payType": order.pay_type,
            "createdAt": from_ms(order.created_at).isoformat(),
            "expiresAt": from_ms(order.expires_at).isoformat(),
            "decidedAt": from_ms(order.decided_at).isoformat() if order.decided_at else None,
            "payUrl": pay_url(self._commons.base_url, order),
            "returnUrl": None if order.is_waiting else return_url(order),
            "ipnUrl": order.ipn_url,
            "notifications": [delivery_view(each) for each in sent],
        }


def _failure(wanted: object) -> Code:
    if wanted is None:
        return Code.DENIED_BY_USER
    if not isinstance(wanted, int) or wanted not in FAILURES:
        raise ValueError(
            f"resultCode is one of {', '.join(str(int(each)) for each in sorted(FAILURES))}"
        )
    return Code(wanted)
