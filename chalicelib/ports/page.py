"""A page of a list."""

from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and an opaque cursor to the next ones or None at the end."""

    items: list[Item]
    next_cursor: str | None = None
