"""Whose tokens count, as the stage's configuration says it: one issuer, or several."""

import json
from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter

from chalicelib.domain.value import Value

OUR_AUDIENCE = "hosopay"
LOOPBACK = frozenset({"127.0.0.1", "localhost"})


def words(value: Any) -> Any:
    """A text as the list of its words; anything else as it is."""
    return value.split() if isinstance(value, str) else value


def _safe(url: str) -> str:
    """Keys that decide who may do what travel encrypted, or never leave the machine."""
    parts = urlsplit(url)
    allowed = {"https", "http"} if parts.hostname in LOOPBACK else {"https"}
    if parts.scheme not in allowed or not parts.hostname:
        raise ValueError("must be an address that begins with https://")
    return url


Address = Annotated[str, AfterValidator(_safe)]
Words = Annotated[tuple[str, ...], BeforeValidator(words)]


class TokenIssuer(Value):
    """One issuer, and how its access tokens say who calls and for which agencies.

    A token is for us when `aud` names `audience` and, where `clients` are given, its `client_id`
    is one of them. With `clients` alone no `aud` is asked for: Amazon Cognito's access tokens
    carry none. Scopes count without their `scope_prefix`; those that lack it do not count.
    `name` keeps the subjects of several issuers apart.
    """

    issuer: Address
    jwks_url: Address | None = None
    audience: str | None = Field(default=None, min_length=1)
    clients: Words = ()
    scope_prefix: str = ""
    agencies_claim: str = Field(default="agencies", min_length=1)
    posts_claim: str = Field(default="posts", min_length=1)
    name: str = Field(default="", pattern=r"^[a-z0-9-]{0,20}$")

    @property
    def keys_at(self) -> str:
        """Where its key set is published."""
        return self.jwks_url or f"{self.issuer.rstrip('/')}/.well-known/jwks.json"

    @property
    def expected_audience(self) -> str | None:
        """What `aud` must name; None when the client alone decides."""
        return self.audience or (None if self.clients else OUR_AUDIENCE)


Issuers = Annotated[tuple[TokenIssuer, ...], Field(min_length=1)]


def read_issuers(text: str) -> tuple[TokenIssuer, ...]:
    """The issuers that TOKEN_ISSUERS names: a JSON list, or the address of a single one.

    Raises ValueError, which says what is wrong where.
    """
    given = json.loads(text) if text.lstrip().startswith("[") else [{"issuer": text.strip()}]
    issuers: tuple[TokenIssuer, ...] = TypeAdapter(Issuers).validate_python(given)
    _differ("issuer", (one.issuer for one in issuers))
    _differ("name", (one.name for one in issuers))
    return issuers


def _differ(field: str, values: Iterable[str]) -> None:
    value, times = Counter(values).most_common(1)[0]
    if times > 1:
        raise ValueError(f"{times} issuers have the {field} {value!r}; each needs its own")
