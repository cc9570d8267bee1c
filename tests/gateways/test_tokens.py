"""A bearer token is the issuer's, for us, and valid now; or it is refused."""

import json
import time
from typing import Any

import jwt
import pytest

from chalicelib.gateways.tokens import (
    FETCH_AGAIN_SECONDS,
    FETCH_AT_MOST_EVERY_SECONDS,
    TokenRefused,
    TokenVerifier,
)
from tests.gateways.issuer import (
    AUDIENCE,
    ISSUER,
    JWKS_URL,
    Elapsed,
    Fetching,
    a_confused_token,
    a_jwk,
    a_jwks,
    a_token,
    an_unsigned_token,
    claims,
    rsa_key,
    with_header,
)


def a_verifier(fetch: Fetching | None = None, elapsed: Elapsed | None = None) -> TokenVerifier:
    return TokenVerifier(
        issuer=ISSUER,
        audience=AUDIENCE,
        jwks_url=JWKS_URL,
        fetch=fetch or Fetching(),
        elapsed=elapsed or Elapsed(),
    )


@pytest.mark.parametrize("kid", ["rsa", "ed"])
def test_a_good_token_says_who_calls_and_what_they_may(kid: str) -> None:
    caller = a_verifier().verify(a_token(kid))
    assert caller.subject == "portal-1"
    assert caller.scopes == {"dossiers:read", "dossiers:write"}
    assert caller.agencies == {"H32", "H49"}


def test_without_scopes_and_agencies_a_token_allows_nothing() -> None:
    caller = a_verifier().verify(a_token(scope=None, agencies=None))
    assert (caller.scopes, caller.agencies) == (frozenset(), frozenset())


