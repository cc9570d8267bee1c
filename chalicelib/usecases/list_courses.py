"""The courses that a service report counts, page by page: the one door to its facts."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.procedure import ProcedureRef
from chalicelib.domain.service_report_course import (
    UNKNOWN,
    Course,
    course,
    course_now,
    filing_of,
    moves_of,
)
from chalicelib.domain.service_report_figures import figures_of
from chalicelib.domain.service_report_period import Period
from chalicelib.ports.page import Page
from chalicelib.ports.world import World


def list_courses(
    world: World,
    agencies: Iterable[str],
    period: Period,
    *,
    limit: int,
    cursor: str | None,
    keep: Callable[[Course], bool] = lambda _: True,
) -> Page[Course]:
    """What counts in the period and is wanted; a page may be short and go on all the same.

    A timeline is read only of what has moved after the period's cut-off.
    """
    page = world.dossiers.alive(agencies, since=period.since, limit=limit, cursor=cursor)
    field = _fields(world)
    courses = [_course(world, each, field, period.counted_until) for each in page.items]
    counted = [one for one in courses if figures_of(one, period) and keep(one)]
    return Page(counted, page.next_cursor)


def _course(
    world: World, dossier: Dossier, field: Callable[[ProcedureRef], str], until: datetime
) -> Course:
    filing = filing_of(dossier, field(dossier.procedure))
    if dossier.moved_at is None or dossier.moved_at < until:
        return course_now(filing, dossier)
    return course(filing, moves_of(_timeline(world, dossier.code)), until)


def _fields(world: World) -> Callable[[ProcedureRef], str]:
    """The field of a procedure as the dossier's own version of it says, each read once."""
    known: dict[ProcedureRef, str] = {}

    def field(ref: ProcedureRef) -> str:
        if ref not in known:
            procedure = world.catalogue.procedure(ref.code, ref.version)
            known[ref] = procedure.field.vi if procedure else UNKNOWN
        return known[ref]

    return field


def _timeline(world: World, code: str) -> Iterator[Event]:
    cursor: str | None = None
    while True:
        page = world.dossiers.events(code, limit=100, cursor=cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
