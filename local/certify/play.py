"""One scenario's hands: a dossier, its orders, and the payer and provider who act on them."""

from dataclasses import dataclass, field
from typing import Any

from local.certify.stage import Stage, Unexpected, until
from local.demo import FILING

METHODS = {
    "momo": ("momo_wallet", "momo_atm"),
    "vnpay": ("vnpay_qr", "vnpay_domestic"),
}
PATIENCE_SECONDS = 400.0
"""A second question is due three minutes after opening, and is asked at the next full minute or two."""


class Skipped(Exception):  # noqa: N818 -- what becomes of the scenario
    """This stage does not offer what the scenario needs."""


@dataclass
class Play:
    """Filled as the scenario goes on: the dossier's code and its orders, oldest first."""

    stage: Stage
    provider: str
    code: str = ""
    orders: list[str] = field(default_factory=list)

    def file(self) -> None:
        """File a dossier that owes a fee."""
        self.code = str(self.stage.call("POST", "/v1/dossiers", FILING)["code"])

    def open(self, method: str = "") -> Any:
        """Open an order by this method (else the provider's first), payable yet or not."""
        body = {
            "method": method or METHODS[self.provider][0],
            "payer_ip": "203.0.113.7",
            "payer_email": "payer@example.vn",
        }
        order = self.stage.call("POST", f"/v1/dossiers/{self.code}/orders", body)
        if order["order_id"] not in self.orders:
            self.orders.append(order["order_id"])
        return order

    def payable(self, method: str = "") -> str:
        """An order that can be paid, its payment page opened; as often as it takes."""

        def found() -> Any:
            order = self.open(method)
            return order if order["checkout"] and order["checkout"]["pay_url"] else None

        order = until(found, "an order that can be paid", PATIENCE_SECONDS, pause=10)
        page = self.stage.browse(order["checkout"]["pay_url"])
        if page.status_code != 200:
            raise Unexpected(f"the payment page answered {page.status_code}: {page.text[-300:]}")
        return str(order["order_id"])

    def script(self, do: str, on: str, order_id: str = "", **arguments: float) -> None:
        """What the sandbox does at the next event of this kind of the order (else: the dossier)."""
        target = {"order_id": order_id} if order_id else {"about": self.code}
        step = {"do": do, "on": on, **target, **arguments}
        self.stage.control("POST", f"{self.provider}/script", [step])

    def approve(self, order_id: str, **wishes: object) -> None:
        """The payer pays."""
        self.decide("approve", order_id, **wishes)

    def decide(self, verb: str, order_id: str, **wishes: object) -> Any:
        """approve, refuse, lapse or forge, without waiting for what is notified."""
        path = f"{self.provider}/orders/{order_id}/{verb}"
        return self.stage.control("POST", path, {"wait": False, **wishes})

    def at_provider(self, order_id: str) -> Any:
        """The order in the provider's books."""
        return self.stage.control("GET", f"{self.provider}/orders/{order_id}")

    def found_at_provider(self) -> str:
        """The number of the dossier's order, as soon as the provider has it."""

        def found() -> str | None:
            orders = self.stage.control("GET", f"{self.provider}/orders")["orders"]
            return next((o["orderId"] for o in orders if self.code in o["orderInfo"]), None)

        return until(found, "an order at the provider", 60, pause=0.5)

    def order(self, order_id: str) -> Any:
        """The order in our books."""
        return self.stage.call("GET", f"/v1/orders/{order_id}")

    def until_state(self, order_id: str, *states: str) -> None:
        """Wait until our books have the order in one of these states."""

        def found() -> str | None:
            state = str(self.order(order_id)["state"])
            return state if state in states else None

        until(found, f"order {order_id} is {' or '.join(states)}", PATIENCE_SECONDS)

    def transactions(self, order_id: str) -> Any:
        """The order's money facts."""
        return self.stage.call("GET", f"/v1/orders/{order_id}/transactions")["items"]

    def dossier(self) -> Any:
        """The dossier as it stands."""
        return self.stage.call("GET", f"/v1/dossiers/{self.code}")

    def come_back(self, order_id: str) -> None:
        """The payer's browser follows the provider's way back to us."""
        answer = self.stage.browse(self.at_provider(order_id)["returnUrl"])
        if answer.status_code != 302:
            raise Unexpected(f"the return answered {answer.status_code}")
