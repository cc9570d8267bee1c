"""One real dossier's road, over HTTP as a portal, a citizen and an officer take it."""

import time
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import httpx
import qrcode

from infra.progress import say, step
from local.errors import LocalTrouble
from local.settings import DEMO_AGENCY, DEMO_PROCEDURE

PATIENCE_SECONDS = 600.0
"""Long enough for the sweeper alone, which wakes once a minute."""

FILING = {
    "procedure_code": DEMO_PROCEDURE,
    "agency_code": DEMO_AGENCY,
    "channel": "online",
    "origin": "provincial_portal",
    "applicant": {"kind": "person", "full_name": "Nguyễn Văn An", "id_number": "001099000001"},
    "result_delivery": {"method": "counter"},
}


@dataclass(frozen=True)
class Road:
    """The API as each of the demo's people reaches it, and the provider's sandbox."""

    api: httpx.Client
    sandbox: httpx.Client
    tokens: dict[str, str]

    def call(self, role: str, method: str, path: str, body: object = None) -> Any:
        """One call; a refusal becomes a sentence."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}", "Accept-Language": "en"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        answer = self.api.request(method, path, json=body, headers=headers)
        if answer.is_error:
            raise LocalTrouble(f"{method} {path} answered {answer.status_code}: {answer.text}")
        return answer.json()

    def until_waiting_for(self, code: str, kind: str | None) -> Any:
        """The dossier, once it waits for a task of this kind (None: for nothing any more)."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            dossier = self.call("portal", "GET", f"/v1/dossiers/{code}")
            waiting = dossier["waiting_for"]
            finished = kind is None and dossier["execution"]["state"] == "finished"
            driven = waiting and waiting["kind"] == kind and self._driven(dossier)
            if finished or driven:
                return dossier
            time.sleep(0.2)
        raise LocalTrouble(f"{code} does not come to wait for {kind or 'nothing'}")

    def _driven(self, dossier: Any) -> bool:
        return bool(dossier["execution"]["state"] == "running")


def demo(api_url: str, sandbox_url: str, tokens: dict[str, str]) -> str:
    """File, pay, decide, hand over; prints each step and the timeline. The dossier's code."""
    with (
        httpx.Client(base_url=api_url, timeout=60, trust_env=False) as api,
        httpx.Client(base_url=sandbox_url, timeout=60, trust_env=False) as sandbox,
    ):
        return _walk(Road(api, sandbox, tokens))


def _walk(road: Road) -> str:
    with step("filing a dossier (exchange of a driving licence)"):
        dossier = road.call("portal", "POST", "/v1/dossiers", FILING)
        code: str = dossier["code"]
        road.until_waiting_for(code, "payment")
    with step(f"opening a MoMo order for {code}"):
        orders = f"/v1/dossiers/{code}/orders"
        order = road.call("portal", "POST", orders, {"method": "momo_wallet"})
    _show_qr(order)
    with step("paying it in the sandbox"):
        approved = road.sandbox.post(f"/control/momo/orders/{order['order_id']}/approve", json={})
        approved.raise_for_status()
        road.until_waiting_for(code, "intake")
    for kind, outcome in (
        ("intake", "accepted"),
        ("processing", "completed"),
        ("delivery", "delivered"),
    ):
        with step(f"{kind}: {outcome}"):
            waiting = road.until_waiting_for(code, kind)["waiting_for"]
            decision = f"/v1/dossiers/{code}/tasks/{waiting['task_id']}/decision"
            road.call("officer", "POST", decision, {"outcome": outcome})
    with step("closing its execution"):
        road.until_waiting_for(code, None)
    _show_timeline(road, code)
    return code


def _show_qr(order: Any) -> None:
    checkout = order["checkout"]
    drawing = qrcode.QRCode(border=1)
    drawing.add_data(checkout["qr_text"] or checkout["pay_url"])
    print()
    drawing.print_ascii(invert=True)
    print(f"  order {order['order_id']}, {order['amount']:,} đồng; pay at {checkout['pay_url']}\n")


def _show_timeline(road: Road, code: str) -> None:
    events = road.call("portal", "GET", f"/v1/dossiers/{code}/events?limit=100")["items"]
    say(f"timeline of {code}")
    before = None
    for event in events:
        at = datetime.fromisoformat(event["at"])
        since = (at - before).total_seconds() if before else 0.0
        status = event["data"].get("status", {})
        named = f"{status.get('code', '')} {status.get('name', '')}"
        print(f"  {event['seq']:>3}  {at:%H:%M:%S}  +{since:6.2f} s  {event['type']:<22} {named}")
        before = at
