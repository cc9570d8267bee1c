"""The courses that a service report counts, page by page: the one door to its facts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from chalicelib.domain.clock.legal_clock import due_day
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.procedure import Procedure, ProcedureRef
from chalicelib.domain.service_report.course import (
    UNKNOWN,
    Course,
    course,
    course_now,
    filing_of,
    moves_of,
)
from chalicelib.domain.service_report.figures import figures_of
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.terms import Terms
from chalicelib.domain.working_time import WorkingTime
from chalicelib.ports.page import Page
from chalicelib.ports.world import World
from chalicelib.usecases.terms_of import calendar_by


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
    rules = _rules(world, period.counted_until)
    courses = [_course(world, each, rules, period.counted_until) for each in page.items]
    counted = [one for one in courses if figures_of(one, period) and keep(one)]
    return Page(counted, page.next_cursor)


@dataclass(frozen=True)
class _Rules:
    """What the dossiers of a page were to keep to, each read once."""

    procedure: Callable[[ProcedureRef], Procedure | None]
    times: Callable[[str], WorkingTime]


def _rules(world: World, until: datetime) -> _Rules:
    """A dossier's own version of its procedure, and the calendar as it was known at `until`.

    Calendars are read past the cache: a report just after an edit must be the same ever after.
    """
    catalogue = world.catalogue.fresh()

    def procedure(ref: ProcedureRef) -> Procedure | None:
        return world.catalogue.procedure(ref.code, ref.version)

    def times(agency_code: str) -> WorkingTime:
        return WorkingTime(calendar_by(catalogue, agency_code, until))

    return _Rules(cache(procedure), cache(times))


def _course(world: World, dossier: Dossier, rules: _Rules, until: datetime) -> Course:
    procedure = rules.procedure(dossier.procedure)
    filing = filing_of(dossier, procedure.field.vi if procedure else UNKNOWN)
    due_on = _due_on(dossier, procedure, rules, until) if procedure else None
    if dossier.moved_at is None or dossier.moved_at < until:
        return course_now(filing, dossier, due_on)
    return course(filing, moves_of(_timeline(world, dossier.code)), until, due_on)


def _due_on(dossier: Dossier, procedure: Procedure, rules: _Rules, until: datetime) -> date | None:
    terms = Terms(procedure, rules.times(dossier.agency_code))
    return due_day(terms.times, dossier.clock, terms.limit(dossier), until)


def _timeline(world: World, code: str) -> Iterator[Event]:
    cursor: str | None = None
    while True:
        page = world.dossiers.events(code, limit=100, cursor=cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
