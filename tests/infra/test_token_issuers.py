"""A deployer learns what is wrong with TokenIssuers before everybody is locked out."""

import json

import pytest

from infra.errors import DeploymentRefused
from infra.token_issuers import LARGEST_BYTES, check_issuers

ISSUER = "https://issuer.example"
WRONG = {
    "": "issuer of entry 1: Value error, must be an address",
    "http://issuer.example": "begins with https://",
    "[": "is not JSON",
    "[]": "at least 1 item",
    json.dumps([{"issuer": ISSUER}, {"isuer": ISSUER}]): "issuer of entry 2: Field required",
    json.dumps([{"issuer": ISSUER}, {"issuer": ISSUER}]): "2 issuers have the issuer",
    json.dumps([{"issuer": ISSUER, "clients": "x" * LARGEST_BYTES}]): "longer than 2048 bytes",
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.items(), ids=WRONG.values())
def test_what_is_wrong_is_said_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(DeploymentRefused) as caught:
        check_issuers(text)
    assert sentence in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("text", [ISSUER, json.dumps([{"issuer": ISSUER, "clients": ["a"]}])])
def test_what_is_right_passes(text: str) -> None:
    check_issuers(text)
