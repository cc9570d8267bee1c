"""The payment page: a person sees what is to be paid and approves, refuses or lets it lapse."""

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sandbox.clock import from_ms
from sandbox.html import page
from sandbox.journal import Journal
from sandbox.momo.cashier import AlreadyDecided, Cashier, Decision
from sandbox.momo.codes import message
from sandbox.momo.orders import Order, Orders
from sandbox.momo.results import return_url

PAID_ON_PAGE = "webApp"
LOCAL_TIME = ZoneInfo("Asia/Ho_Chi_Minh")


class PaymentPage:
    def __init__(self, orders: Orders, cashier: Cashier, journal: Journal) -> None:
        self._orders = orders
        self._cashier = cashier
        self._journal = journal
        self._decisions: Mapping[str, Callable[[str], Decision]] = {
            "approve": lambda order_id: cashier.approve(order_id, PAID_ON_PAGE),
            "refuse": cashier.refuse,
            "lapse": cashier.lapse,
        }

    @property
    def routes(self) -> list[Route]:
        return [
            Route("/momo/pay/{order_id}", self.show),
            Route("/momo/pay/{order_id}", self.decide, methods=["POST"]),
        ]

    async def show(self, request: Request) -> Response:
        self._cashier.lapse_overdue()
        order = self._orders.find(request.path_params["order_id"])
        if order is None:
            return _unknown()
        self._journal.note("momo", "page", "opened", order_id=order.order_id)
        return HTMLResponse(_waiting(order) if order.is_waiting else _decided(order))

    async def decide(self, request: Request) -> Response:
        """Goes back to the merchant at once: the notification is sent meanwhile, in no promised order."""
        form = await request.form()
        decide = self._decisions.get(str(form.get("decision")))
        if decide is None:
            return HTMLResponse(
                page("message.html", text="Lựa chọn không hợp lệ."), status_code=400
            )
        try:
            order = decide(request.path_params["order_id"]).order
        except LookupError:
            return _unknown()
        except AlreadyDecided as fault:
            return HTMLResponse(_decided(fault.order), status_code=409)
        return RedirectResponse(return_url(order), status_code=303)


def _waiting(order: Order) -> str:
    expires = from_ms(order.expires_at).astimezone(LOCAL_TIME)
    return page("momo-pay.html", **_shown(order), expires=f"{expires:%H:%M:%S %d/%m/%Y}")


def _decided(order: Order) -> str:
    text = message(order.result_code, "vi")
    return page("momo-done.html", **_shown(order), text=text, link=return_url(order))


def _shown(order: Order) -> dict[str, str]:
    return {
        "amount": f"{order.amount:,}".replace(",", "."),
        "order_info": order.order_info,
        "merchant": order.merchant_name,
        "order_id": order.order_id,
    }


def _unknown() -> Response:
    return HTMLResponse(page("message.html", text="Không tìm thấy đơn hàng."), status_code=404)
