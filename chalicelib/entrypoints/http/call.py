"""One request as a view sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from chalicelib import bootstrap
from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import Refusal
from chalicelib.entrypoints.http.language import Language
from chalicelib.ports.world import World
from chalicelib.usecases.once import Once

Body = TypeVar("Body")
Query = TypeVar("Query")


@dataclass(frozen=True, slots=True)
class Call(Generic[Body, Query]):
    """Parsed and authorized: `body` and `query` are the models that the endpoint declares.

    `route` is the method with the path as it was called. `pairs` is the query as it came,
    decoded. `key` is the Idempotency-Key of an endpoint that takes one, and `known_once` what it
    makes of the request; `once` is the same where the key is required.
    """

    method: str
    route: str
    raw_body: bytes
    pairs: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    language: Language
    body: Body
    query: Query
    key: str | None = None
    known_caller: Caller | None = None
    known_once: Once | None = None

    @property
    def parameters(self) -> Mapping[str, str]:
        """The query by name; of a parameter that stands twice, the last."""
        return dict(self.pairs)

    @property
    def says_twice(self) -> bool:
        """Whether a name stands in the query more than once."""
        return len(self.parameters) < len(self.pairs)

    @property
    def world(self) -> World:
        """The world, reached when first needed: health needs none."""
        return bootstrap.world()

    @property
    def caller(self) -> Caller:
        """Who calls. Raises Refusal `token_required` on an endpoint without a scope."""
        if self.known_caller is None:
            raise Refusal("token_required")
        return self.known_caller

    @property
    def once(self) -> Once:
        """Which request this is. Raises Refusal on an endpoint that requires no key."""
        if self.known_once is None:
            raise Refusal("idempotency_key_required")
        return self.known_once
