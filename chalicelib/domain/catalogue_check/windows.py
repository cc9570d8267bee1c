"""Windows of fee lines: what they replace, whether two compete, whether a day has no price."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations
from typing import TypeAlias

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.entry import Dated
from chalicelib.domain.fee_line import FeeLine
from chalicelib.domain.procedure import ProcedureFacts

ById: TypeAlias = Mapping[str, FeeLine]


def windows(procedure: ProcedureFacts) -> Iterator[Defect]:
    """What is wrong with the windows of all lines, and with the links between them."""
    by_id = {line.line_id: line for line in procedure.fee_lines}
    for number, line in enumerate(procedure.fee_lines):
        at = f"/fee_lines/{number}"
        if line.replaces is not None and line.replaces not in by_id:
            yield defect("replaces_unknown", f"{at}/replaces", line=line.replaces)
        circle = chain(line, by_id)
        if circle[0] == circle[-1] and len(circle) > 1:
            yield defect("replaces_circle", f"{at}/replaces", lines=" → ".join(circle))
        if not _followed(line, procedure.fee_lines):
            yield defect("window_without_base", f"{at}/valid_to", day=line.valid_to)
    yield from _competing(procedure.fee_lines, by_id)


def chain(line: FeeLine, by_id: ById) -> list[str]:
    """The line, what it replaces, what that replaces, ...; a circle ends where it begins."""
    found = [line.line_id]
    above = line.replaces
    while above is not None and above in by_id:
        found.append(above)
        if above in found[:-1]:
            break
        above = by_id[above].replaces
    return found


def overlap(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both hold."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _followed(line: FeeLine, lines: tuple[FeeLine, ...]) -> bool:
    """Whether something is owed in its place, by each of its channels, on the day after it.

    Nothing need follow what never ends, nor the last day that there is (the usual "no end").
    """
    if line.valid_to is None or line.valid_to == date.max:
        return True
    after = line.valid_to + timedelta(days=1)
    next_to_it = [
        other
        for other in lines
        if other.case in (None, line.case)
        and other.option == line.option
        and other.kind is line.kind
        and other.holds_on(after)
    ]
    return all(any(channel in other.channels for other in next_to_it) for channel in line.channels)


def _competing(lines: tuple[FeeLine, ...], by_id: ById) -> Iterator[Defect]:
    for (_, one), (number, other) in combinations(enumerate(lines), 2):
        if _alike(one, other, by_id) and _at_once(one, other):
            named = f"{one.line_id}, {other.line_id}"
            yield defect("windows_compete", f"/fee_lines/{number}/valid_from", lines=named)


def _alike(one: FeeLine, other: FeeLine, by_id: ById) -> bool:
    """Whether both stand for the same line, neither of them for the other."""
    mine, its = chain(one, by_id), chain(other, by_id)
    return mine[-1] == its[-1] and one.line_id not in its and other.line_id not in mine


def _at_once(one: FeeLine, other: FeeLine) -> bool:
    """Whether nothing tells which applies; of equal windows the one of fewer channels does."""
    return (
        one.days == other.days
        and len(one.channels) == len(other.channels)
        and overlap(one, other)
        and bool(set(one.channels) & set(other.channels))
        and (one.case == other.case or None in (one.case, other.case))
        and one.option == other.option
    )
