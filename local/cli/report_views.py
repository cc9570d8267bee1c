"""How a report is shown, and how two of them are compared."""

from collections.abc import Iterator
from typing import Any

from chalicelib.domain.service_report.service_report import ServiceReport
from local.cli.tables import Column
from local.cli.values import value

FIGURES = (
    *("received", "carried_over", "resolved", "resolved_early", "resolved_on_time"),
    *("resolved_late", "in_progress", "in_progress_late", "paused"),
)
COLUMNS = [
    Column("by", value("by"), whole=True),
    Column("group", value("group")),
    *(Column(name, value(name), right=True, whole=True) for name in FIGURES),
    Column("in_time_percent", value("in_time_percent"), right=True, whole=True),
]


def lines(report: ServiceReport) -> Iterator[dict[str, Any]]:
    """Every row of a report as one flat line."""
    rows = [("", report.total), *((by, row) for by, all_ in report.groups.items() for row in all_)]
    for by, row in rows:
        share = row.shares["early_or_on_time"].percent
        counts = {figure.value: count for figure, count in row.figures.items()}
        yield {"by": by, "group": row.group, **counts, "in_time_percent": share}


WORDS = {"definitions", "rules"}


def differences(saved: ServiceReport, again: ServiceReport) -> Iterator[tuple[str, str]]:
    """Each place where two reports differ, with both values; what explains them may be reworded."""
    facts = (report.model_dump(mode="json", exclude=WORDS) for report in (saved, again))
    yield from _differing("", *facts)


def _differing(place: str, one: Any, other: Any) -> Iterator[tuple[str, str]]:
    if isinstance(one, dict) and isinstance(other, dict):
        for name in dict.fromkeys([*one, *other]):
            yield from _differing(f"{place}/{name}", one.get(name), other.get(name))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from _differing(f"{place}/{number}", left, right)
    elif one != other:
        yield place, f"{one} → {other}"
