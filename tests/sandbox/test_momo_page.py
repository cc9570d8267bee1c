"""The payment page: what a person sees, decides, and where it leads."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.sandbox.shop import RESULT_ORDER, FakeInbox, Visitor, signature


def test_the_page_shows_what_is_to_be_paid(visitor: Visitor) -> None:
    visitor.create(partnerName="Sở Tư pháp")
    text = visitor.get("/momo/pay/O-1").text
    for shown in ("150.000", "Nộp lệ phí hồ sơ", "Sở Tư pháp", "O-1", "10:40:00 16/03/2026"):
        assert shown in text


def test_what_a_merchant_writes_is_not_markup(visitor: Visitor) -> None:
    visitor.create(orderInfo="<script>alert(1)</script>$amount")
    text = visitor.get("/momo/pay/O-1").text
    assert "<script>" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;$amount" in text


@pytest.mark.parametrize(
    ("decision", "code", "pay_type"),
    [("approve", 0, "webApp"), ("refuse", 1006, ""), ("lapse", 1005, "")],
)
def test_a_decision_leads_back_with_a_signed_result_and_is_notified(
    visitor: Visitor, inbox: FakeInbox, decision: str, code: int, pay_type: str
) -> None:
    visitor.create()
    answer = visitor.post_form("/momo/pay/O-1", decision=decision)
    assert answer.status_code == 303
    query = dict(parse_qsl(urlsplit(answer.headers["location"]).query, keep_blank_values=True))
    assert answer.headers["location"].startswith("https://dichvucong.example.vn/ket-qua?kenh=momo&")
    assert (query["resultCode"], query["payType"]) == (str(code), pay_type)
    assert query["signature"] == signature(query, RESULT_ORDER)

    assert inbox.messages == []
    visitor.let_the_courier_work()
    [message] = inbox.messages
    assert message["resultCode"] == code
    assert message["signature"] == signature(message, RESULT_ORDER)


def test_a_decision_stands(visitor: Visitor) -> None:
    visitor.create()
    visitor.post_form("/momo/pay/O-1", decision="refuse")
    assert visitor.post_form("/momo/pay/O-1", decision="approve").status_code == 409
    assert "từ chối" in visitor.get("/momo/pay/O-1").text
    assert visitor.query().json()["resultCode"] == 1006


def test_an_unknown_order_or_decision_has_its_page(visitor: Visitor) -> None:
    visitor.create()
    assert visitor.get("/momo/pay/O-404").status_code == 404
    assert visitor.post_form("/momo/pay/O-404", decision="approve").status_code == 404
    assert visitor.post_form("/momo/pay/O-1", decision="steal").status_code == 400


def test_money_that_is_only_authorised_is_not_yet_paid(visitor: Visitor, inbox: FakeInbox) -> None:
    visitor.create(autoCapture=False)
    visitor.approve()
    assert inbox.messages[0]["resultCode"] == 9000
    assert visitor.query().json()["resultCode"] == 9000
    assert visitor.create(autoCapture=False).json()["resultCode"] == 40
