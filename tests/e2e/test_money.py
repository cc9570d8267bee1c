"""Money cannot be lost: both providers, on the local cloud, as nasty as they may be."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from tests.e2e.stage import Stage, until


def test_fifty_identical_notifications_of_vnpay_at_once_are_one_payment(stage: Stage) -> None:
    code, order_id = _payable(stage, "vnpay_qr")
    query = dict(parse_qsl(urlsplit(_vnpay_notification(stage, order_id)).query))
    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(lambda _: _told_by_vnpay(stage, query), range(50)))
    assert {answer["RspCode"] for answer in answers} <= {"00", "02"}
    assert [answer["RspCode"] for answer in answers].count("00") >= 1
    _paid_once(stage, code, order_id)


def test_two_orders_of_one_bill_that_are_paid_in_the_same_instant_are_both_booked(
    stage: Stage,
) -> None:
    """One covers the bill, the other is flagged, and the dossier goes on once."""
    code, momo = _payable(stage, "momo_wallet")
    _, vnpay = _payable(stage, "vnpay_qr", code)
    body = stage.notification(momo)
    query = dict(parse_qsl(urlsplit(_vnpay_notification(stage, vnpay)).query))
    start = threading.Barrier(2)

    def momo_tells() -> int:
        start.wait()
        return stage.ask(None, "POST", "/webhooks/momo", json=body).status_code

    def vnpay_tells() -> Any:
        start.wait()
        return _told_by_vnpay(stage, query)["RspCode"]

    with ThreadPoolExecutor(2) as both:
        first, second = both.submit(momo_tells), both.submit(vnpay_tells)
        assert (first.result(), second.result()) == (204, "00")
    dossier = stage.until_waiting(code, "intake")
    flags = [_transactions(stage, order)[0]["flags"] for order in (momo, vnpay)]
    assert sum("duplicate" in found for found in flags) == 1
    bill = until(lambda: _bill(stage, code, paid=2 * dossier["bills"][0]["amount"]))
    assert bill["state"] == "covered"
    assert [event["type"] for event in stage.events(code)].count("paid") == 1


def test_a_lost_notification_is_found_by_query_within_three_minutes(stage: Stage) -> None:
    code, order_id = _payable(stage, "momo_wallet")
    _script(stage, {"on": "notify", "do": "lost_notification", "order_id": order_id})
    stage.pay(order_id)
    stage.until_waiting(code, "intake", 180)
    (payment,) = _transactions(stage, order_id)
    assert payment["verified_by"] == "query"
    _paid_once(stage, code, order_id)


def test_a_create_that_timed_out_after_the_work_can_be_paid_and_is_paid_once(
    stage: Stage,
) -> None:
    """MoMo has the order, its link was in the answer that never came: another number is opened."""
    code = stage.file()
    stage.until_waiting(code, "payment")
    _script(stage, {"on": "create", "do": "error_500_after_work", "about": code})
    lost = stage.open_order(code)
    assert (lost["state"], lost["checkout"]) == ("unknown", None)
    until(lambda: _state(stage, lost["order_id"]) == "abandoned", 150)
    order = stage.open_order(code)
    assert order["order_id"] != lost["order_id"]
    stage.pay(order["order_id"])
    _paid_once(stage, code, order["order_id"])
    assert _transactions(stage, lost["order_id"]) == []


@pytest.mark.parametrize("method", ["cash", "pos"])
def test_a_payment_at_the_counter_settles_the_bill_like_any_other(
    stage: Stage, method: str
) -> None:
    code = stage.file()
    bill = stage.until_waiting(code, "payment")["bills"][0]
    payment = {"bill_id": bill["bill_id"], "method": method, "amount": bill["amount"]}
    stage.post("officer", f"/v1/dossiers/{code}/counter-payments", payment)
    assert stage.until_waiting(code, "intake")["bills"][0]["state"] == "covered"


def test_an_order_is_cancelled_only_after_asking_the_provider(stage: Stage) -> None:
    code, order_id = _payable(stage, "momo_wallet")
    stage.post("portal", f"/v1/orders/{order_id}/cancellation", {})
    assert _state(stage, order_id) == "cancelled"
    _, again = _payable(stage, "momo_wallet", code)
    stage.pay(again)
    refused = stage.ask("portal", "POST", f"/v1/orders/{again}/cancellation", json={})
    assert refused.status_code == 409


def test_the_invariants_hold_after_all_this(stage: Stage) -> None:
    """`make invariants` on the stage on which all tests before have been."""
    assert "0" in stage.make("invariants")


def _payable(stage: Stage, method: str, code: str = "") -> tuple[str, str]:
    code = code or stage.file()
    stage.until_waiting(code, "payment")
    order = stage.open_order(code, method)
    with httpx.Client(trust_env=False) as payer:
        payer.get(order["checkout"]["pay_url"]).raise_for_status()
    return code, str(order["order_id"])


def _control(stage: Stage, method: str, path: str, **more: Any) -> Any:
    with httpx.Client(trust_env=False, timeout=60) as client:
        answer = client.request(method, f"{stage.run['sandbox_url']}/control/{path}", **more)
        return answer.raise_for_status().json()


def _script(stage: Stage, step: dict[str, str]) -> None:
    _control(stage, "POST", "momo/script", json=[step])


def _vnpay_notification(stage: Stage, order_id: str) -> str:
    return str(_control(stage, "GET", f"vnpay/orders/{order_id}/notification")["url"])


def _told_by_vnpay(stage: Stage, query: dict[str, str]) -> Any:
    answer = stage.ask(None, "GET", "/webhooks/vnpay", params=query)
    assert answer.status_code == 200
    return answer.json()


def _transactions(stage: Stage, order_id: str) -> list[Any]:
    found: list[Any] = stage.get("portal", f"/v1/orders/{order_id}/transactions")["items"]
    return found


def _state(stage: Stage, order_id: str) -> str:
    return str(stage.get("portal", f"/v1/orders/{order_id}")["state"])


def _bill(stage: Stage, code: str, *, paid: int) -> Any:
    (bill,) = stage.get("portal", f"/v1/dossiers/{code}")["bills"]
    return bill if bill["paid"] == paid else None


def _paid_once(stage: Stage, code: str, order_id: str) -> None:
    dossier = stage.until_waiting(code, "intake")
    (bill,) = dossier["bills"]
    (payment,) = _transactions(stage, order_id)
    assert (bill["state"], bill["paid"]) == ("covered", bill["amount"])
    assert payment["amount"] == bill["amount"]
    assert sum(posting["amount"] for posting in payment["postings"]) == 0
    assert [event["type"] for event in stage.events(code)].count("paid") == 1
