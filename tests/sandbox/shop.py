"""A merchant's side in process: signs requests on its own account and receives what the sandbox sends."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from sandbox.app import Sandbox

KEYS = {
    "MOMO": ("F8BBA842ECF85", "K951B6PE1waDMi640xX08PD3vg6EkVlz"),
    "MOMOBKUN20180529": ("klm05TvNBzhg7h7j", "at67qH6mk8w5Y1nAyMoYKMWACiEi2bsa"),
}
CREATE_ORDER = "accessKey amount extraData ipnUrl orderId orderInfo partnerCode redirectUrl requestId requestType"
QUERY_ORDER = "accessKey orderId partnerCode requestId"
RESULT_ORDER = (
    "accessKey amount extraData message orderId orderInfo orderType partnerCode payType requestId"
    " responseTime resultCode transId"
)


def signature(message: Mapping[str, object], order: str) -> str:
    """As the merchant named in the message signs it; one without keys borrows another's."""
    access_key, secret_key = KEYS.get(str(message["partnerCode"]), KEYS["MOMO"])
    values = {"extraData": "", **message, "accessKey": access_key}
    text = "&".join(f"{name}={values[name]}" for name in order.split())
    return hmac.new(secret_key.encode(), text.encode(), hashlib.sha256).hexdigest()


def a_create(**changes: object) -> dict[str, object]:
    """A signed request that MoMo accepts, unless a change makes it one that it refuses."""
    message: dict[str, object] = {
        "partnerCode": "MOMO",
        "requestId": "R-1",
        "amount": 150_000,
        "orderId": "O-1",
        "orderInfo": "Nộp lệ phí hồ sơ 000.00.12.H29-260314-0001",
        "redirectUrl": "https://dichvucong.example.vn/ket-qua?kenh=momo",
        "ipnUrl": "https://api.example.vn/momo",
        "requestType": "captureWallet",
        "extraData": "",
        "lang": "vi",
        **changes,
    }
    return {**message, "signature": signature(message, CREATE_ORDER)}


def a_query(order_id: str = "O-1", **changes: object) -> dict[str, object]:
    message = {"partnerCode": "MOMO", "requestId": "Q-1", "orderId": order_id, **changes}
    return {**message, "signature": signature(message, QUERY_ORDER)}


@dataclass
class FakeClock:
    instant: datetime = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.instant

    def move(self, **by: float) -> None:
        self.instant += timedelta(**by)


@dataclass
class FakeInbox:
    """Receives notifications; answers with each of `answers` in turn, then with 204.

    `says` are the bodies of its answers, in turn; the last one stays.
    """

    answers: list[int] = field(default_factory=list)
    received: list[httpx.Request] = field(default_factory=list)
    says: list[str] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.received.append(request)
        text = self.says[0] if self.says else ""
        if len(self.says) > 1:
            self.says.pop(0)
        return httpx.Response(self.answers.pop(0) if self.answers else 204, text=text)

    @property
    def messages(self) -> list[dict[str, object]]:
        return [json.loads(request.content) for request in self.received]


@dataclass
class Visitor:
    """Calls the sandbox over HTTP without a network, and lets its courier work when told."""

    sandbox: Sandbox
    runner: asyncio.Runner

    def get(self, path: str) -> httpx.Response:
        return self._call("GET", path)

    def delete(self, path: str) -> httpx.Response:
        return self._call("DELETE", path)

    def post(self, path: str, body: object = None) -> httpx.Response:
        return self._call("POST", path, json=body)

    def put(self, path: str, body: object) -> httpx.Response:
        return self._call("PUT", path, json=body)

    def post_text(self, path: str, text: bytes) -> httpx.Response:
        return self._call("POST", path, content=text)

    def post_form(self, path: str, **form: str) -> httpx.Response:
        return self._call("POST", path, data=form)

    def create(self, **changes: object) -> httpx.Response:
        return self.post("/momo/v2/gateway/api/create", a_create(**changes))

    def query(self, order_id: str = "O-1", **changes: object) -> httpx.Response:
        return self.post("/momo/v2/gateway/api/query", a_query(order_id, **changes))

    def approve(self, order_id: str = "O-1", **wishes: object) -> httpx.Response:
        return self.post(f"/control/momo/orders/{order_id}/approve", wishes)

    def script(self, *steps: Mapping[str, object]) -> httpx.Response:
        return self.post("/control/momo/script", list(steps))

    def let_the_courier_work(self) -> int:
        """Makes every delivery that is due; tells how many there were."""

        async def work() -> int:
            return len(await asyncio.gather(*self.sandbox.commons.courier.start_due()))

        return self.runner.run(work())

    def _call(self, method: str, path: str, **content: object) -> httpx.Response:
        async def call() -> httpx.Response:
            transport = httpx.ASGITransport(self.sandbox.app)
            base = "http://127.0.0.1:4580"
            async with httpx.AsyncClient(transport=transport, base_url=base) as client:
                return await client.request(method, path, **content)  # type: ignore[arg-type]

        return self.runner.run(call())
