"""An issuer's public keys, fetched when needed; the last good ones serve on while it is down."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import jwt

ALGORITHMS = ("RS256", "EdDSA")

FETCH_AGAIN_SECONDS = 300.0
"""A key that its issuer withdrew serves no longer than this, while the issuer answers."""

FETCH_AT_MOST_EVERY_SECONDS = 10.0
"""However many unknown key ids come, and however long the issuer is down."""


class Fetch(Protocol):
    """Gets a document by its URL."""

    def __call__(self, url: str) -> bytes:
        """The body; raises any exception if it cannot be had."""


class UnknownKey(Exception):  # noqa: N818 -- what is wrong with the token
    """The issuer does not publish a key of this id."""


class KeysUnavailable(Exception):  # noqa: N818 -- what happened
    """The issuer cannot be asked now, so nobody can tell whether the token is good."""


class KeySet:
    """The keys that one URL publishes."""

    def __init__(
        self, url: str, fetch: Fetch, elapsed: Callable[[], float] = time.monotonic
    ) -> None:
        self._url, self._fetch, self._elapsed = url, fetch, elapsed
        self._keys: dict[str, jwt.PyJWK] = {}
        self._tried_at = self._fetched_at = float("-inf")

    def key(self, key_id: str) -> jwt.PyJWK:
        """The key of this id. Raises UnknownKey or KeysUnavailable."""
        now = self._elapsed()
        wanted = key_id not in self._keys or now - self._fetched_at > FETCH_AGAIN_SECONDS
        if wanted and now - self._tried_at > FETCH_AT_MOST_EVERY_SECONDS:
            self._refresh(now)
        if key_id in self._keys:
            return self._keys[key_id]
        if self._tried_at > self._fetched_at:
            raise KeysUnavailable(self._url)
        raise UnknownKey(key_id)

    def _refresh(self, now: float) -> None:
        """A set that cannot be fetched or read leaves the last good one in place."""
        self._tried_at = now
        try:
            self._keys = _read(self._fetch(self._url))
        except Exception:  # whatever it is, the last good keys serve on
            return
        self._fetched_at = now


def _read(body: bytes) -> dict[str, jwt.PyJWK]:
    """The keys of a set by their ids. Raises an exception if it is none, or an empty one."""
    published = json.loads(body)["keys"]
    keys = [key for key in published if isinstance(key, dict) and "kty" in key]
    if not keys:
        raise ValueError("not a key set")
    return dict(_usable(keys))


def _usable(keys: list[dict[str, Any]]) -> Iterator[tuple[str, jwt.PyJWK]]:
    """The keys that we understand; others of the set are ignored (RFC 7517, section 5).

    Nobody's signature proves anything with a key whose private half (`d`) is published.
    """
    for key in keys:
        try:
            made = jwt.PyJWK(key)
        except (jwt.PyJWTError, TypeError, ValueError):
            continue
        signs = key.get("use", "sig") == "sig" and made.algorithm_name in ALGORITHMS
        if signs and isinstance(key.get("kid"), str) and "d" not in key:
            yield key["kid"], made
