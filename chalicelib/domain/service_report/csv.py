"""A service report as CSV that spreadsheets open as it is: UTF-8 with a mark, formulas defused."""

import csv
import io
from collections.abc import Iterator

from chalicelib.domain.instant import to_text
from chalicelib.domain.service_report.figures import Figure
from chalicelib.domain.service_report.service_report import TOTAL, Row, ServiceReport
from chalicelib.domain.service_report.shares import SHARES

BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""How a formula begins, also as wide signs, which some spreadsheets narrow."""


def to_csv(report: ServiceReport) -> str:
    """First what the numbers are, then a table of all rows, then the definitions."""
    text = io.StringIO()
    text.write(BYTE_ORDER_MARK)
    csv.writer(text).writerows([defused(cell) for cell in line] for line in _lines(report))
    return text.getvalue()


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: one that looks like it becomes a text."""
    dangerous = cell.lstrip().startswith(_FORMULA) or cell.startswith(("\t", "\r", "\n"))
    return f"'{cell}" if dangerous else cell


def _lines(report: ServiceReport) -> Iterator[list[str]]:
    period = report.period
    yield ["from", period.since.isoformat()]
    yield ["to", period.until.isoformat()]
    yield ["as_of", to_text(period.as_of)]
    yield ["counted_until", to_text(report.counted_until)]
    yield ["agencies", " ".join(report.agencies)]
    yield []
    shares = [f"{name}_percent" for name in SHARES]
    yield ["by", "group", *Figure, *shares, "monthly_average"]
    yield _line(TOTAL, report.total)
    for dimension, rows in report.groups.items():
        yield from (_line(dimension, row) for row in rows)
    yield []
    for figure, said in report.definitions.items():
        yield [figure, said.vi, said.en]
    for name, said in report.rules.items():
        yield [name, said.vi, said.en]


def _line(by: str, row: Row) -> list[str]:
    counts = [str(row.figures[figure]) for figure in Figure]
    percents = [row.shares[name].percent or "" for name in SHARES]
    return [by, row.group, *counts, *percents, row.monthly_average]
