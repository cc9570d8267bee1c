"""Lists: a limit, and a cursor that only we can read and that fits one list of one caller."""

import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.errors import Invalid
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.sealing import seal, unseal
from chalicelib.ports.page import Page

Item = TypeVar("Item")
Shown = TypeVar("Shown")


class PageQuery(BaseModel):
    """How much of a list, and from where."""

    model_config = ConfigDict(frozen=True)

    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] | None = None


class Listed(Value, Generic[Shown]):
    """A page of a list; `next_cursor` is null at its end.

    A page may hold less than was asked for, even nothing, and have a next one all the same.
    """

    items: tuple[Shown, ...]
    next_cursor: str | None = None


def paged(call: Call[Any, Any], fetch: Callable[[int, str | None], Page[Item]]) -> Page[Item]:
    """The page that the call asks for; raises Invalid `cursor_invalid`.

    A cursor names the last item that was looked at, which may be another agency's. So it leaves
    sealed, and is taken back only for the same address, filters, body and agencies.
    """
    query: PageQuery = call.query
    page = fetch(query.limit, _opened(call, query.cursor) if query.cursor is not None else None)
    return Page(page.items, _sealed(call, page.next_cursor) if page.next_cursor else None)


def _sealed(call: Call[Any, Any], cursor: str) -> str:
    return seal(cursor, call.world.secrets.applicant_keys(), _list(call))


def _opened(call: Call[Any, Any], cursor: str) -> str:
    opened = unseal(cursor, call.world.secrets.applicant_keys(), _list(call))
    if opened is None:
        raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")])
    return opened


def _list(call: Call[Any, Any]) -> bytes:
    """Which list this is: all that decides what stands in it, and in what order."""
    asked = [
        call.route,
        call.query.model_dump(mode="json", exclude={"limit", "cursor"}),
        call.body.model_dump(mode="json") if call.body else None,
        sorted(call.caller.agencies),
    ]
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).digest()
