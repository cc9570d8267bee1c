"""Development tokens: a key of this machine, its public half for the API, and a token per role."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from jwt.algorithms import OKPAlgorithm

from local.settings import LocalSettings

AUDIENCE = "hosopay"
KEY_ID = "local-1"
LIFETIME_SECONDS = 30 * 24 * 3600
PROVINCE = "H32"
OTHER_PROVINCE = "H49"


@dataclass(frozen=True)
class Role:
    """What a kind of user may do, and for whose dossiers."""

    scopes: tuple[str, ...]
    agencies: tuple[str, ...] = (PROVINCE,)


def _role(scopes: str) -> Role:
    return Role(tuple(scopes.split()))


ROLES = {
    "portal": _role("catalogue:read dossiers:read dossiers:write payments:read payments:write"),
    "officer": _role(
        "catalogue:read dossiers:read dossiers:personal tasks:read tasks:decide tasks:correct"
        " payments:read payments:counter"
    ),
    "ops": _role("catalogue:read dossiers:read payments:read ops:read ops:act"),
    "finance": _role("dossiers:read payments:read refunds:write"),
    "manager": _role("catalogue:read catalogue:write dossiers:read payments:read"),
}
EVERY_SCOPE = tuple(sorted({scope for role in ROLES.values() for scope in role.scopes}))
STRANGER = Role(EVERY_SCOPE, (OTHER_PROVINCE,))


def tokens(settings: LocalSettings) -> dict[str, str]:
    """A bearer token for every role, and one for a stranger who may do everything elsewhere."""
    key = _private_key(settings)
    now = int(time.time())
    return {
        name: _token(settings, key, name, role, now)
        for name, role in {**ROLES, "stranger": STRANGER}.items()
    }


def public_keys(settings: LocalSettings) -> Path:
    """The JWKS file that the sandbox publishes for the issuer."""
    path = settings.state / "jwks.json"
    jwk = OKPAlgorithm.to_jwk(_private_key(settings).public_key(), as_dict=True)
    keys = {"keys": [{**jwk, "kid": KEY_ID, "use": "sig", "alg": "EdDSA"}]}
    path.write_text(json.dumps(keys, indent=2) + "\n")
    return path


def _token(
    settings: LocalSettings, key: Ed25519PrivateKey, subject: str, role: Role, now: int
) -> str:
    claims = {
        "sub": subject,
        "scope": " ".join(role.scopes),
        "agencies": list(role.agencies),
        "iss": settings.issuer,
        "aud": AUDIENCE,
        "iat": now,
        "exp": now + LIFETIME_SECONDS,
    }
    return jwt.encode(claims, key, algorithm="EdDSA", headers={"kid": KEY_ID})


def _private_key(settings: LocalSettings) -> Ed25519PrivateKey:
    path = settings.state / "issuer-key.pem"
    if not path.exists():
        settings.state.mkdir(parents=True, exist_ok=True)
        made = Ed25519PrivateKey.generate()
        path.touch(mode=0o600)
        path.write_bytes(made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key
