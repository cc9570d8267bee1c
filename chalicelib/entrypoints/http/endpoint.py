"""What a route declares: one value from which it is parsed, guarded, served and documented."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from chalicelib.entrypoints.http.answer import JSON
from chalicelib.entrypoints.http.segments import PARAMETER

ALWAYS = ("too_many_requests", "internal_error", "bad_gateway", "try_again", "gateway_timeout")
"""Throttles, incidents, and what API Gateway says when a function does not answer."""


class Key(StrEnum):
    """Whether an endpoint takes an Idempotency-Key."""

    NONE = "none"
    ACCEPTED = "accepted"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path. `scope` None means that no bearer token is needed.

    `answers` maps each status to the model of its body (None: no JSON body); `problems` names
    the codes of its own refusals, besides those that every endpoint has; `headers` what its
    successes may carry besides what follows from the rest; `also` other media types, texts, that
    a caller may ask for with Accept. `any_content` is for callers who do
    not follow our contract: their content types and query parameters are taken as they come.
    """

    name: str
    method: str
    path: str
    summary: str
    about: str
    scope: str | None
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answers: Mapping[int, type[BaseModel] | None]
    problems: tuple[str, ...]
    key: Key
    versioned: bool
    headers: tuple[str, ...]
    media_type: str
    also: tuple[str, ...]
    any_content: bool

    @property
    def takes_body(self) -> bool:
        """Whether what stands in the body is read at all."""
        return self.body is not None or (self.any_content and self.method != "GET")

    @property
    def strict_query(self) -> bool:
        """Whether a parameter that is not declared is refused."""
        return not self.any_content

    @property
    def codes(self) -> list[str]:
        """Every code that a call can be refused with, by us or by API Gateway before us."""
        codes = [*self.problems, "bad_request"]
        if self.scope:
            codes += ["token_required", "scope_missing", "forbidden"]
        if PARAMETER.search(self.path):
            codes.append("not_found")
        if self.takes_body:
            codes.append("body_too_large")
        if self.body:
            codes += ["body_not_json", "body_invalid", "media_type_unsupported"]
        if self.query or self.strict_query:
            codes.append("query_invalid")
        if self.key is not Key.NONE:
            codes.append("idempotency_key_required")
        return list(dict.fromkeys([*codes, *ALWAYS]))

    @property
    def chalice_options(self) -> dict[str, Any]:
        """How Chalice registers it. Without content types Chalice accepts any."""
        return {
            "methods": [self.method],
            "name": self.name,
            "content_types": [JSON] if self.body else [],
        }
