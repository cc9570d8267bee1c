"""The Idempotency-Key header: the same request twice makes one resource."""

import json
import re
from typing import Any

from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import Refusal
from chalicelib.domain.marker import digest
from chalicelib.usecases.once import Once

KEY_PATTERN = "^[!-~]([ -~]{0,253}[!-~])?$"
"""Spaces at the ends would not survive the way: a header's value is trimmed."""

KEY = re.compile(KEY_PATTERN)
REPLAYED = {"Idempotent-Replayed": "true"}


def legal_key(key: str | None) -> str:
    """The key. Raises Refusal unless it is 1 to 255 printable ASCII characters."""
    if key is None or not KEY.fullmatch(key):
        raise Refusal("idempotency_key_required")
    return key


def once(caller: Caller, route: str, key: str | None, body: Any) -> Once:
    """Which request this is. `route` is the concrete path: the same key may serve two dossiers.

    Spacing and the order of members do not make another body.
    """
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return Once(
        subject=caller.subject,
        route=route,
        key_hash=digest(legal_key(key)),
        body_hash=digest(canonical),
    )
