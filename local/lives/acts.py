"""What citizens, officers and payers do to one dossier, over HTTP and in the provider's sandbox."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from local.errors import LocalTrouble
from local.lives.api import PATIENCE_SECONDS, REST_SECONDS, Api, Refused
from local.lives.life import Life

Act = Callable[[Api, Life], None]

WALLET = {"method": "momo_wallet"}

_PAPERS = {"attachments": [{"name": "bo-sung.pdf", "uri": "https://example.vn/bo-sung.pdf"}]}


def file(api: Api, life: Life) -> None:
    """The portal files it."""
    body = life.what.body(electronic=life.standing.electronic, reference=life.key())
    life.seen = api.call("portal", "POST", "/v1/dossiers", body, life.key())
    life.code = life.seen["code"]


def look(api: Api, life: Life) -> None:
    """Where it stands now."""
    life.seen = api.get("portal", f"/v1/dossiers/{life.code}")


def perform(api: Api, life: Life, act: str) -> None:
    """One act; where it leads is noted from the decision alone, before the next look."""
    if act in ACTS:
        ACTS[act](api, life)
    else:
        _decide(api, life, act)
    life.done.append(act)


def _decide(api: Api, life: Life, outcome: str) -> None:
    task = life.seen["waiting_for"]["task_id"]
    path = f"/v1/dossiers/{life.code}/tasks/{task}/decision"
    said = {"outcome": outcome, **_more(life, outcome)}
    life.decided(outcome)
    life.seen = api.call("officer", "POST", path, said, life.key())


def _more(life: Life, outcome: str) -> dict[str, Any]:
    if outcome in ("stopped", "rejected"):
        return {"ground": "not_eligible"}
    if outcome == "fee_assessed":
        number = f"TB-{life.number}-{len(life.done)}/2026"
        notice = {"number": number, "issued_on": _today(), "issuer": "Thuế cơ sở 1"}
        tax = {"line_id": "registration-tax", "payable": 2_000_000, "exempted": 500_000}
        return {"notice": notice, "lines": [tax]}
    return {}


def _today() -> str:
    """The day in Vietnam, at which a dossier of today may be assessed."""
    return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()


def _correct(api: Api, life: Life, decision: str, **said: str) -> None:
    body = {"reason": "entered by mistake", **said}
    path = f"/v1/dossiers/{life.code}/corrections"
    life.decided(decision)
    life.seen = api.call("officer", "POST", path, body, life.key("c"))


def _recall(api: Api, life: Life) -> None:
    _correct(api, life, "recall", kind="recall")


def _reopen(api: Api, life: Life) -> None:
    _correct(api, life, "reopen", kind="reopen")


def _waive(api: Api, life: Life) -> None:
    _correct(api, life, "waived", kind="waiver", ground="poor-household")


def _pause(api: Api, life: Life) -> None:
    _correct(api, life, "held", kind="pause", ground="third_party")


def _resume(api: Api, life: Life) -> None:
    _correct(api, life, "resumed", kind="resume", ground="third_party")


def _extend(api: Api, life: Life) -> None:
    """Each promises a later day than the one before: a Monday, some weeks away."""
    monday = datetime.now(UTC).date() + timedelta(weeks=16 + 2 * len(life.done))
    monday -= timedelta(days=monday.weekday())
    slip = f"XL-{life.number}-{len(life.done)}"
    _correct(api, life, "extended", kind="extension", document=slip, due_on=monday.isoformat())


def _supply(api: Api, life: Life) -> None:
    life.decided("supplied")
    _once(api, life, "supplements", _PAPERS, "no_supplement_awaited")


def _withdraw(api: Api, life: Life) -> None:
    life.decided("withdrawn")
    _once(api, life, "withdrawal", {}, "dossier_closed")


def _once(api: Api, life: Life, what: str, body: object, done_before: str) -> None:
    """These have no key: a repetition that is refused because it was done is an answer."""
    try:
        life.seen = api.call("portal", "POST", f"/v1/dossiers/{life.code}/{what}", body)
    except Refused as refusal:
        if not (refusal.repeated and refusal.code == done_before):
            raise
        look(api, life)


def _pay_wallet(api: Api, life: Life) -> None:
    order = _payable(api, life)
    life.decided("paid")
    _approve(api, life, order)


def _withdraw_then_pay(api: Api, life: Life) -> None:
    """The payer does not know that the dossier was withdrawn."""
    order = _payable(api, life)
    _withdraw(api, life)
    _approve(api, life, order)


def _cancel_then_pay(api: Api, life: Life) -> None:
    order = _payable(api, life)
    path = f"/v1/orders/{order['order_id']}/cancellation"
    _patiently(partial(api.call, "portal", "POST", path, {}, life.key("x")))
    again = _payable(api, life, "again")
    life.decided("paid")
    _approve(api, life, again)


def _order_then_counter(api: Api, life: Life) -> None:
    _payable(api, life)
    _pay_counter(api, life)


def _pay_counter(api: Api, life: Life) -> None:
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


def _payable(api: Api, life: Life, name: str = "") -> Any:
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


def _approve(api: Api, life: Life, order: Any) -> None:
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


ACTS: dict[str, Act] = {
    "recall": _recall,
    "reopen": _reopen,
    "waive": _waive,
    "pause": _pause,
    "resume": _resume,
    "extension": _extend,
    "supply": _supply,
    "withdraw": _withdraw,
    "withdraw_then_pay": _withdraw_then_pay,
    "cancel_then_pay": _cancel_then_pay,
    "order_then_counter": _order_then_counter,
    "pay_wallet": _pay_wallet,
    "pay_counter": _pay_counter,
}
"""Every act that is not an officer's decision about a task."""
