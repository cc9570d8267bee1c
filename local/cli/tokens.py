"""`hosopay token`: what the token in use says of itself."""

import base64
import json
import time
from datetime import UTC, datetime
from typing import Any

import typer

from local.cli.command import command
from local.cli.language import Language, said
from local.cli.session import Session
from local.cli.tables import Column, facts
from local.cli.trouble import Misused
from local.cli.values import NOTHING, instant, value


def add_token(app: typer.Typer) -> None:
    """Register the command."""
    command(
        app,
        "token",
        role="portal",
        examples=("hosopay token --as officer", "hosopay token --token - --json < token.txt"),
    )(show_token)


def show_token(session: Session) -> None:
    """Show what the token in use says of itself; nothing is verified and nobody is asked.

    The token itself is not shown.
    """
    claims = claims_of(session.target.token)
    session.screen.document(claims, facts(CLAIMS, {**claims, "stage": session.target.api_url}))


def claims_of(token: str) -> dict[str, Any]:
    """The claims of a JWT as it states them. Raises Misused."""
    try:
        _, payload, _ = token.split(".")
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise Misused(said("Mã truy cập không phải là JWT.", "The token is not a JWT."))
    return found


def _expiry(claims: Any, language: Language) -> str:
    """When it ends, and how far away that is."""
    try:
        at = datetime.fromtimestamp(claims["exp"], UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return NOTHING
    return f"{instant(at.isoformat())} ({_distance(claims['exp'] - time.time(), language)})"


def _distance(seconds: float, language: Language) -> str:
    days, hours = divmod(abs(int(seconds)) // 3600, 24)
    vietnamese = language is Language.VI
    length = f"{days} ngày {hours} giờ" if vietnamese else f"{days} d {hours} h"
    if seconds > 0:
        return f"còn {length}" if vietnamese else f"{length} left"
    return f"đã hết hạn {length}" if vietnamese else f"expired {length} ago"


CLAIMS = [
    Column("stage", value("stage")),
    Column("subject", value("sub")),
    Column("scope", value("scope")),
    Column("agencies", value("agencies")),
    Column("issuer", value("iss")),
    Column("audience", value("aud")),
    Column("expires_at", _expiry),
]
