"""Lists of dossiers: by agency and day, or of one applicant."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import NATIONAL_CODE, Dossier, Person, Status
from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.lateness import late_dossier
from chalicelib.domain.procedure import ProcedureRef
from chalicelib.domain.task import TaskKind
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.dossier_out import (
    DossierLinks,
    ExecutionOut,
    StatusOut,
    WaitingOut,
    dossier_links,
    execution_out,
    status_out,
    waiting_out,
)
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.masking import shown
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.page import Wanted
from chalicelib.ports.world import World
from chalicelib.usecases.search_dossiers import search_dossiers

_BY_CODE = {str(code): status for status, code in NATIONAL_CODE.items()}
_STATUSES = [*(status.value for status in Status), *_BY_CODE]

AStatus = Annotated[
    Status,
    BeforeValidator(lambda said: _BY_CODE.get(said, said)),
    WithJsonSchema({"type": "string", "enum": _STATUSES}),
]
"""A status by its name or by the national portal's number."""


class DossiersQuery(PageQuery):
    """Which dossiers; all agencies of the token unless one is named.

    `kind` is what they wait for, `overdue` whether that should have ended: a step by the law. `from` and
    `to` are days in Vietnam, both included.
    """

    agency: Annotated[str, Field(max_length=40)] | None = None
    status: AStatus | None = None
    kind: TaskKind | None = None
    overdue: bool | None = None
    since: Annotated[date | None, Field(alias="from")] = None
    until: Annotated[date | None, Field(alias="to")] = None


class Search(Value):
    """Whose dossiers; the number stands in no address and in no log."""

    id_number: Annotated[str, Field(min_length=1, max_length=20)]


class DossierItem(Value):
    """What a list says of a dossier; `links.self` leads to all of it.

    The applicant is masked without the scope `dossiers:personal`.
    """

    code: str
    version: int
    status: StatusOut
    waiting_for: WaitingOut | None
    procedure: ProcedureRef
    agency_code: str
    channel: Channel
    applicant: Person
    execution: ExecutionOut
    filed_at: Moment
    links: DossierLinks


def list_dossiers(call: Call[None, DossiersQuery]) -> Answer:
    """List dossiers, the newest first within each agency."""
    query = call.query
    if query.since and query.until and query.since > query.until:
        raise Invalid("query_invalid", [("/to", "days_upside_down")])
    agencies = reached(call.world, call.caller, query.agency)
    keep = _wanted(query, call.world.clock.now())
    page = paged(
        call,
        lambda limit, cursor: call.world.dossiers.filed(
            agencies, since=query.since, until=query.until, limit=limit, cursor=cursor, keep=keep
        ),
    )
    items = tuple(_item(call.world, dossier, call.caller) for dossier in page.items)
    return Answer(Listed[DossierItem](items=items, next_cursor=page.next_cursor))


def find_dossiers(call: Call[Search, PageQuery]) -> Answer:
    """Find an applicant's dossiers, the newest first."""
    page = paged(
        call,
        lambda limit, cursor: search_dossiers(
            call.world, call.caller, call.body.id_number, limit=limit, cursor=cursor
        ),
    )
    items = tuple(_item(call.world, dossier, call.caller) for dossier in page.items)
    return Answer(Listed[DossierItem](items=items, next_cursor=page.next_cursor))


def _wanted(query: DossiersQuery, now: datetime) -> Wanted[Dossier]:
    if (query.status, query.kind, query.overdue) == (None, None, None):
        return None

    def keep(dossier: Dossier) -> bool:
        waits = dossier.waiting_for
        return (
            query.status in (None, dossier.status)
            and query.kind in (None, waits and waits.kind)
            and query.overdue in (None, late_dossier(dossier, now))
        )

    return keep


def _item(world: World, dossier: Dossier, caller: Caller) -> DossierItem:
    return DossierItem(
        code=dossier.code,
        version=dossier.version,
        status=status_out(dossier.status),
        waiting_for=waiting_out(dossier.waiting_for),
        procedure=dossier.procedure,
        agency_code=dossier.agency_code,
        channel=dossier.channel,
        applicant=shown(dossier.applicant, caller),
        execution=execution_out(dossier),
        filed_at=dossier.filed_at,
        links=dossier_links(world, dossier.code),
    )
