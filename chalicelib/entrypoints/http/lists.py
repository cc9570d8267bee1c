"""Lists: a limit, an opaque cursor, and filters that the index does not know."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.value import Value
from chalicelib.ports.page import Page

Item = TypeVar("Item")
Shown = TypeVar("Shown")

MOST_READS = 10
"""A rare item is not searched for ever: the cursor says where the next page goes on."""


class PageQuery(BaseModel):
    """How much of a list, and from where."""

    model_config = ConfigDict(frozen=True)

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] | None = None


class Listed(Value, Generic[Shown]):
    """A page of a list; `next_cursor` is null at its end."""

    items: tuple[Shown, ...]
    next_cursor: str | None = None


def sifted(
    fetch: Callable[[int, str | None], Page[Item]],
    keep: Callable[[Item], bool],
    query: PageQuery,
) -> Page[Item]:
    """One page of the items that `keep` wants, read on until it is full."""
    items: list[Item] = []
    cursor = query.cursor
    for _ in range(MOST_READS):
        page = fetch(query.limit - len(items), cursor)
        items += [item for item in page.items if keep(item)]
        cursor = page.next_cursor
        if cursor is None or len(items) >= query.limit:
            break
    return Page(items, cursor)
