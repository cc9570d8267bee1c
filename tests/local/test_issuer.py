"""Development tokens."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import pytest

from chalicelib.gateways.token_issuers import read_issuers
from chalicelib.gateways.tokens import TokenVerifier
from local.issuer import AUDIENCE, EVERY_SCOPE, ROLES, public_keys, tokens
from local.issuer_keys import add_key, withdraw_old_keys
from local.settings import LocalSettings, read_settings
from local.up import parameters

DAY = 24 * 3600


@pytest.fixture
def settings(tmp_path: Path) -> LocalSettings:
    return replace(read_settings({}), state=tmp_path / "state")


def _claims(settings: LocalSettings, token: str) -> dict[str, Any]:
    keys = jwt.PyJWKSet.from_dict(json.loads(public_keys(settings).read_text()))
    key = keys[jwt.get_unverified_header(token)["kid"]]
    claims: dict[str, Any] = jwt.decode(
        token, key, algorithms=["EdDSA"], audience=AUDIENCE, issuer=settings.issuer
    )
    return claims


@pytest.mark.parametrize("name", [*ROLES, "stranger"])
def test_a_token_is_verified_by_the_published_keys(settings: LocalSettings, name: str) -> None:
    claims = _claims(settings, tokens(settings)[name])
    assert claims["sub"] == name
    assert 29 * DAY < claims["exp"] - time.time() <= 30 * DAY


def test_each_role_may_do_its_own_work_in_its_province(settings: LocalSettings) -> None:
    made = tokens(settings)
    for name, role in ROLES.items():
        claims = _claims(settings, made[name])
        assert claims["scope"] == " ".join(role.scopes)
        assert claims["agencies"] == (["*"] if name == "administrator" else ["H32"])


def test_only_who_publishes_the_national_catalogue_is_everywhere(settings: LocalSettings) -> None:
    claims = _claims(settings, tokens(settings)["administrator"])
    assert claims["scope"] == "catalogue:read catalogue:write"


def test_the_deployed_stage_takes_the_tokens_of_this_issuer(settings: LocalSettings) -> None:
    verifier = TokenVerifier(
        read_issuers(parameters(settings)["TokenIssuers"]),
        fetch=lambda url: public_keys(settings).read_bytes(),
    )
    for name, made in tokens(settings).items():
        assert verifier.verify(made).subject == name


def test_the_stranger_may_do_everything_elsewhere(settings: LocalSettings) -> None:
    claims = _claims(settings, tokens(settings)["stranger"])
    assert set(claims["scope"].split()) == set(EVERY_SCOPE)
    assert claims["agencies"] == ["H49"]


def test_the_key_is_made_once_and_readable_by_its_owner_only(settings: LocalSettings) -> None:
    first = tokens(settings)["ops"]
    second = tokens(settings)["ops"]
    assert _claims(settings, first)["sub"] == _claims(settings, second)["sub"] == "ops"
    (key,) = settings.state.glob("*.pem")
    assert key.stat().st_mode & 0o777 == 0o600


def test_a_new_key_signs_while_the_old_one_is_still_published(settings: LocalSettings) -> None:
    before = tokens(settings)["ops"]
    assert add_key(settings) == "local-2"
    after = tokens(settings)["ops"]
    assert [jwt.get_unverified_header(one)["kid"] for one in (before, after)] == [
        "local-1",
        "local-2",
    ]
    assert _claims(settings, before)["sub"] == _claims(settings, after)["sub"] == "ops"


def test_a_withdrawn_key_is_published_no_more(settings: LocalSettings) -> None:
    before = tokens(settings)["ops"]
    for _ in range(10):
        add_key(settings)
    assert withdraw_old_keys(settings) == 10
    assert _claims(settings, tokens(settings)["ops"])["sub"] == "ops"
    with pytest.raises(KeyError):
        _claims(settings, before)
    assert add_key(settings) == "local-12"


def test_the_first_new_key_of_a_fresh_state_keeps_the_first(settings: LocalSettings) -> None:
    assert add_key(settings) == "local-2"
    assert len(json.loads(public_keys(settings).read_text())["keys"]) == 2


def test_nothing_private_is_published(settings: LocalSettings) -> None:
    (key,) = json.loads(public_keys(settings).read_text())["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}
