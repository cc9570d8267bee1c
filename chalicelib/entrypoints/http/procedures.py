"""The national catalogue: procedures, found and read, published in versions, and counted."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.catalogue_report import CatalogueReport
from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.offering import Offering, ServiceLevel
from chalicelib.domain.procedure import Procedure, ProcedureDraft
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.usecases.list_procedures import Sought, offered_today, plain
from chalicelib.usecases.list_procedures import list_procedures as find
from chalicelib.usecases.publish_procedure import publish_procedure
from chalicelib.usecases.summarise_catalogue import summarise_catalogue

procedures = Resource(__name__)


class ProceduresQuery(PageQuery):
    """`q`: words of code and names, without accents; `agency`: what it offers today."""

    q: Annotated[str, Field(max_length=200)] | None = None
    field: Annotated[str, Field(max_length=200)] | None = None
    agency: Code | None = None
    level: ServiceLevel | None = None
    payable: bool | None = None


class ProcedureQuery(Value):
    """`version`: the one that a dossier was filed under; the current one without it."""

    version: Annotated[int, Field(ge=1, le=1_000_000)] | None = None


class SummaryQuery(Value):
    """`agency`: it and those under it; all of the token's without it."""

    agency: Code | None = None


class Offered(Value):
    """How the agency that was asked about offers the procedure today."""

    level: ServiceLevel
    payable_online: bool
    why_not: Named | None
    methods: tuple[str, ...]
    version: int


class ListedProcedure(Procedure):
    """A procedure; `offering` where an agency was asked about."""

    offering: Offered | None = None


@procedures.endpoint(
    "GET",
    "/v1/procedures",
    scope="catalogue:read",
    query=ProceduresQuery,
    answers={200: Listed[ListedProcedure]},
    problems=("cursor_invalid", "agency_not_found"),
)
def list_procedures(call: Call[None, ProceduresQuery]) -> Answer:
    """List procedures, by code. `level` and `payable` are an agency's, so they need `agency`."""
    query = call.query
    lonely = [each for each in ("level", "payable") if getattr(query, each) is not None]
    if lonely and query.agency is None:
        raise Invalid("query_invalid", [(f"/{each}", "agency_required") for each in lonely])
    texts = {"q": query.q, "field": query.field}
    empty = [name for name, text in texts.items() if text is not None and not plain(text)]
    if empty:  # no word at all would find everything
        raise Invalid("query_invalid", [(f"/{name}", "words_needed") for name in empty])
    sought = Sought(**query.model_dump(exclude={"limit", "cursor"}))
    offered = offered_today(call.world, call.caller, sought)
    page = paged(
        call,
        lambda limit, cursor: find(call.world, sought, offered, limit=limit, cursor=cursor),
    )
    items = tuple(_listed(each, (offered or {}).get(each.code)) for each in page.items)
    return Answer(Listed[ListedProcedure](items=items, next_cursor=page.next_cursor))


@procedures.endpoint(
    "GET",
    "/v1/procedures/summary",
    scope="catalogue:read",
    query=SummaryQuery,
    answers={200: CatalogueReport},
    problems=("agency_not_found", "tree_too_large"),
)
def summarise_procedures(call: Call[None, SummaryQuery]) -> Answer:
    """Count what is offered today, at which level, and what is payable online, with shares.

    `total` counts procedures, each once in the tree; `pairs` a procedure at each agency. Every
    share says what its denominator counts.
    """
    return Answer(summarise_catalogue(call.world, call.query.agency, call.caller))


@procedures.endpoint(
    "GET",
    "/v1/procedures/{code}",
    scope="catalogue:read",
    query=ProcedureQuery,
    answers={200: Procedure},
    problems=("procedure_not_found", "version_not_found"),
    versioned=True,
)
def read_procedure(call: Call[None, ProcedureQuery], code: str) -> Answer:
    """Read a procedure, in its current version or in the one that a dossier keeps."""
    current = _procedure(call, code)
    version = call.query.version
    if version is None:
        return Answer(current)
    found = call.world.catalogue.fresh().procedure(code, version)
    if found is None:
        raise NotFound("version_not_found", procedure_code=code, version=version)
    return Answer(found)


@procedures.endpoint(
    "PUT",
    "/v1/procedures/{code}",
    scope="catalogue:write",
    body=ProcedureDraft,
    answers={200: Procedure, 201: Procedure},
    problems=("code_invalid", "national_catalogue", "version_moved"),
)
def write_procedure(call: Call[ProcedureDraft, None], code: str) -> Answer:
    """Publish a procedure, or its next version; dossiers keep the version they were filed under.

    Procedures are the whole country's: it takes a token for all agencies.
    """
    return published(*publish_procedure(call.world, code, call.body, call.caller))


@procedures.endpoint(
    "GET",
    "/v1/procedures/{code}/versions",
    scope="catalogue:read",
    answers={200: Listed[Procedure]},
    problems=("procedure_not_found",),
)
def list_procedure_versions(call: Call[None, None], code: str) -> Answer:
    """List all versions of a procedure, the latest first: who made each, when and why."""
    found = call.world.catalogue.fresh().versions(_procedure(call, code))
    return Answer(Listed[Procedure](items=tuple(found)))


def _procedure(call: Call[None, ProcedureQuery] | Call[None, None], code: str) -> Procedure:
    found = call.world.catalogue.fresh().procedure(code)
    if found is None:
        raise NotFound("procedure_not_found", procedure_code=code)
    return found


def _listed(procedure: Procedure, offering: Offering | None) -> ListedProcedure:
    offered = None
    if offering:
        names = Offered.model_fields
        offered = Offered(**{name: getattr(offering, name) for name in names})
    return ListedProcedure(**dict(procedure), offering=offered)
