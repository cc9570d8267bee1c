"""Bearer tokens: verified against the issuer's JWKS, whose last good set is kept."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import jwt

from chalicelib.domain.caller import Caller

ALGORITHMS = ["RS256", "EdDSA"]
LEGAL_WORD = re.compile(r"[!-~]{1,200}")
"""Visible ASCII without spaces, of a length that fits into a key."""

LEEWAY_SECONDS = 60
FETCH_AGAIN_SECONDS = 300.0
FETCH_AT_MOST_EVERY_SECONDS = 10.0


class Fetch(Protocol):
    """Gets a document by its URL."""

    def __call__(self, url: str) -> bytes:
        """The body; raises any exception if it cannot be had."""


class TokenRefused(Exception):  # noqa: N818 -- what happened
    """The token is not one of the issuer's, or not valid now."""


class TokenVerifier:
    """Keys are fetched again when old or when a key id is new, but not more than every 10 s."""

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        jwks_url: str,
        fetch: Fetch,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuer, self._audience, self._jwks_url = issuer, audience, jwks_url
        self._fetch, self._elapsed = fetch, elapsed
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at: float | None = None

    def verify(self, token: str) -> Caller:
        """Who calls. Raises TokenRefused."""
        try:
            key_id = str(jwt.get_unverified_header(token).get("kid", ""))
            claims = jwt.decode(
                token,
                self._key(key_id),
                algorithms=ALGORITHMS,
                issuer=self._issuer,
                audience=self._audience,
                leeway=LEEWAY_SECONDS,
                options={"require": ["exp", "sub"]},
            )
            return _caller(claims)
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise TokenRefused(type(error).__name__) from None

    def _key(self, key_id: str) -> jwt.PyJWK:
        age = None if self._fetched_at is None else self._elapsed() - self._fetched_at
        old = age is None or age > FETCH_AGAIN_SECONDS
        unknown = key_id not in self._keys and (age is None or age > FETCH_AT_MOST_EVERY_SECONDS)
        if old or unknown:
            self._refresh()
        try:
            return self._keys[key_id]
        except KeyError:
            raise TokenRefused("UnknownKey") from None

    def _refresh(self) -> None:
        """A set that cannot be fetched or read leaves the last good one in place."""
        self._fetched_at = self._elapsed()
        try:
            found = json.loads(self._fetch(self._jwks_url))
            keys = dict(_readable(found["keys"]))
        except Exception:  # whatever it is, the last good keys serve on
            return
        self._keys = keys or self._keys


def _readable(keys: list[dict[str, Any]]) -> Iterator[tuple[str, jwt.PyJWK]]:
    """The keys that we understand; others of the set are ignored (RFC 7517, section 5)."""
    for key in keys:
        try:
            yield str(key["kid"]), jwt.PyJWK(key)
        except (jwt.PyJWTError, KeyError, TypeError, ValueError):
            continue


def _caller(claims: dict[str, Any]) -> Caller:
    """The claims, checked: what follows joins codes with spaces and puts subjects into keys."""
    agencies, scope = claims.get("agencies", []), claims.get("scope", "")
    codes = agencies if isinstance(agencies, list) else [None]
    words = [claims["sub"], *codes]
    if not isinstance(scope, str) or not all(_plain(word) for word in words):
        raise TypeError("claims are plain texts")
    return Caller(subject=claims["sub"], scopes=frozenset(scope.split()), agencies=frozenset(codes))


def _plain(word: object) -> bool:
    return isinstance(word, str) and LEGAL_WORD.fullmatch(word) is not None
