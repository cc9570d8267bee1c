"""What a deployer may write into TOKEN_ISSUERS."""

import json
from typing import Any

import pytest

from chalicelib.gateways.token_issuers import TokenIssuer, read_issuers
from tests.gateways.issuer import COGNITO, ISSUER, JWKS_URL, an_issuer


def test_a_single_issuer_is_just_its_address() -> None:
    (issuer,) = read_issuers(f" {ISSUER}\n")
    assert issuer == TokenIssuer(issuer=ISSUER)
    assert (issuer.keys_at, issuer.expected_audience) == (JWKS_URL, "hosopay")
    assert (issuer.scope_prefix, issuer.agencies_claim, issuer.name) == ("", "agencies", "")


def test_several_issuers_are_a_list() -> None:
    text = json.dumps([{"issuer": ISSUER}, COGNITO.model_dump(mode="json", exclude_none=True)])
    assert read_issuers(text) == (TokenIssuer(issuer=ISSUER), COGNITO)


def test_keys_may_be_published_elsewhere() -> None:
    assert an_issuer(jwks_url="https://keys.example/1").keys_at == "https://keys.example/1"
    assert an_issuer(issuer=f"{ISSUER}/").keys_at == JWKS_URL


def test_who_names_clients_asks_for_no_audience_unless_it_is_named_too() -> None:
    assert an_issuer(clients=["a"]).expected_audience is None
    assert an_issuer(clients="a b", audience="us").expected_audience == "us"
    assert an_issuer(clients="a b").clients == ("a", "b")


@pytest.mark.parametrize("host", ["127.0.0.1:4580", "localhost"])
def test_an_issuer_on_this_machine_needs_no_encryption(host: str) -> None:
    assert an_issuer(issuer=f"http://{host}/issuer")


NONSENSE: dict[str, Any] = {
    "nothing": "",
    "no address": "issuer",
    "not encrypted": "http://issuer.example",
    "a file": "file:///etc/passwd",
    "a file of this machine": "file://localhost/etc/passwd",
    "broken JSON": "[",
    "no issuer at all": [],
    "not a list of issuers": ["https://issuer.example"],
    "without its address": [{"audience": "us"}],
    "keys that are not encrypted": [{"issuer": ISSUER, "jwks_url": "http://keys.example"}],
    "an audience that is none": [{"issuer": ISSUER, "audience": ""}],
    "a claim without a name": [{"issuer": ISSUER, "agencies_claim": ""}],
    "a misspelt field": [{"issuer": ISSUER, "audiance": "us"}],
    "the same issuer twice": [{"issuer": ISSUER}, {"issuer": ISSUER, "name": "b"}],
    "two without a name": [{"issuer": ISSUER}, {"issuer": "https://other.example"}],
    "a name that cannot be told from a subject": [{"issuer": ISSUER, "name": "a:b"}],
}


@pytest.mark.parametrize("given", NONSENSE.values(), ids=NONSENSE.keys())
def test_nonsense_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_issuers(given if isinstance(given, str) else json.dumps(given))


def test_the_sentence_names_what_two_issuers_share() -> None:
    with pytest.raises(ValueError, match="2 issuers have the name 'a'"):
        read_issuers(json.dumps([{"issuer": f"{ISSUER}/{n}", "name": "a"} for n in (1, 2)]))
