"""Examples of the main operations; the tests send each request and hold each answer to its schema."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Example:
    """A request's body, and what it is answered."""

    about: str
    request: Mapping[str, Any]
    status: int
    answer: Any


EXAMPLES: Mapping[str, Mapping[str, Example]] = MappingProxyType({})
"""By the operation's id and a name."""
