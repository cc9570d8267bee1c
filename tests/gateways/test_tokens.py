"""A bearer token is one of our issuers', for us, and valid now; or it is refused."""

import json
import time
from collections.abc import Iterable
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from chalicelib.gateways.key_set import KeysUnavailable
from chalicelib.gateways.token_issuers import TokenIssuer
from chalicelib.gateways.tokens import LARGEST_TOKEN, LEEWAY_SECONDS, TokenRefused, TokenVerifier
from tests.gateways.issuer import (
    COGNITO,
    JWKS_URL,
    Elapsed,
    Fetching,
    a_cognito_token,
    a_confused_token,
    a_jwk,
    a_token,
    an_issuer,
    an_unsigned_token,
    claims,
    rsa_key,
    with_header,
)

SKEW = LEEWAY_SECONDS - 30
BEYOND = LEEWAY_SECONDS + 60


def a_verifier(
    fetch: Fetching | None = None, issuers: Iterable[TokenIssuer] = (an_issuer(),)
) -> TokenVerifier:
    return TokenVerifier(issuers, fetch or Fetching(), Elapsed())


@pytest.mark.parametrize("kid", ["rsa", "ed"])
def test_a_good_token_says_who_calls_and_what_they_may(kid: str) -> None:
    caller = a_verifier().verify(a_token(kid))
    assert caller.subject == "portal-1"
    assert caller.scopes == {"dossiers:read", "dossiers:write"}
    assert caller.agencies == {"H32", "H49"}


def test_without_scopes_and_agencies_a_token_allows_nothing() -> None:
    caller = a_verifier().verify(a_token(scope=None, agencies=None))
    assert (caller.scopes, caller.agencies) == (frozenset(), frozenset())


def test_agencies_may_be_one_text() -> None:
    assert a_verifier().verify(a_token(agencies="H32  H49.1")).agencies == {"H32", "H49.1"}
    assert a_verifier().verify(a_token(agencies="")).agencies == frozenset()


@pytest.mark.parametrize(
    ("said", "held"),
    [
        (["leader", "head"], frozenset({"leader", "head"})),
        ("leader  head", frozenset({"leader", "head"})),
        ("", frozenset()),
        ([], frozenset()),
        (None, None),
    ],
)
def test_posts_are_a_list_or_one_text_or_not_spoken_of(
    said: object, held: frozenset[str] | None
) -> None:
    changes: dict[str, Any] = {"posts": said}
    assert a_verifier().verify(a_token(**changes)).posts == held


def test_the_issuer_s_entry_names_the_claim_of_the_posts() -> None:
    verifier = a_verifier(issuers=[an_issuer(posts_claim="custom:posts")])
    changes: dict[str, Any] = {"custom:posts": "clerk", "posts": "leader"}
    assert verifier.verify(a_token(**changes)).posts == frozenset({"clerk"})


BAD_CLAIMS: dict[str, dict[str, Any]] = {
    "without an end": {"exp": None},
    "an end that is no number": {"exp": "tomorrow"},
    "an end beyond all numbers": {"exp": float("inf")},
    "another audience": {"aud": "somebody-else"},
    "no audience": {"aud": None},
    "another issuer": {"iss": "https://evil.example"},
    "an issuer like ours": {"iss": "https://issuer.example/"},
    "no issuer": {"iss": None},
    "no subject": {"sub": None},
    "a subject that is no text": {"sub": 7},
    "an identity token": {"token_use": "id"},
    "posts that are no words": {"posts": 7},
    "a post that is no word": {"posts": ["leader", "head of unit"]},
}


@pytest.mark.parametrize("changes", BAD_CLAIMS.values(), ids=BAD_CLAIMS.keys())
def test_a_token_that_is_not_for_us_now_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(TokenRefused):
        a_verifier().verify(a_token(**changes))


