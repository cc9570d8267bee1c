"""Who calls, from the authorizer's context; and whether the token allows this call."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import Forbidden, Refusal


def caller_of(context: Mapping[str, Any]) -> Caller:
    """The caller that the authorizer verified. Raises Refusal `token_required` if it did not run."""
    claims = context.get("authorizer") or {}
    subject = claims.get("subject")
    if not subject:
        raise Refusal("token_required")
    posts = claims.get("posts")
    return Caller(
        subject=subject,
        scopes=frozenset(str(claims.get("scopes", "")).split()),
        agencies=frozenset(str(claims.get("agencies", "")).split()),
        posts=None if posts is None else frozenset(str(posts).split()),
    )


def require(caller: Caller, scope: str) -> None:
    """Raises Forbidden `scope_missing`."""
    if scope not in caller.scopes:
        raise Forbidden("scope_missing", scope=scope)
