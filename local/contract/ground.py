"""The fuzzer's own ground: agencies, offerings, and dossiers at every stage of their lives.

Its writes stay here: nothing of another agency is reached by its tokens.
"""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from local.contract.people import ROOT, SAFE, SPOILT
from local.errors import LocalTrouble

PAID, FREE = "3.000347", "2.000004"
MERCHANT = "MOMOLRJZ20181206"
METHODS = ("momo_wallet", "momo_atm", "momo_card")
NAME = {"vi": "Cơ quan thử nghiệm", "en": "Agency of the contract run"}
REASON = "contract run"
EACH = 6
"""Dossiers at each stage: the fuzzer uses them up."""

FORGOTTEN_SECONDS = 40


@dataclass
class Ground:
    """Codes that the fuzzer may use, as it could have learned them by reading."""

    dossiers: list[str] = field(default_factory=list)
    orders: list[str] = field(default_factory=list)
    view_token: str = ""


def lay(api: httpx.Client, tokens: Mapping[str, str]) -> Ground:
    """Everything in place; what is there already stays."""
    surveyor = Surveyor(api, tokens)
    surveyor.put(f"/v1/agencies/{ROOT}", {"name": NAME})
    account = {"merchant_id": MERCHANT, "beneficiary": "Kho bạc thử nghiệm"}
    surveyor.put(f"/v1/agencies/{ROOT}/merchants/momo", account)
    for code in (SAFE, SPOILT):
        surveyor.put(f"/v1/agencies/{code}", {"name": NAME, "parent": ROOT})
        for procedure, paid in ((PAID, True), (FREE, False)):
            surveyor.put(f"/v1/agencies/{code}/procedures/{procedure}", offering(paid))
    return _filled(surveyor)


def offering(paid: bool) -> dict[str, Any]:
    """A procedure as the ground's agencies offer it."""
    free = {"vi": "Thủ tục không thu phí", "en": "The procedure is free of charge"}
    if not paid:
        return {"level": "full", "payable_online": False, "why_not": free}
    return {"level": "full", "payable_online": True, "methods": METHODS}


class Surveyor:
    """Calls the API in the name of a role; a refusal stops the run."""

    def __init__(self, api: httpx.Client, tokens: Mapping[str, str]) -> None:
        self._api, self._tokens = api, tokens

    def put(self, path: str, facts: Mapping[str, Any]) -> None:
        """The next version of an entry of the catalogue, whatever the one before."""
        found = self._ask("administrator", "GET", path)
        version = found.json()["version"] if found.is_success else 0
        self.call("administrator", "PUT", path, {**facts, "version": version, "reason": REASON})

    def file(self, procedure: str) -> str:
        """A new dossier; its code."""
        filing = {
            "procedure_code": procedure,
            "agency_code": SAFE,
            "applicant": {"full_name": "Nguyễn Văn Thử"},
        }
        return str(self.call("portal", "POST", "/v1/dossiers", filing)["code"])

    def decide(self, code: str, task: str, outcome: str) -> None:
        """An officer's decision."""
        path = f"/v1/dossiers/{code}/tasks/{task}/decision"
        self.call("officer", "POST", path, {"outcome": outcome})

    def call(self, role: str, method: str, path: str, body: Any = None) -> Any:
        """One call that must succeed; its answer.

        A worker of the API may remember for half a minute that something was not there.
        """
        deadline = time.monotonic() + FORGOTTEN_SECONDS
        answer = self._ask(role, method, path, body)
        while answer.status_code == 404 and time.monotonic() < deadline:
            time.sleep(2)
            answer = self._ask(role, method, path, body)
        if answer.is_error:
            raise LocalTrouble(f"{method} {path} answered {answer.status_code}: {answer.text}")
        return answer.json()

    def _ask(self, role: str, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._tokens[role]}"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        return self._api.request(method, path, json=body, headers=headers)


def _filled(surveyor: Surveyor) -> Ground:
    ground = Ground()
    for _ in range(EACH):
        unpaid = surveyor.file(PAID)
        order = surveyor.call(
            "portal", "POST", f"/v1/dossiers/{unpaid}/orders", {"method": METHODS[0]}
        )
        ground.orders.append(order["order_id"])
        ground.view_token = order["links"]["qr"].rpartition("?t=")[2]
        ground.dossiers += [unpaid, surveyor.file(PAID), *_decided(surveyor)]
    return ground


def _decided(surveyor: Surveyor) -> list[str]:
    """Dossiers that wait for intake, papers, processing and delivery."""
    codes = [surveyor.file(FREE) for _ in range(4)]
    surveyor.decide(codes[1], "intake-1", "supplement_requested")
    surveyor.decide(codes[2], "intake-1", "accepted")
    surveyor.decide(codes[3], "intake-1", "accepted")
    surveyor.decide(codes[3], "processing-1", "completed")
    return codes