BAD_CLAIMS: dict[str, dict[str, Any]] = {
    "expired": {"exp": time.time() - 120},
    "without an end": {"exp": None},
    "not valid yet": {"nbf": time.time() + 600},
    "another audience": {"aud": "somebody-else"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.example"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "agencies that are no list": {"agencies": "H32"},
}


@pytest.mark.parametrize("changes", BAD_CLAIMS.values(), ids=BAD_CLAIMS.keys())
def test_a_token_that_is_not_for_us_now_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        a_verifier().verify(a_token(**changes))


def test_a_token_that_expired_within_the_last_minute_is_still_good() -> None:
    assert a_verifier().verify(a_token(exp=time.time() - 30))


def signed_by_another() -> str:
    key = rsa_key("another")
    return jwt.encode(claims(), key, algorithm="RS256", headers={"kid": "rsa"})


def tampered() -> str:
    head, _, signature = a_token().split(".")
    return f"{head}.{a_token(sub='root').split('.')[1]}.{signature}"


FORGERIES = {
    "unsigned": an_unsigned_token,
    "the public key as a secret": a_confused_token,
    "another key under our key id": signed_by_another,
    "tampered": tampered,
    "an unknown key id": lambda: jwt.encode(
        claims(), rsa_key(), algorithm="RS256", headers={"kid": "nobody"}
    ),
    "no key id": lambda: jwt.encode(claims(), rsa_key(), algorithm="RS256"),
    "another algorithm of the key": lambda: jwt.encode(
        claims(), rsa_key(), algorithm="RS512", headers={"kid": "rsa"}
    ),
    "empty": lambda: "",
    "noise": lambda: "a.b.c",
    "not ASCII": lambda: "đ.đ.đ",
    "a number for a header": lambda: with_header("7"),
    "a key id that is no text": lambda: with_header('{"alg":"RS256","kid":[1]}'),
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES.keys())
def test_a_forged_token_is_refused(forge: Any) -> None:
    with pytest.raises(TokenRefused):
        a_verifier().verify(forge())


def test_a_header_that_nests_without_end_is_refused() -> None:
    with pytest.raises(TokenRefused):
        a_verifier().verify(with_header("[" * 5_000))


def test_a_refusal_says_no_more_than_its_kind() -> None:
    with pytest.raises(TokenRefused, match=r"^ExpiredSignatureError$"):
        a_verifier().verify(a_token(exp=time.time() - 120))


def test_keys_are_fetched_once_for_many_tokens() -> None:
    fetch = Fetching()
    verifier = a_verifier(fetch)
    for _ in range(5):
        verifier.verify(a_token())
    assert fetch.asked == 1


def test_keys_are_fetched_again_when_they_are_old() -> None:
    fetch, elapsed = Fetching(), Elapsed()
    verifier = a_verifier(fetch, elapsed)
    verifier.verify(a_token())
    elapsed.seconds += FETCH_AGAIN_SECONDS + 1
    verifier.verify(a_token())
    assert fetch.asked == 2


def test_a_new_key_is_found_soon_and_a_flood_of_unknown_ones_is_not_passed_on() -> None:
    fetch, elapsed = Fetching(b'{"keys": []}'), Elapsed()
    verifier = a_verifier(fetch, elapsed)
    for _ in range(5):
        with pytest.raises(TokenRefused, match="UnknownKey"):
            verifier.verify(a_token())
    assert fetch.asked == 1
    fetch.body = a_jwks()
    elapsed.seconds += FETCH_AT_MOST_EVERY_SECONDS + 1
    assert verifier.verify(a_token())
    assert fetch.asked == 2


BAD_SETS = [b"", b"<html>", b"[]", b"{}", b'{"keys": 7}', b'{"keys": []}']


@pytest.mark.parametrize("body", [None, *BAD_SETS], ids=str)
def test_the_last_good_keys_serve_on_when_new_ones_cannot_be_had(body: bytes | None) -> None:
    """Case B25."""
    fetch, elapsed = Fetching(), Elapsed()
    verifier = a_verifier(fetch, elapsed)
    verifier.verify(a_token())
    fetch.down, fetch.body = body is None, body or b""
    elapsed.seconds += FETCH_AGAIN_SECONDS + 1
    assert verifier.verify(a_token())
    assert fetch.asked == 2


def test_without_any_key_every_token_is_refused() -> None:
    fetch = Fetching()
    fetch.down = True
    with pytest.raises(TokenRefused, match="UnknownKey"):
        a_verifier(fetch).verify(a_token())


def test_a_key_that_the_issuer_withdrew_serves_no_more() -> None:
    fetch, elapsed = Fetching(), Elapsed()
    verifier = a_verifier(fetch, elapsed)
    verifier.verify(a_token())
    fetch.body = b'{"keys": [' + json_of(a_jwk("new", rsa_key("another"))) + b"]}"
    elapsed.seconds += FETCH_AGAIN_SECONDS + 1
    with pytest.raises(TokenRefused):
        verifier.verify(a_token())


def json_of(jwk: dict[str, Any]) -> bytes:
    return json.dumps(jwk).encode()


@pytest.mark.parametrize(
    "stranger",
    [{"kid": "new", "kty": "AKP", "alg": "ML-DSA-44"}, {"kid": "half", "kty": "RSA"}],
    ids=["a kind we do not know", "an incomplete one"],
)
def test_a_key_that_we_cannot_read_leaves_the_others_of_its_set(stranger: dict[str, Any]) -> None:
    """RFC 7517, section 5: keys that are not understood are ignored."""
    assert a_verifier(Fetching(a_jwks(stranger))).verify(a_token())


@pytest.mark.parametrize(
    "claims",
    [
        {"agencies": ["zzz *"]},
        {"agencies": [["H32"]]},
        {"agencies": "H32"},
        {"sub": "x" * 201},
        {"scope": ["dossiers:read"]},
    ],
)
def test_claims_that_are_not_plain_words_are_refused(claims: dict[str, Any]) -> None:
    """What follows joins codes with spaces and puts the subject into keys."""
    with pytest.raises(TokenRefused):
        a_verifier().verify(a_token(**claims))
