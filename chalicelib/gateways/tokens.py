"""Bearer tokens: verified against the keys of the issuer that they name, if it is one of ours."""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import jwt

from chalicelib.domain.caller import Caller
from chalicelib.gateways.key_set import ALGORITHMS, Fetch, KeySet, UnknownKey
from chalicelib.gateways.token_issuers import TokenIssuer, words

LEGAL_WORD = re.compile(r"[!-~]{1,200}")
"""Visible ASCII without spaces, of a length that fits into a key."""

LEEWAY_SECONDS = 60
"""By how much an issuer's clock and ours may differ: for `exp`, `nbf` and `iat`."""

LARGEST_TOKEN = 10_240
"""API Gateway takes no more bytes of headers than this."""


class TokenRefused(Exception):  # noqa: N818 -- what happened
    """The token is not one of our issuers', not for us, or not valid now; says why in one word."""


class TokenVerifier:
    """Until its signature is verified, a token decides nothing but whose keys are looked at."""

    def __init__(
        self,
        issuers: Iterable[TokenIssuer],
        fetch: Fetch,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        self._issuers = {one.issuer: one for one in issuers}
        self._keys = {
            address: KeySet(one.keys_at, fetch, elapsed) for address, one in self._issuers.items()
        }

    def verify(self, token: str) -> Caller:
        """Who calls. Raises TokenRefused, or KeysUnavailable when nobody can tell."""
        try:
            issuer, key_id = self._claimed(token)
            claims = jwt.decode(
                token,
                self._keys[issuer.issuer].key(key_id),
                algorithms=list(ALGORITHMS),
                issuer=issuer.issuer,
                audience=issuer.expected_audience,
                leeway=LEEWAY_SECONDS,
                options={
                    "require": ["exp", "sub"],
                    "verify_aud": issuer.expected_audience is not None,
                    "enforce_minimum_key_length": True,
                },
            )
            return self._caller(issuer, claims)
        except (jwt.PyJWTError, UnknownKey, ValueError, TypeError) as error:
            raise TokenRefused(type(error).__name__) from None

    def _claimed(self, token: str) -> tuple[TokenIssuer, str]:
        """Which of our issuers, and which of its keys, an unverified token names."""
        if len(token) > LARGEST_TOKEN:
            raise TokenRefused("TooLong")
        read = jwt.api_jwt.decode_complete(token, options={"verify_signature": False})
        address = read["payload"].get("iss")
        if not isinstance(address, str) or address not in self._issuers:
            raise jwt.InvalidIssuerError
        return self._issuers[address], read["header"].get("kid", "")

    def _caller(self, issuer: TokenIssuer, claims: Mapping[str, Any]) -> Caller:
        """The claims, checked: what follows joins codes with spaces and puts subjects into keys."""
        _is_an_access_token_of(issuer.clients, claims)
        subject = self._subject(issuer, claims["sub"])
        agencies = words(claims.get(issuer.agencies_claim, []))
        posts = words(claims.get(issuer.posts_claim))
        scope = claims.get("scope", "")
        if not isinstance(scope, str) or not isinstance(agencies, list):
            raise TokenRefused("ClaimOfAnotherKind")
        if posts is not None and not isinstance(posts, list):
            raise TokenRefused("ClaimOfAnotherKind")
        if not all(_plain(word) for word in (subject, *agencies, *(posts or ()))):
            raise TokenRefused("ClaimNotPlain")
        prefix = issuer.scope_prefix
        scopes = (word.removeprefix(prefix) for word in scope.split() if word.startswith(prefix))
        return Caller(
            subject=subject,
            scopes=frozenset(scopes),
            agencies=frozenset(agencies),
            posts=None if posts is None else frozenset(posts),
        )

    def _subject(self, issuer: TokenIssuer, said: str) -> str:
        """Unlike that of any other issuer, whatever a token says."""
        names = {one.name for one in self._issuers.values() if one.name}
        if not issuer.name and said.partition(":")[0] in names:
            raise TokenRefused("SubjectOfAnotherIssuer")
        return f"{issuer.name}:{said}" if issuer.name else said


def _is_an_access_token_of(clients: tuple[str, ...], claims: Mapping[str, Any]) -> None:
    """Amazon Cognito signs identity tokens for the same clients; `token_use` tells them apart."""
    if claims.get("token_use", "access") != "access":
        raise TokenRefused("NotAnAccessToken")
    if clients and claims.get("client_id") not in clients:
        raise TokenRefused("AnotherClient")


def _plain(word: object) -> bool:
    return isinstance(word, str) and LEGAL_WORD.fullmatch(word) is not None
