"""Calendars: when agencies work, as versioned data."""

from chalicelib.domain.calendar import Calendar, CalendarDraft
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed
from chalicelib.entrypoints.http.published import published
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.usecases.publish_calendar import calendar_of, publish_calendar

calendars = Resource(__name__)


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
