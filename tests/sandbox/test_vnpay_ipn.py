"""VNPAY's notifications: where they go, what stops them, how often they come, and how they lie."""

import json

import pytest

from tests.sandbox.shop import FakeClock, FakeInbox, Visitor
from tests.sandbox.vnpay_shop import ask, decide, query_hash, received, register, visit


def said(code: str) -> str:
    return json.dumps({"RspCode": code, "Message": "-"})


def state(visitor: Visitor) -> tuple[str, int]:
    [sent] = visitor.get("/control/vnpay/orders/260316000000017").json()["notifications"]
    return sent["state"], sent["attempts"]


def test_nothing_is_sent_before_an_address_is_registered(
    visitor: Visitor, inbox: FakeInbox
) -> None:
    visit(visitor)
    decide(visitor, "approve")
    assert inbox.received == []
    assert visitor.put("/control/vnpay/ipn", {"url": "ftp://a"}).status_code == 400
    register(visitor)
    assert visitor.get("/control/vnpay/ipn").json()["url"].startswith("https://api.example.vn/")


@pytest.mark.parametrize("code", ["00", "02"])
def test_an_acknowledgement_stops_it(visitor: Visitor, inbox: FakeInbox, code: str) -> None:
    inbox.answers, inbox.says = [200], [said(code)]
    register(visitor)
    visit(visitor)
    decide(visitor, "approve")
    assert state(visitor) == ("accepted", 1)


@pytest.mark.parametrize(
    ("status", "text"),
    [*((200, said(code)) for code in ("01", "04", "97", "99")), (500, said("00")), (200, "OK")],
)
def test_anything_else_brings_it_again_ten_times_five_minutes_apart(
    visitor: Visitor, inbox: FakeInbox, clock: FakeClock, status: int, text: str
) -> None:
    inbox.answers, inbox.says = [status] * 20, [text]
    register(visitor)
    visit(visitor)
    decide(visitor, "approve")
    clock.move(seconds=299)
    assert visitor.let_the_courier_work() == 0
    for _ in range(12):
        clock.move(seconds=300)
        visitor.let_the_courier_work()
    assert len(inbox.received) == 10
    assert state(visitor) == ("given_up", 10)
    assert len({str(request.url) for request in inbox.received}) == 1


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ({"do": "lost_notification"}, []),
        ({"do": "duplicate_notification", "times": 3}, [("00", "00", "15000000", True)] * 3),
        ({"do": "delayed_notification"}, [("00", "00", "15000000", True)]),
        (
            {"do": "reordered_notifications"},
            [("00", "00", "15000000", True), ("99", "01", "15000000", True)],
        ),
        (
            {"do": "success_after_failure"},
            [("24", "02", "15000000", True), ("00", "00", "15000000", True)],
        ),
        (
            {"do": "failure_after_success"},
            [("00", "00", "15000000", True), ("24", "02", "15000000", True)],
        ),
        ({"do": "forged_notification"}, [("00", "00", "15000000", False)]),
        ({"do": "wrong_amount", "add": 1}, [("00", "00", "15000100", True)]),
        ({"do": "wrong_amount", "divide": 100}, [("00", "00", "150000", True)]),
    ],
    ids=lambda value: str(value["do"]) if isinstance(value, dict) else "",
)
def test_a_notification_can_lie(
    visitor: Visitor,
    inbox: FakeInbox,
    clock: FakeClock,
    step: dict[str, object],
    expected: list[object],
) -> None:
    inbox.answers, inbox.says = [200] * 9, [said("00")]
    register(visitor)
    visitor.post("/control/vnpay/script", {"on": "notify", **step})
    visit(visitor)
    decide(visitor, "approve")
    clock.move(seconds=60)
    visitor.let_the_courier_work()
    told = [
        (
            each["vnp_ResponseCode"],
            each["vnp_TransactionStatus"],
            each["vnp_Amount"],
            each["vnp_SecureHash"] == query_hash(each),
        )
        for each in received(inbox)
    ]
    assert told == expected
    assert ask(visitor)["vnp_TransactionStatus"] == "00"


def test_a_clock_can_be_wrong(visitor: Visitor, inbox: FakeInbox) -> None:
    register(visitor)
    visitor.post("/control/vnpay/script", {"on": "notify", "do": "wrong_clock", "seconds": -86400})
    visit(visitor)
    decide(visitor, "approve")
    assert received(inbox)[0]["vnp_PayDate"] == "20260315090000"


def test_money_under_review_can_be_decided_later(visitor: Visitor, inbox: FakeInbox) -> None:
    register(visitor)
    visit(visitor)
    view = decide(visitor, "approve", responseCode="07", transactionStatus="07").json()
    assert view["received"] == 0
    assert ask(visitor)["vnp_TransactionStatus"] == "07"
    assert decide(visitor, "approve").json()["received"] == 150_000
    assert decide(visitor, "refuse").status_code == 409
    assert [each["vnp_ResponseCode"] for each in received(inbox)] == ["07", "00"]


def test_any_documented_failure_and_no_other(visitor: Visitor) -> None:
    visit(visitor)
    assert decide(visitor, "refuse", responseCode="00").status_code == 400
    assert decide(visitor, "refuse", responseCode="98").status_code == 400
    assert decide(visitor, "approve", transactionStatus="33").status_code == 400
    assert decide(visitor, "refuse", responseCode="65").json()["responseCode"] == "65"
    assert visitor.post("/control/vnpay/orders/404/approve").status_code == 404


def test_the_payer_can_pay_another_amount(visitor: Visitor, inbox: FakeInbox) -> None:
    register(visitor)
    visit(visitor)
    assert decide(visitor, "approve", amount=149_999).json()["received"] == 149_999
    assert received(inbox)[0]["vnp_Amount"] == ask(visitor)["vnp_Amount"] == "14999900"


def test_a_notification_can_be_had_without_being_sent(visitor: Visitor, inbox: FakeInbox) -> None:
    register(visitor)
    visit(visitor)
    path = "/control/vnpay/orders/260316000000017/notification"
    made = visitor.get(path).json()
    assert made["fields"]["vnp_ResponseCode"] == "00"
    assert made["fields"]["vnp_SecureHash"] == query_hash(made["fields"])
    assert visitor.get(f"{path}?vnp_Amount=1").json()["fields"]["vnp_Amount"] == "1"
    assert visitor.get(f"{path}?vnp_TmnCode=NOBODY01").status_code == 400
    assert inbox.received == []
    decide(visitor, "approve")
    assert str(inbox.received[0].url) == made["url"]


def test_a_success_can_be_forged_before_any_decision(visitor: Visitor, inbox: FakeInbox) -> None:
    register(visitor)
    visit(visitor)
    decide(visitor, "forge", times=3)
    assert [each["vnp_ResponseCode"] for each in received(inbox)] == ["00"] * 3
    assert all(each["vnp_SecureHash"] != query_hash(each) for each in received(inbox))
    assert ask(visitor)["vnp_TransactionStatus"] == "01"