@pytest.mark.parametrize(
    ("claim", "by"),
    [("exp", -BEYOND), ("nbf", BEYOND), ("iat", BEYOND)],
    ids=["expired", "not valid yet", "made in the future"],
)
def test_a_token_of_another_time_is_refused(claim: str, by: int) -> None:
    of_now: dict[str, Any] = {claim: time.time() + by}
    with pytest.raises(TokenRefused):
        a_verifier().verify(a_token(**of_now))


@pytest.mark.parametrize("changes", [{"exp": -SKEW}, {"nbf": SKEW}, {"iat": SKEW}], ids=str)
def test_clocks_may_differ_a_little(changes: dict[str, int]) -> None:
    shifted: dict[str, Any] = {claim: time.time() + by for claim, by in changes.items()}
    assert a_verifier().verify(a_token(**shifted))


def signed_by_another() -> str:
    key = rsa_key("another")
    return jwt.encode(claims(), key, algorithm="RS256", headers={"kid": "rsa"})


def tampered() -> str:
    head, _, signature = a_token().split(".")
    return f"{head}.{a_token(sub='root').split('.')[1]}.{signature}"


def signed_text(text: str) -> str:
    """Whatever the issuer can be made to sign."""
    return jwt.PyJWS().encode(text.encode(), rsa_key(), "RS256", headers={"kid": "rsa"})


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
    "the algorithm of another key": lambda: jwt.encode(
        claims(), rsa_key(), algorithm="RS256", headers={"kid": "ed"}
    ),
    "several issuers": lambda: signed_text(json.dumps(claims(iss=["https://issuer.example"]))),
    "claims that are no object": lambda: signed_text("[]"),
    "claims that nest without end": lambda: signed_text("[" * 5_000),
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


@pytest.mark.parametrize("nested", ["[" * 5_000, '{"a":' * 5_000])
def test_a_header_that_nests_without_end_is_refused(nested: str) -> None:
    with pytest.raises(TokenRefused):
        a_verifier().verify(with_header(nested))


def test_a_token_longer_than_any_header_is_not_even_read() -> None:
    with pytest.raises(TokenRefused, match="TooLong"):
        a_verifier().verify(a_token(padding="x" * LARGEST_TOKEN))


def test_a_key_that_is_too_short_to_trust_is_no_key() -> None:
    short = generate_private_key(public_exponent=65537, key_size=1024)
    fetch = Fetching(json.dumps({"keys": [a_jwk("short", short)]}).encode())
    with pytest.warns(jwt.InsecureKeyLengthWarning):
        token = jwt.encode(claims(), short, algorithm="RS256", headers={"kid": "short"})
    with pytest.raises(TokenRefused, match="InvalidKeyError"):
        a_verifier(fetch).verify(token)


def test_a_refusal_says_no_more_than_its_kind() -> None:
    with pytest.raises(TokenRefused, match=r"^ExpiredSignatureError$"):
        a_verifier().verify(a_token(exp=time.time() - BEYOND))


@pytest.mark.parametrize(
    "claims",
    [
        {"agencies": ["zzz *"]},
        {"agencies": [["H32"]]},
        {"agencies": {"H32": True}},
        {"agencies": 7},
        {"agencies": "H32 Hà-Nội"},
        {"sub": "x" * 201},
        {"scope": ["dossiers:read"]},
    ],
    ids=str,
)
def test_claims_that_are_not_plain_words_are_refused(claims: dict[str, Any]) -> None:
    """What follows joins codes with spaces and puts the subject into keys."""
    with pytest.raises(TokenRefused, match=r"^Claim"):
        a_verifier().verify(a_token(**claims))


def test_an_unknown_issuer_is_not_asked_for_anything() -> None:
    fetch = Fetching()
    with pytest.raises(TokenRefused, match="InvalidIssuerError"):
        a_verifier(fetch).verify(a_token(iss="https://evil.example"))
    assert fetch.urls == []


