"""What a route declares: one value from which it is parsed, guarded, served and documented."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from chalicelib.entrypoints.http.answer import JSON


class Key(StrEnum):
    """Whether an endpoint takes an Idempotency-Key."""

    NONE = "none"
    ACCEPTED = "accepted"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One method of one path. `scope` None means that no bearer token is needed.

    `answers` maps each status to the model of its body (None: no JSON body); `problems` names
    the codes of its own refusals, besides those that every endpoint has.
    """

    name: str
    method: str
    path: str
    summary: str
    scope: str | None
    body: type[BaseModel] | None
    query: type[BaseModel] | None
    answers: Mapping[int, type[BaseModel] | None]
    problems: tuple[str, ...]
    key: Key
    versioned: bool
    media_type: str
    any_content: bool

    @property
    def chalice_options(self) -> dict[str, Any]:
        """How Chalice registers it. Without content types Chalice accepts any."""
        return {
            "methods": [self.method],
            "name": self.name,
            "content_types": [] if self.any_content else [JSON],
        }
