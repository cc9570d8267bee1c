"""An issuer's keys: fetched seldom, kept while it is down, gone when it withdraws them."""

import json
from typing import Any

import jwt
import pytest

from chalicelib.gateways.key_set import (
    FETCH_AGAIN_SECONDS,
    FETCH_AT_MOST_EVERY_SECONDS,
    KeySet,
    KeysUnavailable,
    UnknownKey,
)
from tests.gateways.issuer import JWKS_URL, Elapsed, Fetching, a_jwk, a_jwks, ed_key, rsa_key

OLD, SOON = FETCH_AGAIN_SECONDS + 1, FETCH_AT_MOST_EVERY_SECONDS + 1
NO_SETS = [b"", b"<html>", b"[]", b"{}", b'{"keys": 7}', b'{"keys": []}']
NO_KEYS = [b'{"keys": [{}]}', b'{"keys": ["kty"]}', b'{"keys": [7, null]}']
BROKEN = [None, *NO_SETS, *NO_KEYS]
"""None: the issuer cannot be reached."""


class Issuer:
    """A key set, its issuer and the time, in one hand."""

    def __init__(self, body: bytes | None = None) -> None:
        self.fetch, self.elapsed = Fetching(body), Elapsed()
        self.keys = KeySet(JWKS_URL, self.fetch, self.elapsed)

    def breaks(self, body: bytes | None) -> None:
        self.fetch.down, self.fetch.body = body is None, body or b""

    def publishes(self, *keys: dict[str, Any]) -> None:
        self.fetch.down, self.fetch.body = False, json.dumps({"keys": keys}).encode()

    def later(self, seconds: float) -> None:
        self.elapsed.seconds += seconds


def test_keys_are_fetched_once_for_many_tokens() -> None:
    issuer = Issuer()
    for _ in range(5):
        assert issuer.keys.key("rsa").algorithm_name == "RS256"
    assert issuer.fetch.urls == [JWKS_URL]


def test_keys_are_fetched_again_when_they_are_old() -> None:
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.later(FETCH_AGAIN_SECONDS)
    issuer.keys.key("rsa")
    assert issuer.fetch.asked == 1
    issuer.later(1)
    issuer.keys.key("rsa")
    assert issuer.fetch.asked == 2


def test_a_new_key_is_found_soon_and_a_flood_of_unknown_ones_is_not_passed_on() -> None:
    issuer = Issuer()
    issuer.keys.key("rsa")
    for number in range(5):
        with pytest.raises(UnknownKey):
            issuer.keys.key(f"new-{number}")
    assert issuer.fetch.asked == 1
    issuer.publishes(a_jwk("new-1", rsa_key("new")))
    issuer.later(SOON)
    assert issuer.keys.key("new-1")
    assert issuer.fetch.asked == 2


def test_the_old_and_the_new_key_are_good_while_both_are_published() -> None:
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.publishes(a_jwk("rsa", rsa_key()), a_jwk("new", rsa_key("new")))
    issuer.later(SOON)
    assert issuer.keys.key("new")
    assert issuer.keys.key("rsa")


def test_a_key_that_the_issuer_withdrew_serves_until_the_set_is_old() -> None:
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.publishes(a_jwk("new", rsa_key("new")))
    assert issuer.keys.key("rsa")
    issuer.later(OLD)
    with pytest.raises(UnknownKey):
        issuer.keys.key("rsa")


def test_keys_of_kinds_that_we_do_not_take_replace_ours_all_the_same() -> None:
    """The issuer has moved on; that we cannot follow does not make its old keys good."""
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.publishes({"kid": "new", "kty": "EC", "crv": "P-256"})
    issuer.later(OLD)
    with pytest.raises(UnknownKey):
        issuer.keys.key("rsa")


@pytest.mark.parametrize("body", BROKEN, ids=str)
def test_the_last_good_keys_serve_on_when_new_ones_cannot_be_had(body: bytes | None) -> None:
    """Case B25."""
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.breaks(body)
    for _ in range(3):
        issuer.later(OLD)
        assert issuer.keys.key("rsa")
    assert issuer.fetch.asked == 4


def test_an_issuer_that_is_down_is_not_asked_at_every_call() -> None:
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.breaks(None)
    issuer.later(OLD)
    for _ in range(5):
        issuer.keys.key("rsa")
    assert issuer.fetch.asked == 2
    issuer.later(SOON)
    issuer.keys.key("rsa")
    assert issuer.fetch.asked == 3


@pytest.mark.parametrize("body", BROKEN, ids=str)
def test_without_any_key_set_nobody_can_tell(body: bytes | None) -> None:
    issuer = Issuer()
    issuer.breaks(body)
    for _ in range(3):
        with pytest.raises(KeysUnavailable, match=JWKS_URL):
            issuer.keys.key("rsa")
    assert issuer.fetch.asked == 1
    issuer.publishes(a_jwk("rsa", rsa_key()))
    issuer.later(SOON)
    assert issuer.keys.key("rsa")


def test_a_new_key_while_the_issuer_is_down_may_be_good() -> None:
    """It is unknown only to us, so its bearer is not told that the token is wrong."""
    issuer = Issuer()
    issuer.keys.key("rsa")
    issuer.breaks(None)
    issuer.later(SOON)
    with pytest.raises(KeysUnavailable):
        issuer.keys.key("new")
    assert issuer.keys.key("rsa")


PRIVATE = jwt.algorithms.OKPAlgorithm.to_jwk(ed_key(), as_dict=True)
NOT_FOR_US: dict[str, dict[str, Any]] = {
    "a kind we do not know": {"kty": "AKP", "alg": "ML-DSA-44"},
    "an incomplete one": {"kty": "RSA"},
    "another curve": {"kty": "EC", "crv": "P-256"},
    "a shared secret": {"kty": "oct", "k": "c2VjcmV0", "alg": "HS256"},
    "another algorithm": {**a_jwk("x", rsa_key()), "alg": "PS256"},
    "for encryption": {**a_jwk("x", rsa_key()), "use": "enc"},
    "with its private half": {**PRIVATE, "alg": "EdDSA"},
}


@pytest.mark.parametrize("stranger", NOT_FOR_US.values(), ids=NOT_FOR_US.keys())
def test_a_key_that_is_not_for_us_leaves_the_others_of_its_set(stranger: dict[str, Any]) -> None:
    """RFC 7517, section 5: keys that are not understood are ignored."""
    issuer = Issuer(a_jwks({**stranger, "kid": "stranger"}))
    assert issuer.keys.key("ed")
    with pytest.raises(UnknownKey):
        issuer.keys.key("stranger")


def test_what_is_no_key_leaves_the_others_of_its_set() -> None:
    issuer = Issuer()
    issuer.fetch.body = json.dumps({"keys": [7, "kty", {}, a_jwk("rsa", rsa_key())]}).encode()
    assert issuer.keys.key("rsa")


@pytest.mark.parametrize("kid", [None, 7, ["rsa"]])
def test_a_key_without_a_name_cannot_be_asked_for(kid: object) -> None:
    issuer = Issuer(a_jwks({**a_jwk("x", rsa_key()), "kid": kid}))
    with pytest.raises(UnknownKey):
        issuer.keys.key(str(kid))
