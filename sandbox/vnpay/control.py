"""The control interface for VNPAY's orders: what a demo or a test does in the payer's place.

The number of an order is its vnp_TxnRef; amounts here are đồng, as everywhere in control interfaces.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.clock import from_ms, in_ms
from sandbox.commons import Commons
from sandbox.control import amount_wished, delivery_view, times_wished, unknown, wishes_of
from sandbox.telling import Telling
from sandbox.vnpay.cashier import AlreadyDecided, Cashier, Decision
from sandbox.vnpay.codes import CANCELLED, FAILED_STATUS, SUCCESS
from sandbox.vnpay.orders import Order, Orders
from sandbox.vnpay.results import joined, parcels, result_fields, return_url, sealed

LISTED = 500


class Control:
    def __init__(self, commons: Commons, orders: Orders, cashier: Cashier) -> None:
        self._commons = commons
        self._orders = orders
        self._cashier = cashier

    @property
    def routes(self) -> list[Route]:
        order = "/control/vnpay/orders/{order_id}"
        return [
            Route("/control/vnpay/ipn", self.show_ipn),
            Route("/control/vnpay/ipn", self.register_ipn, methods=["PUT"]),
            Route("/control/vnpay/orders", self.list_orders),
            Route(order, self.show),
            Route(f"{order}/notification", self.preview),
            Route(f"{order}/forge", self.forge, methods=["POST"]),
            *(
                Route(f"{order}/{verb}", partial(self.decide, verb), methods=["POST"])
                for verb in ("approve", "refuse", "lapse")
            ),
        ]

    async def show_ipn(self, request: Request) -> Response:
        return JSONResponse({"url": self._orders.ipn_url()})

    async def register_ipn(self, request: Request) -> Response:
        """`{"url": …}`: where notifications go, as merchants register it with VNPAY; `""` is nowhere."""
        url = (await wishes_of(request)).get("url")
        if not isinstance(url, str) or (url and not re.fullmatch(r"https?://\S{1,2000}", url)):
            return JSONResponse({"error": "url is an http(s) address, or empty"}, status_code=400)
        self._orders.register_ipn(url)
        self._commons.journal.note("vnpay", "ipn", f"registered {url or 'nothing'}")
        return JSONResponse({"url": url})

    async def list_orders(self, request: Request) -> Response:
        self._cashier.lapse_overdue()
        return JSONResponse({"orders": [self._view(each) for each in self._orders.latest(LISTED)]})

    async def show(self, request: Request) -> Response:
        self._cashier.lapse_overdue()
        order = self._orders.find(request.path_params["order_id"])
        return unknown(request) if order is None else JSONResponse(self._view(order))

    async def preview(self, request: Request) -> Response:
        """A signed notification as VNPAY would send it: its parameters and, once one is registered, the
        whole address. Nothing is sent and nothing changes; any parameter can be given in the query."""
        order = self._orders.find(request.path_params["order_id"])
        if order is None:
            return unknown(request)
        if order.is_waiting:
            now = in_ms(self._commons.now())
            order = replace(order, response_code=SUCCESS, status=SUCCESS, decided_at=now)
        fields = result_fields(order)
        chosen = {name: text for name, text in request.query_params.items() if name in fields}
        try:
            said = sealed({**fields, **chosen})
        except KeyError:
            return JSONResponse({"error": "vnp_TmnCode is not known"}, status_code=400)
        ipn_url = self._orders.ipn_url()
        return JSONResponse({"fields": said, "url": joined(ipn_url, said) if ipn_url else None})

    async def forge(self, request: Request) -> Response:
        """Notifies a success that never was, `{"times": n}`, under a wrong signature; decides nothing."""
        order = self._orders.find(request.path_params["order_id"])
        if order is None:
            return unknown(request)
        wishes = await wishes_of(request)
        forged = [Telling("paid", forged=True)] * times_wished(wishes)
        sent = self._commons.deliveries.add(parcels(order, forged, self._orders.ipn_url()))
        await self._commons.courier.deliver(sent)
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
        return JSONResponse(self._view(decision.order))

    def _decide(self, verb: str, order_id: str, wishes: Mapping[str, object]) -> Decision:
        if verb == "approve":
            amount = amount_wished(wishes)
            received = amount * 100 if amount else None
            return self._cashier.approve(order_id, *_codes(wishes, SUCCESS, SUCCESS), received)
        if verb == "refuse":
            return self._cashier.refuse(order_id, *_codes(wishes, CANCELLED, FAILED_STATUS))
        return self._cashier.lapse(order_id)

    def _view(self, order: Order) -> dict[str, object]:
        sent = self._commons.deliveries.of_order("vnpay", order.txn_ref)
        return {
            "orderId": order.txn_ref,
            "tmnCode": order.tmn_code,
            "amount": order.amount // 100,
            "received": order.received // 100 if order.is_paid else 0,
            "orderInfo": order.order_info,
            "bankCode": order.bank_code,
            "responseCode": order.response_code,
            "transactionStatus": order.status,
            "transactionNo": order.transaction_no,
            "createDate": order.create_date,
            "expiresAt": from_ms(order.expires_at).isoformat(),
            "decidedAt": from_ms(order.decided_at).isoformat() if order.decided_at else None,
            "returnUrl": None if order.is_waiting else return_url(order),
            "ipnUrl": self._orders.ipn_url(),
            "notifications": [delivery_view(each) for each in sent],
        }


def _codes(wishes: Mapping[str, object], response_code: str, status: str) -> tuple[str, str]:
    return (
        str(wishes.get("responseCode", response_code)),
        str(wishes.get("transactionStatus", status)),
    )
