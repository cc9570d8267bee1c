"""The payment page: a person sees what is to be paid and pays, refuses, cancels or lets it lapse."""

from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.clock import from_ms
from sandbox.html import page
from sandbox.journal import Journal
from sandbox.script import Script
from sandbox.telling import TRUTH, Telling
from sandbox.vnpay.cashier import AlreadyDecided, Cashier, Decision
from sandbox.vnpay.codes import RESPONSES, SUCCESS
from sandbox.vnpay.gateway import Gateway
from sandbox.vnpay.moments import GMT_7
from sandbox.vnpay.orders import Order, Orders
from sandbox.vnpay.requests import Refusal
from sandbox.vnpay.results import return_url

PATH = "/vnpay/paymentv2/vpcpay.html"
NOT_ENOUGH_MONEY = "51"


class PaymentPage:
    def __init__(
        self, gateway: Gateway, orders: Orders, cashier: Cashier, script: Script, journal: Journal
    ) -> None:
        self._gateway = gateway
        self._orders = orders
        self._cashier = cashier
        self._script = script
        self._journal = journal
        self._decisions: Mapping[str, Callable[[str], Decision]] = {
            "approve": lambda number: cashier.approve(number, SUCCESS, SUCCESS),
            "refuse": lambda number: cashier.refuse(number, NOT_ENOUGH_MONEY),
            "cancel": cashier.refuse,
            "lapse": cashier.lapse,
        }

    @property
    def routes(self) -> list[Route]:
        return [
            Route(PATH, self.visit),
            Route("/vnpay/pay/{order_id}", self.decide, methods=["POST"]),
        ]

    async def visit(self, request: Request) -> Response:
        """Where a merchant sends the payer: the one place where VNPAY hears of an order."""
        number = request.query_params.get("vnp_TxnRef", "")[:100]
        about = request.query_params.get("vnp_OrderInfo", "")

        async def work(telling: Telling) -> Response:
            return self._opened(request.url.query, number)

        step = self._script.take("pay", number, about)
        if step is None:
            return await work(TRUTH)
        self._journal.note("vnpay", "script", f"pay: {step.do}", order_id=number)
        return await self._script.behaviours[step.do].perform(work, step.arguments)

    async def decide(self, request: Request) -> Response:
        """Goes back to the merchant at once: the notification is sent meanwhile, in no promised order."""
        form = await request.form()
        decide = self._decisions.get(str(form.get("decision")))
        if decide is None:
            return _message("Lựa chọn không hợp lệ.", 400)
        try:
            order = decide(request.path_params["order_id"]).order
        except LookupError:
            return _message("Không tìm thấy đơn hàng.", 404)
        except AlreadyDecided as fault:
            return HTMLResponse(_decided(fault.order), status_code=409)
        return RedirectResponse(return_url(order), status_code=303)

    def _opened(self, query: str, number: str) -> Response:
        try:
            order = self._gateway.visit(query)
        except Refusal as fault:
            self._journal.note("vnpay", "pay", f"refused: {fault}", order_id=number, query=query)
            return _message(f"VNPAY từ chối yêu cầu thanh toán: {fault}.", 400)
        self._journal.note("vnpay", "pay", "page opened", order_id=number, query=query)
        return HTMLResponse(_waiting(order) if order.is_waiting else _decided(order))


def _waiting(order: Order) -> str:
    expires = from_ms(order.expires_at).astimezone(GMT_7)
    return page("vnpay-pay.html", **_shown(order), expires=f"{expires:%H:%M:%S %d/%m/%Y}")


def _decided(order: Order) -> str:
    text = RESPONSES[order.response_code]
    return page("vnpay-done.html", **_shown(order), text=text, link=return_url(order))


def _shown(order: Order) -> dict[str, str]:
    return {
        "amount": f"{order.amount // 100:,}".replace(",", "."),
        "order_info": order.order_info,
        "merchant": order.tmn_code,
        "order_id": order.txn_ref,
    }


def _message(text: str, status: int) -> Response:
    return HTMLResponse(page("message.html", text=text), status_code=status)