def test_while_no_keys_can_be_had_a_token_is_neither_good_nor_bad() -> None:
    fetch = Fetching()
    fetch.down = True
    with pytest.raises(KeysUnavailable):
        a_verifier(fetch).verify(a_token())
    with pytest.raises(TokenRefused):
        a_verifier(fetch).verify(a_token(iss="https://evil.example"))


def test_each_issuer_is_asked_for_its_own_keys() -> None:
    fetch = Fetching()
    verifier = a_verifier(fetch, [an_issuer(), COGNITO])
    verifier.verify(a_token())
    assert fetch.urls == [JWKS_URL]
    verifier.verify(a_cognito_token())
    assert fetch.urls == [JWKS_URL, f"{COGNITO.issuer}/.well-known/jwks.json"]


def test_one_issuers_key_does_not_open_for_another() -> None:
    """Even if both use the same key id: an issuer that is taken over speaks for itself only."""
    fetch = Fetching()
    verifier = a_verifier(fetch, [an_issuer(), COGNITO])
    forged = jwt.encode(claims(), rsa_key("theirs"), algorithm="RS256", headers={"kid": "rsa"})
    with pytest.raises(TokenRefused, match="InvalidSignatureError"):
        verifier.verify(forged)


class TestCognito:
    """Access tokens of a user pool: no `aud`, prefixed scopes, agencies as a text."""

    def verify(self, **changes: Any) -> Any:
        return a_verifier(issuers=[COGNITO]).verify(a_cognito_token(**changes))

    def test_an_access_token_of_an_accepted_client_is_good(self) -> None:
        caller = self.verify()
        assert caller.subject == "staff:portal-1"
        assert caller.scopes == {"dossiers:read", "dossiers:write"}
        assert caller.agencies == {"H32.12", "H32.13"}

    def test_only_scopes_of_our_resource_server_count(self) -> None:
        scope = "openid dossiers:read hosopay/tasks:read other/ops:act hosopay-x/ops:act"
        assert self.verify(scope=scope).scopes == {"tasks:read"}

    def test_the_agencies_of_another_claim_do_not_count(self) -> None:
        assert self.verify(agencies=["*"], **{"custom:agencies": None}).agencies == frozenset()

    def test_an_audience_that_it_has_all_the_same_is_not_looked_at(self) -> None:
        assert self.verify(aud="https://api.example")

    @pytest.mark.parametrize(
        "changes",
        [{"client_id": "other"}, {"client_id": None}, {"client_id": ["portal-client"]}],
        ids=str,
    )
    def test_a_token_of_another_client_is_refused(self, changes: Any) -> None:
        with pytest.raises(TokenRefused, match="AnotherClient"):
            self.verify(**changes)

    def test_an_identity_token_is_refused_though_it_is_signed_for_the_same_client(self) -> None:
        with pytest.raises(TokenRefused, match="NotAnAccessToken"):
            self.verify(token_use="id", aud="portal-client")


def test_a_client_and_an_audience_may_both_be_asked_for() -> None:
    both = a_verifier(issuers=[an_issuer(clients=["a"], audience="us")])
    assert both.verify(a_token(client_id="a", aud=["us", "them"]))
    for wrong in ({"client_id": "a"}, {"client_id": "b", "aud": "us"}):
        with pytest.raises(TokenRefused):
            both.verify(a_token(**wrong))


def test_equal_subjects_of_two_issuers_are_two_callers() -> None:
    """Idempotency keys and actors hang on the subject."""
    verifier = a_verifier(issuers=[an_issuer(), COGNITO])
    plain, named = verifier.verify(a_token()), verifier.verify(a_cognito_token())
    assert (plain.subject, named.subject) == ("portal-1", "staff:portal-1")
    with pytest.raises(TokenRefused, match="SubjectOfAnotherIssuer"):
        verifier.verify(a_token(sub="staff:portal-1"))
    assert verifier.verify(a_token(sub="auth0:portal-1"))
