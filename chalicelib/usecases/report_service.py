"""The service report of a period, for as many dossiers as one request has the time to count."""

from collections.abc import Callable, Iterable, Iterator

from chalicelib.domain.errors import Invalid
from chalicelib.domain.service_report.course import Course
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.service_report.service_report import Dimension, ServiceReport, service_report
from chalicelib.ports.page import Page
from chalicelib.ports.world import World
from chalicelib.usecases.list_courses import list_courses

MOST_COUNTED = 10_000
"""About ten seconds of the 29 that API Gateway waits; whoever has more reads the list itself."""

PAGE = 100


def report_service(
    world: World,
    agencies: list[str],
    period: Period,
    by: Iterable[Dimension],
) -> ServiceReport:
    """The report. Raises Invalid `report_too_large` rather than answer with a part of it."""

    def fetch(cursor: str | None) -> Page[Course]:
        return list_courses(world, agencies, period, limit=PAGE, cursor=cursor)

    return service_report(_all(fetch), period, agencies, by)


def _all(fetch: Callable[[str | None], Page[Course]]) -> Iterator[Course]:
    """Pages that nobody fills count as much as full ones: they take the same time."""
    cursor: str | None = None
    for _ in range(0, MOST_COUNTED, PAGE):
        page = fetch(cursor)
        yield from page.items
        cursor = page.next_cursor
        if cursor is None:
            return
    raise Invalid("report_too_large", most=MOST_COUNTED)
