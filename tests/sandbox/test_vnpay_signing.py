"""Signatures against texts and values made by the published rules, as other implementations make them."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.vnpay.merchants import Merchant
from sandbox.vnpay.signing import QUERY, QUERY_ANSWER, barred_text, is_signed, query_text, sign

VECTORS = json.loads((Path(__file__).parent / "vnpay_signatures.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["name"]))
def test_a_vector_is_reproduced(vector: Any) -> None:
    merchant = Merchant("DEMOV210", vector["secret"])
    orders = {"request": QUERY, "answer": QUERY_ANSWER}
    given = vector["given"]
    text = (
        query_text(given)
        if vector["form"] == "query"
        else barred_text(given, orders[vector["form"]])
    )
    assert text == vector["expected"]["text"]
    assert sign(text, merchant) == vector["expected"]["signature"]
    assert is_signed(text, vector["expected"]["signature"].upper(), merchant)
    assert not is_signed(text, "chữ ký", merchant)


def test_the_vectors_cover_all_messages() -> None:
    assert {vector["form"] for vector in VECTORS} == {"query", "request", "answer"}


def test_neither_the_hash_nor_its_type_nor_a_strange_parameter_is_signed() -> None:
    fields = {"vnp_A": "1", "vnp_SecureHash": "x", "vnp_SecureHashType": "y", "kenh": "z"}
    assert query_text(fields) == "vnp_A=1"
