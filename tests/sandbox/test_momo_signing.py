"""Signatures against published field orders and keys; every signed field counts."""

import json
from pathlib import Path

import pytest

from sandbox.momo.merchants import PUBLIC_TEST_MERCHANTS
from sandbox.momo.signing import CREATE, QUERY, RESULT, is_signed, sign, signed_text
from tests.sandbox.shop import Visitor, a_create, a_query

VECTORS = json.loads((Path(__file__).parent / "momo_signatures.json").read_text("utf-8"))
ORDERS = {"create": CREATE, "query": QUERY, "result": RESULT}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_vector_is_reproduced(vector: dict[str, dict[str, str]]) -> None:
    order = ORDERS[str(vector["message"])]
    merchant = PUBLIC_TEST_MERCHANTS[vector["given"]["partnerCode"]]
    assert signed_text(vector["given"], order, merchant) == vector["expected"]["text"]
    assert sign(vector["given"], order, merchant) == vector["expected"]["signature"]


def test_the_vectors_cover_all_three_messages() -> None:
    assert {vector["message"] for vector in VECTORS} == set(ORDERS)


@pytest.mark.parametrize("message", ["create", "query"])
def test_a_signature_in_another_alphabet_is_only_wrong(message: str) -> None:
    merchant = PUBLIC_TEST_MERCHANTS["MOMO"]
    assert not is_signed({}, "chữ ký", ORDERS[message], merchant)


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("amount", 150_001),
        ("extraData", "e30="),
        ("ipnUrl", "https://api.example.vn/other"),
        ("orderId", "O-2"),
        ("orderInfo", "Nội dung khác"),
        ("partnerCode", "MOMOBKUN20180529"),
        ("redirectUrl", "https://example.vn/"),
        ("requestId", "R-2"),
        ("requestType", "payWithATM"),
    ],
)
def test_create_with_a_field_changed_after_signing_is_refused(
    visitor: Visitor, field: str, other: object
) -> None:
    answer = visitor.post("/momo/v2/gateway/api/create", {**a_create(), field: other})
    assert (answer.status_code, answer.json()["resultCode"]) == (400, 13)
    assert visitor.get("/control/momo/orders").json()["orders"] == []


@pytest.mark.parametrize(
    ("field", "other"),
    [("orderId", "O-2"), ("partnerCode", "MOMOBKUN20180529"), ("requestId", "X")],
)
def test_query_with_a_field_changed_after_signing_is_refused(
    visitor: Visitor, field: str, other: str
) -> None:
    visitor.create()
    answer = visitor.post("/momo/v2/gateway/api/query", {**a_query(), field: other})
    assert answer.json()["resultCode"] == 13


def test_the_log_shows_what_should_have_been_signed(visitor: Visitor) -> None:
    visitor.post("/momo/v2/gateway/api/create", {**a_create(), "amount": 2000})
    line = json.loads(visitor.get("/control/log?kind=create").text)
    assert line["details"]["expected_text"].startswith("accessKey=F8BBA842ECF85&amount=2000&")


def test_an_unknown_partner_is_not_authenticated(visitor: Visitor) -> None:
    assert visitor.create(partnerCode="NOBODY").json()["resultCode"] == 13
