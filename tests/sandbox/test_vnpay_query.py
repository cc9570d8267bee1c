"""querydr: the signed request, the signed answer, its codes, and what it can be told to lie."""

import pytest

from tests.sandbox.shop import Visitor
from tests.sandbox.vnpay_shop import (
    ANSWER_ORDER,
    API,
    a_payment,
    a_query,
    ask,
    barred_hash,
    decide,
    visit,
)


def test_an_order_waits_for_its_payer(visitor: Visitor) -> None:
    visit(visitor)
    said = ask(visitor)
    assert (said["vnp_ResponseCode"], said["vnp_TransactionStatus"]) == ("00", "01")
    assert (said["vnp_Amount"], said["vnp_PayDate"]) == ("15000000", "")
    assert said["vnp_SecureHash"] == barred_hash(said, ANSWER_ORDER)


def test_a_paid_order_names_its_payment(visitor: Visitor) -> None:
    visit(visitor)
    number = decide(visitor, "approve").json()["transactionNo"]
    said = ask(visitor)
    assert (said["vnp_TransactionStatus"], said["vnp_TransactionNo"]) == ("00", str(number))
    assert said["vnp_SecureHash"] == barred_hash(said, ANSWER_ORDER)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"vnp_TmnCode": "NOBODY01"}, "02"),
        ({"vnp_Command": "refund"}, "03"),
        ({"vnp_RequestId": "1" * 33}, "03"),
        ({"vnp_RequestId": ""}, "03"),
        ({"vnp_TransactionDate": "20261316090000"}, "03"),
        ({"vnp_TxnRef": "404"}, "91"),
        ({"vnp_TransactionDate": "20260316090001"}, "91"),
        ({"vnp_TmnCode": "HOSOPAY2"}, "91"),
    ],
    ids=str,
)
def test_a_wrong_request_has_its_code(visitor: Visitor, change: dict[str, str], code: str) -> None:
    visit(visitor)
    said = ask(visitor, **change)
    assert said["vnp_ResponseCode"] == code
    if code == "91":
        assert said["vnp_SecureHash"] == barred_hash(said, ANSWER_ORDER)


def test_an_order_whose_page_nobody_opened_is_not_found(visitor: Visitor) -> None:
    assert ask(visitor)["vnp_ResponseCode"] == "91"


@pytest.mark.parametrize(
    "name", [name for name in a_query() if name not in ("vnp_SecureHash", "vnp_Version")]
)
def test_every_signed_value_counts(visitor: Visitor, name: str) -> None:
    visit(visitor)
    fields = a_query()
    digits = fields[name].isdigit()
    others = {"vnp_Command": "querydr", "vnp_TmnCode": "HOSOPAY2", "vnp_IpAddr": "203.0.113.8"}
    other = others.get(name) or (fields[name][:-1] + "5" if digits else f"{fields[name]}1")
    if other != fields[name]:
        assert visitor.post(API, {**fields, name: other}).json()["vnp_ResponseCode"] == "97"


def test_a_request_number_counts_once_a_day(visitor: Visitor) -> None:
    visit(visitor)
    assert ask(visitor)["vnp_ResponseCode"] == "00"
    assert ask(visitor)["vnp_ResponseCode"] == "94"
    assert ask(visitor, vnp_RequestId="Q2")["vnp_ResponseCode"] == "00"
    assert ask(visitor, vnp_CreateDate="20260317000000")["vnp_ResponseCode"] == "00"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"vnp_Amount": 1}', b"\xff"])
def test_noise_is_a_bad_format(visitor: Visitor, body: bytes) -> None:
    answer = visitor.post_text(API, body)
    assert (answer.status_code, answer.json()["vnp_ResponseCode"]) == (200, "03")


def test_the_number_of_another_day_is_another_order(visitor: Visitor) -> None:
    visit(visitor)
    tomorrow = {"vnp_CreateDate": "20260317000000", "vnp_ExpireDate": "20260317001500"}
    visit(visitor, a_payment(vnp_Amount="100", **tomorrow))
    assert ask(visitor)["vnp_Amount"] == "15000000"
    other = ask(visitor, vnp_RequestId="Q2", vnp_TransactionDate="20260317000000")
    assert other["vnp_Amount"] == "100"


@pytest.mark.parametrize(
    ("do", "status"),
    [("query_says_waiting", "01"), ("query_says_failed", "02"), ("query_says_paid", "00")],
)
def test_a_query_can_contradict_the_books_once(visitor: Visitor, do: str, status: str) -> None:
    visit(visitor)
    if status != "00":
        decide(visitor, "approve")
    visitor.post("/control/vnpay/script", {"on": "query", "do": do})
    lie, truth = ask(visitor), ask(visitor, vnp_RequestId="Q2")
    assert lie["vnp_TransactionStatus"] == status != truth["vnp_TransactionStatus"]
    assert lie["vnp_SecureHash"] == barred_hash(lie, ANSWER_ORDER)
