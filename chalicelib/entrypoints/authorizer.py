"""The TOKEN authorizer of the API: who a bearer token speaks for.

Light on purpose: its function reaches no table and no queue, only the issuer's public keys.
"""

import functools
import time
import urllib.request
from typing import TYPE_CHECKING

from chalice import AuthResponse, Blueprint
from chalice.app import AuthRequest

from chalicelib.bootstrap import settings
from chalicelib.domain.caller import Caller
from chalicelib.entrypoints.worker import logger

if TYPE_CHECKING:
    from chalicelib.gateways.tokens import TokenVerifier

authorizer = Blueprint(__name__)

FETCH_SECONDS = 3
CACHED_SECONDS = 60
"""API Gateway keeps a verdict this long; an expired token lives on by as much."""


class Unauthorized(Exception):  # noqa: N818 -- the message, not the name, is API Gateway's word
    """Raised with this very message, API Gateway answers 401; a denying policy would mean 403."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


@functools.cache
def verifier() -> "TokenVerifier":
    """The process's verifier. PyJWT is imported here: no other function needs it."""
    from chalicelib.gateways.tokens import TokenVerifier

    found = settings()
    return TokenVerifier(
        issuer=found.token_issuer,
        audience=found.token_audience,
        jwks_url=found.jwks_url,
        fetch=fetch,
    )


def fetch(url: str) -> bytes:
    """The issuer's published keys."""
    with urllib.request.urlopen(url, timeout=FETCH_SECONDS) as answer:  # noqa: S310 -- configured
        body: bytes = answer.read()
        return body


@authorizer.authorizer(ttl_seconds=CACHED_SECONDS)
def authorize(request: AuthRequest) -> AuthResponse:
    """The caller's claims as the context of every route; scopes are checked by each endpoint."""
    began = time.perf_counter()
    caller = verified(request.token)
    facts = {
        "subject": caller.subject if caller else None,
        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
    }
    logger().info("token verified" if caller else "token refused", extra=facts)
    if caller is None:
        raise Unauthorized
    return AuthResponse(
        routes=["*"],
        principal_id=caller.subject,
        context={
            "subject": caller.subject,
            "scopes": " ".join(sorted(caller.scopes)),
            "agencies": " ".join(sorted(caller.agencies)),
        },
    )


def verified(header: str) -> Caller | None:
    """Who a `Bearer` header speaks for; None if nobody."""
    from chalicelib.gateways.tokens import TokenRefused

    scheme, _, token = header.strip().partition(" ")
    if scheme.lower() != "bearer":
        return None
    try:
        return verifier().verify(token.strip())
    except TokenRefused:
        return None
