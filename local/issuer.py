"""The local token issuer: who may do what, a signed token for each, and the keys that it publishes."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import jwt
from jwt.algorithms import OKPAlgorithm

from local.issuer_keys import Key, keys
from local.settings import LocalSettings

AUDIENCE = "hosopay"
LIFETIME_SECONDS = 30 * 24 * 3600
PROVINCE = "H32"
OTHER_PROVINCE = "H49"
EVERYWHERE = "*"


@dataclass(frozen=True)
class Role:
    """What a kind of user may do, for whose dossiers, and in which posts (None: in any)."""

    scopes: tuple[str, ...]
    agencies: tuple[str, ...] = (PROVINCE,)
    posts: tuple[str, ...] | None = None


def _role(scopes: str, *agencies: str) -> Role:
    return Role(tuple(scopes.split()), agencies or (PROVINCE,))


ROLES = {
    "portal": _role("catalogue:read dossiers:read dossiers:write payments:read payments:write"),
    "officer": _role(
        "catalogue:read dossiers:read dossiers:personal tasks:read tasks:decide tasks:correct"
        " payments:read payments:counter"
    ),
    "ops": _role("catalogue:read dossiers:read payments:read ops:read ops:act"),
    "finance": _role("dossiers:read payments:read refunds:write"),
    "manager": _role(
        "catalogue:read catalogue:write dossiers:read tasks:read tasks:assign payments:read"
        " reports:read"
    ),
    "administrator": _role("catalogue:read catalogue:write", EVERYWHERE),
}
"""A manager keeps a province's offerings and assigns its tasks; an administrator publishes the national catalogue."""

EVERY_SCOPE = tuple(sorted({scope for role in ROLES.values() for scope in role.scopes}))
STRANGER = Role(EVERY_SCOPE, (OTHER_PROVINCE,))


def tokens(settings: LocalSettings) -> dict[str, str]:
    """A bearer token for every role, and one for a stranger who may do everything elsewhere."""
    return {
        name: token(settings, name, role) for name, role in {**ROLES, "stranger": STRANGER}.items()
    }


def token(
    settings: LocalSettings, subject: str, role: Role, lifetime_seconds: int = LIFETIME_SECONDS
) -> str:
    """A token of the newest key, good from now on."""
    now = int(time.time())
    claims = {
        "sub": subject,
        "scope": " ".join(role.scopes),
        "agencies": list(role.agencies),
        **({} if role.posts is None else {"posts": list(role.posts)}),
        "iss": settings.issuer,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + lifetime_seconds,
    }
    newest = keys(settings)[-1]
    return jwt.encode(claims, newest.private, algorithm="EdDSA", headers={"kid": newest.id})


def public_keys(settings: LocalSettings) -> Path:
    """The JWKS file that the sandbox publishes for the issuer; a changed one counts at once."""
    path = settings.state / "jwks.json"
    published = {"keys": [_public(key) for key in keys(settings)]}
    path.write_text(json.dumps(published, indent=2) + "\n")
    return path


def _public(key: Key) -> dict[str, str]:
    jwk = OKPAlgorithm.to_jwk(key.private.public_key(), as_dict=True)
    return {**jwk, "kid": key.id, "use": "sig", "alg": "EdDSA"}
