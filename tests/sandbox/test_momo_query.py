"""query: where an order stands, and what time does to it."""

import pytest

from tests.sandbox.shop import FakeClock, FakeInbox, Visitor


def test_an_order_waits_for_its_payer(visitor: Visitor) -> None:
    visitor.create()
    body = visitor.query(requestId="Q-7").json()
    assert (body["resultCode"], body["transId"], body["requestId"]) == (1000, 0, "Q-7")
    assert (body["amount"], body["refundTrans"]) == (150_000, [])


def test_a_paid_order_names_its_payment(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create()
    visitor.approve()
    body = visitor.query().json()
    assert (body["resultCode"], body["payType"]) == (0, "qr")
    assert body["transId"] == inbox.messages[0]["transId"]


def test_the_same_query_can_be_asked_again(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.query().json() == visitor.query().json()


def test_an_unknown_order_is_not_found(visitor: Visitor) -> None:
    answer = visitor.query("O-404")
    assert (answer.status_code, answer.json()["resultCode"]) == (400, 42)


def test_another_merchants_order_is_not_found(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.query(partnerCode="MOMOBKUN20180529").json()["resultCode"] == 42


@pytest.mark.parametrize(("minutes", "given"), [(100, {}), (5, {"orderExpireTime": 5})])
def test_an_order_lapses_when_its_time_is_over(
    visitor: Visitor, clock: FakeClock, inbox: FakeInbox, minutes: int, given: dict[str, object]
) -> None:
    visitor.create(**given)
    clock.move(minutes=minutes, milliseconds=-1)
    assert visitor.query().json()["resultCode"] == 1000
    clock.move(milliseconds=1)
    assert visitor.query().json()["resultCode"] == 1005
    visitor.let_the_courier_work()
    assert [message["resultCode"] for message in inbox.messages] == [1005]


def test_an_order_that_lapsed_can_no_longer_be_paid(visitor: Visitor, clock: FakeClock) -> None:
    visitor.create()
    clock.move(minutes=100)
    assert visitor.approve().status_code == 409
    assert visitor.query().json()["resultCode"] == 1005
