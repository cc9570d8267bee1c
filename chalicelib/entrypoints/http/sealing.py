"""Texts that a client carries for us and cannot read, change, or use for anything else."""

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Mapping

NONCE = 12
PURPOSE = b"cursor"


def seal(text: str, keys: Mapping[int, bytes], bound_to: bytes) -> str:
    """`text`, encrypted with the newest key (AES-GCM, NIST SP 800-38D), for this purpose only."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE)
    sealed = AESGCM(_derived(keys[max(keys)])).encrypt(nonce, text.encode(), bound_to)
    return _spelt(nonce + sealed)


def unseal(sealed: str, keys: Mapping[int, bytes], bound_to: bytes) -> str | None:
    """The text; None if none of the keys sealed it, for this purpose, just so."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        raw = base64.b64decode(sealed + "=" * (-len(sealed) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if _spelt(raw) != sealed:  # the last letter has bits that say nothing
        return None
    for key in keys.values():
        try:
            return AESGCM(_derived(key)).decrypt(raw[:NONCE], raw[NONCE:], bound_to).decode()
        except (InvalidTag, ValueError):
            continue
    return None


def _spelt(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _derived(key: bytes) -> bytes:
    """A key of its own: what seals cursors must say nothing about what finds applicants."""
    return hmac.new(key, PURPOSE, hashlib.sha256).digest()
