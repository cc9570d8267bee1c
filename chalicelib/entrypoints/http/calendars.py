"""Calendars: when agencies work, as versioned data."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.calendar import Calendar, CalendarDraft, CalendarFacts
from chalicelib.domain.clock.moves import Move
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.ports.world import World
from chalicelib.usecases.publish_calendar import calendar_of, publish_calendar
from chalicelib.usecases.simulate_calendar import simulate_calendar

calendars = Resource(__name__)


class CalendarProposal(CalendarFacts):
    """A calendar to be tried. What a draft says besides (`version`, `reason`) does not count."""

    version: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    reason: Annotated[str, Field(max_length=500)] | None = None


class MoveLinks(Value):
    """Where the dossier is."""

    dossier: str


class MoveOut(Value):
    """A dossier that the proposed calendar would move.

    `before` and `after` are its due instant, as it was promised last, now and then; `legal_before`
    and `legal_after` what the law gives.
    """

    dossier_code: str
    before: Moment | None
    after: Moment | None
    legal_before: Moment | None
    legal_after: Moment | None
    links: MoveLinks


@calendars.endpoint(
    "GET",
    "/v1/agencies/{agency}/calendar",
    scope="catalogue:read",
    answers={200: Calendar},
    problems=("agency_not_found", "calendar_not_found"),
    versioned=True,
)
def read_calendar(call: Call[None, None], agency: str) -> Answer:
    """Read the calendar that an agency works by: its own, or the one it inherits."""
    return Answer(calendar_of(call.world, agency, call.caller))


@calendars.endpoint(
    "PUT",
    "/v1/agencies/{agency}/calendar",
    scope="catalogue:write",
    body=CalendarDraft,
    answers={200: Calendar, 201: Calendar},
    problems=("agency_not_found", "version_moved"),
)
def write_calendar(call: Call[CalendarDraft, None], agency: str) -> Answer:
    """Give an agency its own calendar, or change it."""
    return published(*publish_calendar(call.world, agency, call.body, call.caller))


@calendars.endpoint(
    "GET",
    "/v1/agencies/{agency}/calendar/versions",
    scope="catalogue:read",
    answers={200: Listed[Calendar]},
    problems=("agency_not_found", "calendar_not_found"),
)
def list_calendar_versions(call: Call[None, None], agency: str) -> Answer:
    """List all versions of the calendar that an agency works by, the latest first."""
    found = calendar_of(call.world, agency, call.caller)
    return Answer(Listed[Calendar](items=tuple(call.world.catalogue.fresh().versions(found))))


@calendars.endpoint(
    "POST",
    "/v1/agencies/{agency}/calendar/simulation",
    scope="catalogue:write",
    body=CalendarProposal,
    query=PageQuery,
    answers={200: Listed[MoveOut]},
    problems=("agency_not_found", "cursor_invalid"),
)
def simulate(call: Call[CalendarProposal, PageQuery], agency: str) -> Answer:
    """Show which open dossiers a calendar would move, and to when, without writing anything.

    Those of the agency, and of the agencies below that inherit its calendar. A page may be short,
    even empty, while its cursor goes on.
    """
    page = paged(
        call,
        lambda limit, cursor: simulate_calendar(
            call.world, agency, call.body, call.caller, limit=limit, cursor=cursor
        ),
    )
    items = tuple(_move_out(call.world, move) for move in page.items)
    return Answer(Listed[MoveOut](items=items, next_cursor=page.next_cursor))


def _move_out(world: World, move: Move) -> MoveOut:
    return MoveOut(
        dossier_code=move.code,
        before=move.before,
        after=move.after,
        legal_before=move.legal_before,
        legal_after=move.legal_after,
        links=MoveLinks(dossier=dossier_url(world, move.code)),
    )
