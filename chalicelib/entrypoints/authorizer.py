"""The TOKEN authorizer of the API: who a bearer token speaks for.

Light on purpose: its function reaches no table and no queue, only the issuers' public keys.
"""

import functools
import time
from typing import TYPE_CHECKING, Any

from chalice import AuthResponse, Blueprint
from chalice.app import AuthRequest

from chalicelib.bootstrap import settings
from chalicelib.domain.caller import Caller
from chalicelib.entrypoints.worker import logger

if TYPE_CHECKING:
    from chalicelib.gateways.tokens import TokenVerifier

authorizer = Blueprint(__name__)

FETCH_SECONDS = 3.0
"""Well within the function's own limit, so that it can still say what is wrong."""

NO_POST = "-"
"""The posts of a token that names none: no word of the catalogue."""

CACHED_SECONDS = 60
"""API Gateway keeps a verdict this long; an expired token lives on by as much."""


class Unauthorized(Exception):  # noqa: N818 -- the message, not the name, is API Gateway's word
    """Raised with this very message, API Gateway answers 401; a denying policy would mean 403."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


@functools.cache
def verifier() -> "TokenVerifier":
    """The process's verifier. PyJWT is imported here: no other function needs it."""
    from chalicelib.gateways.fetch import HttpFetch
    from chalicelib.gateways.token_issuers import read_issuers
    from chalicelib.gateways.tokens import TokenVerifier

    return TokenVerifier(read_issuers(settings().token_issuers), HttpFetch(FETCH_SECONDS))


@authorizer.authorizer(ttl_seconds=CACHED_SECONDS)
def authorize(request: AuthRequest) -> AuthResponse:
    """The caller's claims as the context of every route; scopes are checked by each endpoint.

    Without an issuer's keys nobody is told that a token is wrong: the exception goes on, and API
    Gateway answers that tokens cannot be checked now.
    """
    from chalicelib.gateways.key_set import KeysUnavailable
    from chalicelib.gateways.tokens import TokenRefused

    began = time.perf_counter()
    try:
        caller = verifier().verify(bearer(request.token))
    except TokenRefused as refusal:
        logger().info("token refused", extra=_facts(began, reason=str(refusal)))
        raise Unauthorized from None
    except KeysUnavailable as trouble:
        logger().error("token not checked", extra=_facts(began, keys_at=str(trouble)))
        raise
    logger().info("token verified", extra=_facts(began, subject=caller.subject))
    return AuthResponse(
        routes=["*"],
        principal_id=caller.subject,
        context={
            "subject": caller.subject,
            "scopes": " ".join(sorted(caller.scopes)),
            "agencies": " ".join(sorted(caller.agencies)),
            **_posts(caller),
        },
    )


def _posts(caller: Caller) -> dict[str, str]:
    """Nothing where the token is silent. A text is never empty: a lost one would allow any step."""
    return {} if caller.posts is None else {"posts": " ".join(sorted(caller.posts)) or NO_POST}


def bearer(header: str) -> str:
    """The token of a `Bearer` header; of any other header none, which nobody issued."""
    scheme, _, token = header.strip().partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _facts(began: float, **more: str) -> dict[str, Any]:
    return {**more, "milliseconds": round((time.perf_counter() - began) * 1000, 1)}
