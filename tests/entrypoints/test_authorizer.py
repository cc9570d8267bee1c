"""Who a bearer token speaks for, as API Gateway is told."""

import json
import time
from collections.abc import Callable
from typing import Any, TypeAlias

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from app import app
from chalicelib.entrypoints import authorizer
from chalicelib.gateways.fetch import HttpFetch
from chalicelib.gateways.key_set import KeysUnavailable
from chalicelib.gateways.token_issuers import TokenIssuer
from chalicelib.gateways.tokens import TokenVerifier
from chalicelib.settings import Settings

ISSUER, AUDIENCE = "https://issuer.example", "hosopay"
METHOD_ARN = "arn:aws:execute-api:ap-southeast-1:123456789012:abc/api/GET/v1/tasks"
Ask: TypeAlias = Callable[[str], dict[str, Any]]


class Issuer:
    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.down = False

    def token(self, **changes: Any) -> str:
        claims = {
            "sub": "portal-1",
            "iss": ISSUER,
            "aud": AUDIENCE,
            "exp": int(time.time()) + 600,
            "scope": "dossiers:read dossiers:write",
            "agencies": ["H32.12", "H32"],
        }
        return jwt.encode({**claims, **changes}, self.key, "EdDSA", headers={"kid": "k1"})

    def keys(self, url: str) -> bytes:
        if self.down:
            raise OSError("unreachable")
        public = OKPAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return json.dumps({"keys": [{**public, "kid": "k1"}]}).encode()


@pytest.fixture
def issuer() -> Issuer:
    return Issuer()


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []

    class Logger:
        def info(self, message: str, extra: dict[str, Any]) -> None:
            found.append({"message": message, **extra})

        error = info

    monkeypatch.setattr(authorizer, "logger", Logger)
    return found


@pytest.fixture
def ask(issuer: Issuer, lines: list[Any], monkeypatch: pytest.MonkeyPatch) -> Ask:
    verifier = TokenVerifier([TokenIssuer(issuer=ISSUER)], issuer.keys)
    monkeypatch.setattr(authorizer, "verifier", lambda: verifier)

    def asked(header: str) -> dict[str, Any]:
        event = {"type": "TOKEN", "authorizationToken": header, "methodArn": METHOD_ARN}
        answer: dict[str, Any] = authorizer.authorize(event, {})
        return answer

    return asked


def test_a_valid_token_becomes_the_context_of_every_route(issuer: Issuer, ask: Ask) -> None:
    answer = ask(f"Bearer {issuer.token()}")
    assert answer["principalId"] == "portal-1"
    assert answer["context"] == {
        "subject": "portal-1",
        "scopes": "dossiers:read dossiers:write",
        "agencies": "H32 H32.12",
    }
    [statement] = answer["policyDocument"]["Statement"]
    assert statement["Effect"] == "Allow"
    assert statement["Resource"] == ["arn:aws:execute-api:ap-southeast-1:123456789012:abc/api/*/*"]


@pytest.mark.parametrize(
    ("said", "told"), [(["leader", "clerk"], "clerk leader"), ("leader", "leader"), ([], "-")]
)
def test_posts_are_told_if_the_token_speaks_of_them_and_no_text_is_empty(
    said: object, told: str, issuer: Issuer, ask: Ask
) -> None:
    assert ask(f"Bearer {issuer.token(posts=said)}")["context"]["posts"] == told


@pytest.mark.parametrize("form", ["{}", "Basic {}", "", "Bearer", "Bearer x{}", "Bearer {}x"])
def test_anything_else_is_unauthorized_in_the_very_word_that_means_401(
    form: str, issuer: Issuer, ask: Ask
) -> None:
    with pytest.raises(authorizer.Unauthorized, match=r"\AUnauthorized\Z"):
        ask(form.format(issuer.token()))


@pytest.mark.parametrize(
    "change", [{"exp": 1}, {"iss": "https://evil.example"}, {"aud": "other"}, {"agencies": 32}]
)
def test_a_token_with_wrong_claims_is_unauthorized(
    change: dict[str, Any], issuer: Issuer, ask: Ask
) -> None:
    with pytest.raises(authorizer.Unauthorized):
        ask(f"Bearer {issuer.token(**change)}")


def test_each_verdict_is_logged_without_the_token(
    issuer: Issuer, ask: Ask, lines: list[dict[str, Any]]
) -> None:
    token = issuer.token()
    ask(f"Bearer {token}")
    with pytest.raises(authorizer.Unauthorized):
        ask("Bearer x")
    assert [line["message"] for line in lines] == ["token verified", "token refused"]
    assert lines[0]["subject"] == "portal-1"
    assert lines[1]["reason"] == "DecodeError"
    assert token not in str(lines)


def test_without_the_issuers_keys_nobody_is_told_that_a_token_is_wrong(
    issuer: Issuer, ask: Ask, lines: list[dict[str, Any]]
) -> None:
    """API Gateway answers 401 to one word only; any other failure is its AUTHORIZER_FAILURE."""
    issuer.down = True
    with pytest.raises(KeysUnavailable) as caught:
        ask(f"Bearer {issuer.token()}")
    assert str(caught.value) != "Unauthorized"
    assert lines[0]["message"] == "token not checked"
    assert lines[0]["keys_at"] == f"{ISSUER}/.well-known/jwks.json"


def test_the_verifier_is_made_from_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = dict.fromkeys(Settings.model_fields, "x")
    found = Settings.model_validate({**fields, "token_issuers": ISSUER})
    monkeypatch.setattr(authorizer, "settings", lambda: found)
    fetched: list[str] = []

    def fetch(_: HttpFetch, url: str) -> bytes:
        fetched.append(url)
        return b""

    monkeypatch.setattr(HttpFetch, "__call__", fetch)
    authorizer.verifier.cache_clear()
    with pytest.raises(KeysUnavailable):
        authorizer.verifier().verify(Issuer().token())
    authorizer.verifier.cache_clear()
    assert fetched == [f"{ISSUER}/.well-known/jwks.json"]


def test_it_is_the_apps_only_authorizer() -> None:
    [config] = app.builtin_auth_handlers
    assert (config.name, config.ttl_seconds) == ("authorize", 60)
