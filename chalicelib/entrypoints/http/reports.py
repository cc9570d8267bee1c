"""Reports: how many dossiers came, ended, how, and what is left; every figure opens."""

from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chalicelib.domain.errors import Invalid
from chalicelib.domain.instant import to_text
from chalicelib.domain.service_report.course import Course
from chalicelib.domain.service_report.csv import to_csv
from chalicelib.domain.service_report.figures import Figure, figures_of
from chalicelib.domain.service_report.period import FIRST_DAY, Period
from chalicelib.domain.service_report.service_report import Dimension, ServiceReport
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import JSON, Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.moment import AnInstant
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.ports.world import World
from chalicelib.usecases.list_courses import list_courses
from chalicelib.usecases.report_service import report_service

CSV = "text/csv"
PATH = "/v1/reports/service"

reports = Resource(__name__)


class Asked(BaseModel):
    """`from` and `to` are days in Vietnam, both included; only what was known `as_of` counts.

    `as_of` is now unless it is given, and never ahead. All agencies of the token unless one is
    named, with those under it.
    """

    model_config = ConfigDict(frozen=True)

    since: Annotated[date, Field(alias="from")]
    until: Annotated[date, Field(alias="to")]
    as_of: AnInstant | None = None
    agency: Annotated[str, Field(max_length=40)] | None = None


class ReportQuery(Asked):
    """`by` divides the report: any of its words, with commas between them."""

    by: Annotated[tuple[Dimension, ...], Field(max_length=6)] = ()


class CountedQuery(Asked, PageQuery):
    """All that the report counts; or what stands behind one `figure`, of one `group` `by` its kind."""

    figure: Figure | None = None
    by: Dimension | None = None
    group: Annotated[str, Field(max_length=2000)] | None = None


class ReportLinks(Value):
    """`dossiers` lists what the report counts; add `figure`, and `by` with `group`, to open one."""

    dossiers: str


class ServiceReportOut(ServiceReport):
    """A report that says itself what it counts, of which agencies, and up to when."""

    links: ReportLinks


class CountedLinks(Value):
    """Where the dossier is."""

    dossier: str


class Counted(Value):
    """A dossier as the report knows it, and the figures that it counts in."""

    course: Course
    figures: tuple[Figure, ...]
    links: CountedLinks


@reports.endpoint(
    "GET",
    PATH,
    scope="reports:read",
    query=ReportQuery,
    answers={200: ServiceReportOut},
    problems=("agency_not_found", "report_too_large"),
    also=(CSV,),
)
def read_service_report(call: Call[None, ReportQuery]) -> Answer:
    """Report on a period. As CSV with `Accept: text/csv`.

    A report over very many dossiers is refused: `hosopay report service` computes it from the
    list of what it counts.
    """
    query = call.query
    agencies = reached(call.world, call.caller, query.agency)
    report = report_service(call.world, agencies, _period(call.world, query), query.by)
    if _wants_csv(call.headers.get("accept")):
        name = f"service-{query.since}-{query.until}.csv"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Answer(to_csv(report), media_type=CSV, headers=disposition)
    links = ReportLinks(dossiers=_dossiers_url(call.world, query, report))
    return Answer(ServiceReportOut(**dict(report), links=links))


@reports.endpoint(
    "GET",
    f"{PATH}/dossiers",
    scope="reports:read",
    query=CountedQuery,
    answers={200: Listed[Counted]},
    problems=("cursor_invalid", "agency_not_found"),
)
def list_counted_dossiers(call: Call[None, CountedQuery]) -> Answer:
    """List the dossiers that a report counts, or exactly those behind one of its figures.

    None is skipped; one that ends or is reopened while the pages are read may come twice.
    """
    query = call.query
    if (query.by is None) is not (query.group is None):
        raise Invalid("query_invalid", [("/group", "by_and_group")])
    agencies = reached(call.world, call.caller, query.agency)
    period = _period(call.world, query)

    def wanted(course: Course) -> bool:
        figures = figures_of(course, period)
        within = query.by is None or query.by.of(course.filing) == query.group
        return within and (query.figure is None or query.figure in figures)

    page = paged(
        call,
        lambda limit, cursor: list_courses(
            call.world, agencies, period, limit=limit, cursor=cursor, keep=wanted
        ),
    )
    items = tuple(_counted(call.world, course, period) for course in page.items)
    return Answer(Listed[Counted](items=items, next_cursor=page.next_cursor))


def _period(world: World, query: Asked) -> Period:
    now = world.clock.now()
    if query.as_of and query.as_of > now:
        raise Invalid("query_invalid", [("/as_of", "as_of_ahead")])
    try:
        return Period(since=query.since, until=query.until, as_of=query.as_of or now)
    except ValidationError as error:
        early = query.since < FIRST_DAY
        wrong = {
            "period_too_far": ("/from" if early else "/to", "period_too_far"),
            "period_upside_down": ("/to", "period_upside_down"),
            "period_not_begun": ("/to", "period_not_begun"),
        }
        raise Invalid("query_invalid", [wrong[error.errors()[0]["type"]]]) from None


def _counted(world: World, course: Course, period: Period) -> Counted:
    figures = figures_of(course, period)
    return Counted(
        course=course,
        figures=tuple(figure for figure in Figure if figure in figures),
        links=CountedLinks(dossier=dossier_url(world, course.filing.code)),
    )


def _dossiers_url(world: World, query: ReportQuery, report: ServiceReport) -> str:
    asked = {"from": query.since, "to": query.until, "as_of": to_text(report.period.as_of)}
    named = {"agency": query.agency} if query.agency else {}
    return f"{world.public_url}{PATH}/dossiers?{urlencode({**asked, **named})}"


def _wants_csv(accept: str | None) -> bool:
    """Whichever of the two is named first; JSON for who names neither."""
    names = [part.partition(";")[0].strip().lower() for part in (accept or "").split(",")]
    return next((name == CSV for name in names if name in (CSV, JSON)), False)
