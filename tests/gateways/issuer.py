"""A token issuer whose every mistake can be made on purpose."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from chalicelib.gateways.token_issuers import TokenIssuer

ISSUER, AUDIENCE = "https://issuer.example", "hosopay"
JWKS_URL = "https://issuer.example/.well-known/jwks.json"
COGNITO = TokenIssuer(
    issuer="https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_Example",
    clients=("portal-client", "office-client"),
    scope_prefix="hosopay/",
    agencies_claim="custom:agencies",
    name="staff",
)
"""A user pool, as docs/tokens.md sets one up."""


@cache
def rsa_key(name: str = "main") -> RSAPrivateKey:
    """Made once per name: RSA keys take their time."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@cache
def ed_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


def an_issuer(**changes: Any) -> TokenIssuer:
    """One that follows the common ways."""
    return TokenIssuer.model_validate({"issuer": ISSUER, **changes})


def a_jwk(kid: str, key: RSAPrivateKey | Ed25519PrivateKey) -> dict[str, Any]:
    """The public half, as an issuer publishes it."""
    if isinstance(key, RSAPrivateKey):
        found: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
        return {**found, "kid": kid, "alg": "RS256", "use": "sig"}
    found = jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return {**found, "kid": kid, "alg": "EdDSA", "use": "sig"}


def a_jwks(*more: dict[str, Any]) -> bytes:
    return json.dumps({"keys": [a_jwk("rsa", rsa_key()), a_jwk("ed", ed_key()), *more]}).encode()


def claims(**changes: Any) -> dict[str, Any]:
    """Good for ten minutes; a claim set to None is left out."""
    now = int(datetime.now(UTC).timestamp())
    good = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "portal-1",
        "exp": now + 600,
        "scope": "dossiers:read dossiers:write",
        "agencies": ["H32", "H49"],
    }
    return {name: value for name, value in {**good, **changes}.items() if value is not None}


def a_token(kid: str = "rsa", **changes: Any) -> str:
    """Signed as the issuer signs."""
    key: Any = ed_key() if kid == "ed" else rsa_key()
    algorithm = "EdDSA" if kid == "ed" else "RS256"
    return jwt.encode(claims(**changes), key, algorithm=algorithm, headers={"kid": kid})


def a_cognito_token(kid: str = "rsa", **changes: Any) -> str:
    """An access token as a user pool makes it: without `aud`, with `client_id` and `token_use`."""
    pool = {
        "iss": COGNITO.issuer,
        "aud": None,
        "client_id": "portal-client",
        "token_use": "access",
        "scope": "hosopay/dossiers:read hosopay/dossiers:write",
        "agencies": None,
        "custom:agencies": "H32.12 H32.13",
    }
    return a_token(kid, **{**pool, **changes})


def an_unsigned_token() -> str:
    """`alg: none`."""
    header = {"alg": "none", "typ": "JWT", "kid": "rsa"}
    return f"{_part(header)}.{_part(claims())}."


def a_confused_token() -> str:
    """HS256 with the public key as its secret, put together by hand."""
    public = rsa_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    header = {"alg": "HS256", "typ": "JWT", "kid": "rsa"}
    signed = f"{_part(header)}.{_part(claims())}"
    mac = hmac.new(public, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def with_header(text: str) -> str:
    """A token whose header is this text."""
    part = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    return f"{part}.{_part(claims())}.x"


def _part(members: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(members).encode()).decode().rstrip("=")


class Fetching:
    """Every issuer's address, with a list of who was asked."""

    def __init__(self, body: bytes | None = None) -> None:
        self.body = a_jwks() if body is None else body
        self.urls: list[str] = []
        self.down = False

    @property
    def asked(self) -> int:
        return len(self.urls)

    def __call__(self, url: str) -> bytes:
        self.urls.append(url)
        if self.down:
            raise OSError("unreachable")
        return self.body


class Elapsed:
    """A stopwatch that tests move."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds
