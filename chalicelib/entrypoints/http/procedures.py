"""The catalogue, for those who file."""

import unicodedata
from typing import Annotated

from pydantic import Field

from chalicelib.domain.errors import NotFound
from chalicelib.domain.procedure import Procedure
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.resource import Resource

procedures = Resource(__name__)


class ProceduresQuery(PageQuery):
    """`q` finds in code and names, without accents."""

    q: Annotated[str, Field(max_length=200)] | None = None


@procedures.endpoint(
    "GET",
    "/v1/procedures",
    scope="catalogue:read",
    query=ProceduresQuery,
    answers={200: Listed[Procedure]},
    problems=("cursor_invalid",),
)
def list_procedures(call: Call[None, ProceduresQuery]) -> Answer:
    """List procedures, by code."""
    wanted = plain(call.query.q or "")
    page = paged(
        call,
        lambda limit, cursor: call.world.catalogue.procedures(
            limit=limit,
            cursor=cursor,
            keep=lambda each: wanted in plain(f"{each.code} {each.name.vi} {each.name.en}"),
        ),
    )
    return Answer(Listed[Procedure](items=tuple(page.items), next_cursor=page.next_cursor))


@procedures.endpoint(
    "GET",
    "/v1/procedures/{code}",
    scope="catalogue:read",
    answers={200: Procedure},
    problems=("procedure_not_found",),
    versioned=True,
)
def read_procedure(call: Call[None, None], code: str) -> Answer:
    """Read a procedure in its current version."""
    procedure = call.world.catalogue.procedure(code)
    if procedure is None:
        raise NotFound("procedure_not_found", procedure_code=code)
    return Answer(procedure)


def plain(text: str) -> str:
    """Lower case without accents: `Đổi giấy phép` becomes `doi giay phep`."""
    apart = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
