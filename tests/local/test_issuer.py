"""Development tokens."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import jwt
import pytest

from local.issuer import AUDIENCE, EVERY_SCOPE, ROLES, public_keys, tokens
from local.settings import LocalSettings, read_settings

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
        assert claims["agencies"] == ["H32"]


def test_the_stranger_may_do_everything_elsewhere(settings: LocalSettings) -> None:
    claims = _claims(settings, tokens(settings)["stranger"])
    assert set(claims["scope"].split()) == set(EVERY_SCOPE)
    assert claims["agencies"] == ["H49"]


def test_the_key_is_made_once_and_readable_by_its_owner_only(settings: LocalSettings) -> None:
    first = tokens(settings)["ops"]
    second = tokens(settings)["ops"]
    assert _claims(settings, first)["sub"] == _claims(settings, second)["sub"] == "ops"
    key = settings.state / "issuer-key.pem"
    assert key.stat().st_mode & 0o777 == 0o600


def test_nothing_private_is_published(settings: LocalSettings) -> None:
    (key,) = json.loads(public_keys(settings).read_text())["keys"]
    assert set(key) == {"kty", "crv", "x", "kid", "use", "alg"}
