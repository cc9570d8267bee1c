"""How a payer pays: in the wallet at the provider, or at the counter."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from local.errors import LocalTrouble
from local.lives.api import PATIENCE_SECONDS, REST_SECONDS, Api, Refused
from local.lives.life import Life, look

WALLET = {"method": "momo_wallet"}


def pay_wallet(api: Api, life: Life) -> None:
    """In the wallet, whose word comes back by itself."""
    order = payable(api, life)
    life.decided("paid")
    approve(api, life, order)


def cancel_then_pay(api: Api, life: Life) -> None:
    """By a second order; the first is taken back."""
    order = payable(api, life)
    path = f"/v1/orders/{order['order_id']}/cancellation"
    _patiently(partial(api.call, "portal", "POST", path, {}, life.key("x")))
    again = payable(api, life, "again")
    life.decided("paid")
    approve(api, life, again)


def order_then_counter(api: Api, life: Life) -> None:
    """An order that nobody pays, and cash."""
    payable(api, life)
    pay_counter(api, life)


def pay_counter(api: Api, life: Life) -> None:
    """The open bill in cash; an obligation often in two parts."""
    look(api, life)
    [bill] = [bill for bill in life.seen["bills"] if bill["state"] == "open"]
    whole = int(bill["remaining"])
    in_parts = life.standing.assessed and life.random.random() < 0.5
    parts = [whole // 4, whole - whole // 4] if in_parts else [whole]
    life.decided("paid")
    for number, part in enumerate(parts):
        paid = {"bill_id": bill["bill_id"], "method": "cash", "amount": part}
        path, key = f"/v1/dossiers/{life.code}/counter-payments", life.key(f"p{number}")
        _patiently(partial(api.call, "officer", "POST", path, paid, key))
        life.paid += part


def payable(api: Api, life: Life, name: str = "") -> Any:
    """An order with a way to pay it; while the provider's word is awaited, it is asked for again."""
    path, deadline, attempt = f"/v1/dossiers/{life.code}/orders", _deadline(), 0
    while time.monotonic() < deadline:
        attempt += 1
        key = life.key(f"o{name}{attempt}")
        order = _patiently(partial(api.call, "portal", "POST", path, WALLET, key))
        if order["checkout"] and order["checkout"]["pay_url"]:
            return order
        time.sleep(4 * REST_SECONDS)
    raise LocalTrouble(f"no payable order for {life.code}")


def _patiently(ask: Callable[[], Any]) -> Any:
    """While the provider cannot say what became of an attempt, no second one is made."""
    deadline = _deadline()
    while True:
        try:
            return ask()
        except Refused as refusal:
            if refusal.code != "payment_unknown" or time.monotonic() > deadline:
                raise
        time.sleep(4 * REST_SECONDS)


def approve(api: Api, life: Life, order: Any) -> None:
    """The payer pays in the wallet; one decision per order, so a repetition is told so."""
    life.orders.append(order["order_id"])
    try:
        api.sandbox("POST", f"orders/{order['order_id']}/approve", {"wait": False})
    except Refused as refusal:
        if not refusal.repeated:
            raise
    life.paid += int(api.sandbox("GET", f"orders/{order['order_id']}")["received"])


def _deadline() -> float:
    return time.monotonic() + PATIENCE_SECONDS
