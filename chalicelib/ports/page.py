"""A page of a list."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and a cursor to the next ones or None at the end.

    A page of a list that is sifted may be short, even empty, and go on all the same: a request
    looks at so many items and partitions and no more.
    """

    items: list[Item]
    next_cursor: str | None = None


Wanted: TypeAlias = Callable[[Item], bool] | None
"""Which items of a list are wanted; None for all of them."""
