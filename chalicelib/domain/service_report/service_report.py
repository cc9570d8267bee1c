"""The service report of a period: how many dossiers came, ended, how, and what is left.

Computed from the courses of dossiers, one after the other: of each no more than its code is
remembered, so that one that is listed twice while it moves is counted once.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction

from chalicelib.domain.instant import Instant
from chalicelib.domain.service_report.course import Course, Traits
from chalicelib.domain.service_report.figures import Figure, figures_of
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.service_report.shares import shares_of, two_places
from chalicelib.domain.service_report.words import DEFINITIONS, RULES
from chalicelib.domain.share import Share
from chalicelib.domain.value import Named, Value

TOTAL = "total"


class Dimension(StrEnum):
    """What a report may be divided by: facts of the filing."""

    AGENCY = "agency"
    FIELD = "field"
    PROCEDURE = "procedure"
    CHANNEL = "channel"
    APPLICANT_KIND = "applicant_kind"
    APPLICANT_PROVINCE = "applicant_province"

    def of(self, filing: Traits) -> str:
        """The group that a filing belongs to."""
        return str(getattr(filing, self.value))


class Row(Value):
    """The figures of one group; `monthly_average` is of `received_new`."""

    group: str
    figures: dict[Figure, int]
    shares: dict[str, Share]
    monthly_average: str


class ServiceReport(Value):
    """A report that says itself what it counts, of which agencies, and up to when."""

    period: Period
    counted_until: Instant
    months: str
    agencies: tuple[str, ...]
    total: Row
    groups: dict[Dimension, tuple[Row, ...]]
    definitions: dict[Figure, Named]
    rules: dict[str, Named]


def service_report(
    courses: Iterable[Course],
    period: Period,
    agencies: Iterable[str],
    by: Iterable[Dimension] = (),
) -> ServiceReport:
    """The report over `courses`, each as known at the period's `counted_until`."""
    dimensions = tuple(dict.fromkeys(by))
    total, counts = Counter[Figure](), {one: dict[str, Counter[Figure]]() for one in dimensions}
    for course in _each_once(courses):
        if figures := figures_of(course, period):
            total.update(figures)
            for dimension, groups in counts.items():
                groups.setdefault(dimension.of(course.filing), Counter()).update(figures)
    return ServiceReport(
        period=period,
        counted_until=period.counted_until,
        months=two_places(period.months),
        agencies=tuple(agencies),
        total=_row(TOTAL, total, period),
        groups={one: _rows(groups, period) for one, groups in counts.items()},
        definitions=dict(DEFINITIONS),
        rules=dict(RULES),
    )


def _each_once(courses: Iterable[Course]) -> Iterator[Course]:
    seen = set[str]()
    for course in courses:
        if course.filing.code not in seen:
            seen.add(course.filing.code)
            yield course


def _rows(groups: dict[str, Counter[Figure]], period: Period) -> tuple[Row, ...]:
    return tuple(_row(group, groups[group], period) for group in sorted(groups))


def _row(group: str, counted: Counter[Figure], period: Period) -> Row:
    figures = {figure: counted[figure] for figure in Figure}
    return Row(
        group=group,
        figures=figures,
        shares=shares_of(figures),
        monthly_average=two_places(Fraction(figures[Figure.RECEIVED_NEW]) / period.months),
    )
