"""The control interface: deciding in the payer's place, and looking without touching."""

from tests.sandbox.shop import RESULT_ORDER, FakeInbox, Visitor, signature


def test_approve_tells_what_the_merchant_answered(visitor: Visitor, inbox: FakeInbox) -> None:
    inbox.answers = [500]
    visitor.create()
    view = visitor.approve().json()
    assert view["resultCode"] == 0
    [sent] = view["notifications"]
    assert (sent["state"], sent["status"], sent["attempts"]) == ("waiting", 500, 1)
    assert sent["nextAt"] == "2026-03-16T02:00:05+00:00"


def test_approve_can_leave_the_notification_for_later(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    [sent] = visitor.approve(wait=False).json()["notifications"]
    assert (sent["state"], sent["attempts"]) == ("waiting", 0)
    assert inbox.received == []


def test_refuse_takes_any_documented_failure(visitor: Visitor) -> None:
    visitor.create()
    path = "/control/momo/orders/O-1/refuse"
    assert visitor.post(path, {"resultCode": 7000}).status_code == 400
    assert visitor.post(path, {"resultCode": "1001"}).status_code == 400
    assert visitor.post(path, {"resultCode": 1001}).json()["resultCode"] == 1001


def test_lapse_does_not_wait_for_the_time(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.post("/control/momo/orders/O-1/lapse").json()["resultCode"] == 1005


def test_a_second_decision_is_a_conflict(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    visitor.approve()
    answer = visitor.post("/control/momo/orders/O-1/refuse")
    assert (answer.status_code, answer.json()["order"]["resultCode"]) == (409, 0)
    assert len(inbox.received) == 1


def test_a_notification_can_be_had_without_being_sent(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    path = "/control/momo/orders/O-1/notification?resultCode=0"
    message = visitor.get(path).json()
    assert (message["resultCode"], message["amount"]) == (0, 150_000)
    assert message["signature"] == signature(message, RESULT_ORDER)
    assert inbox.received == []
    assert visitor.query().json()["resultCode"] == 1000

    visitor.approve()
    assert inbox.messages[0] == visitor.get(path).json()
    assert inbox.messages[0]["transId"] == message["transId"]


def test_a_notification_can_be_wrong_under_a_right_signature(visitor: Visitor) -> None:
    visitor.create()
    path = "/control/momo/orders/O-1/notification"
    message = visitor.get(f"{path}?resultCode=0&amount=1").json()
    assert message["amount"] == 1
    assert message["signature"] == signature(message, RESULT_ORDER)
    assert visitor.get(f"{path}?resultCode=5").status_code == 400
    assert visitor.get(f"{path}?amount=x").status_code == 400
    assert visitor.get(f"{path}?partnerCode=NOBODY").status_code == 400


def test_orders_are_listed_newest_last(visitor: Visitor) -> None:
    visitor.create()
    visitor.create(orderId="O-2", requestId="R-2")
    orders = visitor.get("/control/momo/orders").json()["orders"]
    assert [order["orderId"] for order in orders] == ["O-1", "O-2"]
    assert visitor.get("/control/momo/orders/O-2").json() == orders[1]
    assert orders[0]["transId"] != orders[1]["transId"]


def test_unknown_orders_are_not_found(visitor: Visitor) -> None:
    assert visitor.get("/control/momo/orders/O-404").status_code == 404
    assert visitor.get("/control/momo/orders/O-404/notification").status_code == 404
    assert visitor.approve("O-404").status_code == 404
