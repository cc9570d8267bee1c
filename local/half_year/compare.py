"""The report's figures against those of the second computation."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from typing import Final

from chalicelib.domain.service_report.course import course
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.service_report.service_report import (
    TOTAL,
    Dimension,
    Row,
    ServiceReport,
    service_report,
)
from local.half_year.by_sql import Ledger
from local.half_year.lives import BEGINS, ENDS, Life

PERIODS: Final = (
    (BEGINS, ENDS),
    (date(2020, 2, 1), date(2020, 2, 29)),
    (date(2020, 5, 20), date(2020, 6, 20)),
    (date(2020, 1, 23), date(2020, 1, 23)),
)
"""The half-year, a month, a period from a 20th to a 20th, and one day off."""

LONG_AFTER = datetime(2021, 1, 1, tzinfo=UTC)


def report_of(lives: Iterable[Life], first: date, last: date) -> ServiceReport:
    """The report, divided by everything that it can be divided by."""
    period = Period(since=first, until=last, as_of=LONG_AFTER)
    known = (course(life.filing, life.moves, period.counted_until, life.due_on) for life in lives)
    return service_report(known, period, ["H32"], Dimension)


def differences(lives: Sequence[Life], first: date, last: date) -> tuple[list[str], int]:
    """What differs, and how many figures were compared."""
    report, found, compared = report_of(lives, first, last), list[str](), 0
    with closing(Ledger(lives)) as ledger:
        ledger.ask(first, last)
        rows: list[tuple[Dimension | None, str, Row]] = [(None, TOTAL, report.total)]
        for dimension in Dimension:
            named = [row.group for row in report.groups[dimension]]
            if named != ledger.groups(dimension):
                found.append(f"{dimension}: groups {named}, not {ledger.groups(dimension)}")
            rows += [(dimension, row.group, row) for row in report.groups[dimension]]
        for by, group, row in rows:
            expected = ledger.figures(by, group)
            compared += len(expected) + 1
            found += _differing(f"{by or TOTAL} {group}", row, expected, ledger)
    return found, compared


def _differing(place: str, row: Row, expected: dict[str, int], ledger: Ledger) -> list[str]:
    ours = {figure.value: count for figure, count in row.figures.items()}
    found = [
        f"{place}: {name} {ours.get(name)}, not {expected.get(name)}"
        for name in ours | expected
        if ours.get(name) != expected.get(name)
    ]
    in_time = expected["resolved_early"] + expected["resolved_on_time"]
    whole, percent = expected["resolved"], row.shares["early_or_on_time"].percent
    hundredths = int(percent.replace(".", "")) if percent is not None else None
    if hundredths != (ledger.hundredths(in_time, whole) if whole else None):
        found.append(f"{place}: {in_time} of {whole} is not {percent} %")
    return found
