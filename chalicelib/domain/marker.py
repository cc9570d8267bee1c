"""Idempotency markers: which request made which resource."""

import hashlib

from chalicelib.domain.value import Value


class Marker(Value):
    """Written in the same transaction as what the request made.

    Scoped by caller and route; holds a hash of the body, never the body.
    """

    subject: str
    route: str
    key_hash: str
    body_hash: str
    resource_id: str


def digest(text: str | bytes) -> str:
    """SHA-256 in hex, for keys and bodies that must not be stored as they came."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()
