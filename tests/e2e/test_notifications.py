"""MoMo's notifications over HTTP: many at once, and forged in every way."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.e2e.stage import Stage

SIGNED = (
    "amount", "extraData", "message", "orderId", "orderInfo", "orderType", "partnerCode",
    "payType", "requestId", "responseTime", "resultCode", "transId",
)  # fmt: skip


def test_fifty_identical_notifications_at_once_are_one_payment(stage: Stage) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    order_id = stage.open_order(code)["order_id"]
    body = stage.notification(order_id)
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _: _notify(stage, json=body).status_code, range(50)))
    assert answers == [204] * 50
    (payment,) = stage.get("portal", f"/v1/orders/{order_id}/transactions")["items"]
    assert sum(posting["amount"] for posting in payment["postings"]) == 0
    dossier = stage.until_waiting(code, "intake")
    (bill,) = dossier["bills"]
    assert (bill["state"], bill["paid"]) == ("covered", bill["amount"])
    assert [event["type"] for event in stage.events(code)].count("paid") == 1


def test_a_superseded_order_that_is_paid_settles_the_bill_and_closes_its_sibling(
    stage: Stage,
) -> None:
    """The comparison of rights, last of all, tells whether the stream was allowed to."""
    code = stage.file()
    stage.until_waiting(code, "payment")
    first = stage.open_order(code)["order_id"]
    second = stage.open_order(code, "vnpay_qr")["order_id"]
    assert stage.get("portal", f"/v1/orders/{first}")["state"] == "superseded"
    stage.pay(first)
    stage.until_waiting(code, "intake")
    assert stage.get("portal", f"/v1/orders/{first}")["state"] == "paid"
    assert stage.get("portal", f"/v1/orders/{second}")["state"] == "superseded"


@pytest.mark.parametrize("field", [*SIGNED, "signature"])
def test_a_flipped_field_changes_nothing(stage: Stage, waiting: Any, field: str) -> None:
    body = stage.notification(waiting["order_id"])
    value = body[field]
    forged = {**body, field: value + 1 if isinstance(value, int) else f"x{value}"}
    _changes_nothing(stage, waiting, _notify(stage, json=forged))


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"null", b"[]", b'"text"', b"\xff\xfe\x00", b'{"orderId": {}}', b"x" * 300_000],
    ids=["empty", "broken", "null", "list", "text", "bytes", "object", "300 kB of noise"],
)
def test_noise_changes_nothing(stage: Stage, waiting: Any, content: bytes) -> None:
    answer = _notify(stage, content=content, headers={"Content-Type": "application/json"})
    _changes_nothing(stage, waiting, answer)


def test_no_signature_and_another_merchants_key_change_nothing(stage: Stage, waiting: Any) -> None:
    body = stage.notification(waiting["order_id"])
    unsigned = {name: value for name, value in body.items() if name != "signature"}
    _changes_nothing(stage, waiting, _notify(stage, json=unsigned))
    foreign = {**body, "partnerCode": "MOMOBKUN20180529"}
    _changes_nothing(stage, waiting, _notify(stage, json=foreign))


@pytest.fixture(scope="module")
def waiting(stage: Stage) -> Any:
    """An order that nobody has paid."""
    code = stage.file()
    stage.until_waiting(code, "payment")
    return stage.open_order(code)


def _notify(stage: Stage, **call: Any) -> httpx.Response:
    return stage.ask(None, "POST", "/webhooks/momo", **call)


def _changes_nothing(stage: Stage, order: Any, answer: httpx.Response) -> None:
    assert 400 <= answer.status_code < 500, answer.text
    path = f"/v1/orders/{order['order_id']}"
    assert stage.get("portal", path)["version"] == order["version"]
    assert stage.get("portal", f"{path}/transactions")["items"] == []
