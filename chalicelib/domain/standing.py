"""Which line of a fee table stands: of those that stand for one another, the narrowest window."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeAlias

from chalicelib.domain.choices import Choices
from chalicelib.domain.fee_line import FeeLine

Rank: TypeAlias = tuple[int, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the fee table: the lines that stand for one another, and what holds of them.

    `named` are the lines of the applicant's case and options, `offered` those of the channel,
    too, `holding` those that hold on the day: each with the line that stands before the others
    first.
    """

    lines: tuple[FeeLine, ...]
    named: tuple[FeeLine, ...]
    offered: tuple[FeeLine, ...]
    holding: tuple[FeeLine, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The names of all lines of the place."""
        return frozenset(line.line_id for line in self.lines)

    @property
    def line(self) -> FeeLine:
        """The line that stands here that day; if none does, the widest that might."""
        return self.holding[0] if self.holding else (self.offered or self.named)[-1]

    @property
    def stood_for(self) -> tuple[str, ...]:
        """The line that stands here, and those whose place it takes, one after the other."""
        return _chain(self.line, {line.line_id: line for line in self.lines})


def due(lines: Iterable[FeeLine], choices: Choices, on: date) -> tuple[Place, ...]:
    """The places of which something is owed, in the order of the table.

    Nothing is free by silence: a place whose lines hold on other days only is due, and so is,
    where no line at all is of the channel, what other channels pay. An option is chosen beside
    what everybody pays, so a line of its own gives the rest no price.
    """
    found = [_place(alike, choices, on) for alike in _alike(tuple(lines))]
    of_all = [place for place in found if any(line.option is None for line in place.named)]
    priced = any(place.offered for place in of_all or found)
    return tuple(place for place in found if (place.offered if priced else place.named))


def _chain(line: FeeLine, by_id: Mapping[str, FeeLine]) -> tuple[str, ...]:
    ids = [line.line_id]
    above = line.replaces
    while above and above not in ids:
        ids.append(above)
        above = by_id[above].replaces if above in by_id else None
    return tuple(ids)


def _place(alike: list[FeeLine], choices: Choices, on: date) -> Place:
    by_id = {line.line_id: line for line in alike}

    def rank(line: FeeLine) -> Rank:
        """Narrowest window; what replaces before what is replaced; fewest channels; latest."""
        since = (line.valid_from or date.min).toordinal()
        depth = len(_chain(line, by_id))
        return line.days, -depth, len(line.channels), -since, line.line_id

    options = (None, *choices.options)
    named = [line for line in alike if line.case in (None, choices.case)]
    named = sorted((line for line in named if line.option in options), key=rank)
    offered = [line for line in named if choices.channel in line.channels]
    holding = [line for line in offered if line.holds_on(on)]
    return Place(tuple(alike), tuple(named), tuple(offered), tuple(holding))


def _alike(lines: tuple[FeeLine, ...]) -> list[list[FeeLine]]:
    """The lines that `replaces` links, also in chains; each group where its first line stands."""
    groups: list[list[FeeLine]] = []
    for line in lines:
        met = [group for group in groups if any(_linked(line, other) for other in group)]
        apart = [group for group in groups if group not in met]
        groups = [*apart, [*chain.from_iterable(met), line]]
    return sorted(groups, key=lambda group: min(lines.index(line) for line in group))


def _linked(one: FeeLine, other: FeeLine) -> bool:
    """Whether one replaces the other, or both replace a third."""
    return (
        one.replaces == other.line_id
        or other.replaces == one.line_id
        or (one.replaces is not None and one.replaces == other.replaces)
    )
