"""VNPAY's payment page: every documented limit, the person's decision, the way back."""

from urllib.parse import urlencode

import pytest

from tests.sandbox.shop import FakeClock, FakeInbox, Visitor
from tests.sandbox.vnpay_shop import (
    a_payment,
    ask,
    decide,
    parameters,
    query_hash,
    received,
    register,
    visit,
)

DECISION = "/vnpay/pay/260316000000017"


def test_the_page_shows_what_is_to_be_paid(visitor: Visitor) -> None:
    answer = visit(visitor)
    assert answer.status_code == 200
    for shown in ("150.000", "Nop le phi ho so", "HOSOPAY1", "260316000000017", "09:15:00 16/03"):
        assert shown in answer.text


@pytest.mark.parametrize(
    "change",
    [
        {"vnp_Version": "2.0.0"},
        {"vnp_Command": "refund"},
        {"vnp_TmnCode": "NOBODY01"},
        {"vnp_TmnCode": "SHORT"},
        {"vnp_Amount": "0"},
        {"vnp_Amount": "1" * 13},
        {"vnp_Amount": "150000.5"},
        {"vnp_BankCode": "AB"},
        {"vnp_CreateDate": "2026031609000"},
        {"vnp_CreateDate": "20260230090000"},
        {"vnp_CurrCode": "USD"},
        {"vnp_IpAddr": "here"},
        {"vnp_Locale": "fr"},
        {"vnp_OrderInfo": "Nộp lệ phí"},
        {"vnp_OrderInfo": "a" * 256},
        {"vnp_OrderInfo": "Nop (le phi)"},
        {"vnp_OrderType": ""},
        {"vnp_ReturnUrl": "https://a"},
        {"vnp_ReturnUrl": "https://a.vn/" + "a" * 255},
        {"vnp_ExpireDate": ""},
        {"vnp_ExpireDate": "20260316085959"},
        {"vnp_TxnRef": "H-1"},
        {"vnp_TxnRef": "1" * 101},
        {"vnp_SecureHashType": "HMACSHA512"},
    ],
    ids=str,
)
def test_a_request_outside_the_documented_limits_is_refused(
    visitor: Visitor, change: dict[str, str]
) -> None:
    answer = visit(visitor, a_payment(**change))
    assert (answer.status_code, "từ chối" in answer.text) == (400, True)
    assert visitor.get("/control/vnpay/orders").json()["orders"] == []


@pytest.mark.parametrize("name", [name for name in a_payment() if name != "vnp_SecureHash"])
def test_every_parameter_counts_for_the_signature(visitor: Visitor, name: str) -> None:
    other = {
        **{"vnp_Version": "2.1.1", "vnp_Command": "pa", "vnp_CurrCode": "VNDD"},
        **{"vnp_TmnCode": "HOSOPAY2", "vnp_Locale": "en", "vnp_ExpireDate": "20260316091501"},
        **{"vnp_CreateDate": "20260316090001"},
    }
    fields = a_payment()
    assert visit(visitor, {**fields, name: other.get(name, fields[name] + "1")}).status_code == 400


def test_a_parameter_given_twice_is_refused(visitor: Visitor) -> None:
    query = urlencode([*a_payment().items(), ("vnp_Amount", "100")])
    assert visitor.get(f"/vnpay/paymentv2/vpcpay.html?{query}").status_code == 400


def test_time_is_read_in_gmt_7(visitor: Visitor, clock: FakeClock) -> None:
    clock.move(minutes=14, seconds=59)
    assert visit(visitor).status_code == 200
    clock.move(seconds=1)
    other = visit(visitor, a_payment(vnp_TxnRef="2"))
    assert (other.status_code, "vnp_ExpireDate is past" in other.text) == (400, True)


def test_a_number_counts_once_a_day(visitor: Visitor) -> None:
    assert visit(visitor).status_code == 200
    assert visit(visitor).status_code == 200, "the payer reloads"
    assert visit(visitor, a_payment(vnp_Amount="100")).status_code == 400
    theirs = a_payment(vnp_TmnCode="HOSOPAY2")
    assert visit(visitor, theirs).status_code == 200, "each merchant counts for itself"
    tomorrow = {"vnp_CreateDate": "20260317000000", "vnp_ExpireDate": "20260317001500"}
    assert visit(visitor, a_payment(**tomorrow)).status_code == 200
    assert len(visitor.get("/control/vnpay/orders").json()["orders"]) == 3


@pytest.mark.parametrize(
    ("decision", "codes", "number"),
    [
        ("approve", ("00", "00"), True),
        ("refuse", ("51", "02"), False),
        ("cancel", ("24", "02"), False),
        ("lapse", ("11", "02"), False),
    ],
)
def test_a_decision_leads_back_with_a_signed_result_and_is_notified(
    visitor: Visitor, inbox: FakeInbox, decision: str, codes: tuple[str, str], number: bool
) -> None:
    register(visitor)
    visit(visitor)
    answer = visitor.post_form(DECISION, decision=decision)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(
        "https://dichvucong.example.vn/ket-qua?kenh=vnpay&"
    )
    back = parameters(answer.headers["location"])
    assert (back["vnp_ResponseCode"], back["vnp_TransactionStatus"]) == codes
    assert (back["vnp_TransactionNo"] != "0") is number
    assert (back["vnp_Amount"], back["vnp_PayDate"]) == ("15000000", "20260316090000")
    assert back["vnp_SecureHash"] == query_hash(back)
    visitor.let_the_courier_work()
    assert received(inbox) == [back]
    assert inbox.received[0].method == "GET"
    assert inbox.received[0].url.params["kenh"] == "1"


def test_a_decision_stands(visitor: Visitor) -> None:
    visit(visitor)
    visitor.post_form(DECISION, decision="cancel")
    assert visitor.post_form(DECISION, decision="approve").status_code == 409
    assert "hủy" in visit(visitor).text
    assert ask(visitor)["vnp_TransactionStatus"] == "02"


def test_an_order_lapses_when_its_time_is_over(
    visitor: Visitor, clock: FakeClock, inbox: FakeInbox
) -> None:
    register(visitor)
    visit(visitor)
    clock.move(minutes=15)
    assert decide(visitor, "approve").status_code == 409
    visitor.let_the_courier_work()
    assert [each["vnp_ResponseCode"] for each in received(inbox)] == ["11"]


def test_an_unknown_order_or_decision_has_its_page(visitor: Visitor) -> None:
    visit(visitor)
    assert visitor.post_form("/vnpay/pay/404", decision="approve").status_code == 404
    assert visitor.post_form(DECISION, decision="steal").status_code == 400
