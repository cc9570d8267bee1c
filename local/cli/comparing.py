"""A catalogue file against what stands on a stage: what is new, what differs, what is the same."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.domain.catalogue_file import Filed
from chalicelib.domain.offering import Offering
from local.cli.differences import Difference, differences
from local.cli.filed import place_of
from local.cli.places import AGENCY_ABSENT, Known, Place, entry_of, facts_of, known
from local.cli.stage import Stage, path
from local.cli.trouble import Refused

MANY = 5
"""So many offerings of one agency are read in one call: communes offer hundreds."""

Told = Callable[[], None]
"""Called after each entry, so that a person sees how far it is."""


class Standing(StrEnum):
    """What putting an entry in place does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Step:
    """One entry: where it goes, what it says, what stands there, and what differs."""

    place: Place
    facts: dict[str, object]
    before: Known
    changes: tuple[Difference, ...]

    @property
    def standing(self) -> Standing:
        """What putting it in place does."""
        if self.before.version == 0:
            return Standing.NEW
        return Standing.CHANGED if self.changes else Standing.SAME


def compare(stage: Stage, entries: Sequence[Filed], told: Told) -> list[Step]:
    """Every entry against what stands on the stage now. Raises Trouble."""
    listed = _Listed(stage, entries)
    steps = []
    for entry in entries:
        place = place_of(entry)
        before = listed.known(entry, place) or known(stage, place, agency_may_be_missing=True)
        steps.append(step(place, facts_of(entry.model_dump(mode="json")), before))
        told()
    return steps


def step(place: Place, facts: dict[str, object], before: Known) -> Step:
    """What putting `facts` there would change."""
    return Step(place, facts, before, tuple(differences(before.facts, facts)))


class _Listed:
    """Offerings of agencies that have many of them, each agency's read once."""

    def __init__(self, stage: Stage, entries: Sequence[Filed]) -> None:
        self._stage = stage
        self._count = Counter(each.agency_code for each in entries if isinstance(each, Offering))
        self._lists: dict[str, Mapping[str, Any]] = {}

    def known(self, entry: Filed, place: Place) -> Known | None:
        """What stands there; None: it is not an entry that is worth a list."""
        if not isinstance(entry, Offering) or self._count[entry.agency_code] < MANY:
            return None
        agency = entry.agency_code
        if agency not in self._lists:
            self._lists[agency] = self._read(agency)
        found = self._lists[agency].get(entry.procedure_code)
        return entry_of(found, place) if found else Known(0, {})

    def _read(self, agency: str) -> Mapping[str, Any]:
        try:
            items = self._stage.get(path("agencies", agency, "procedures")).json["items"]
        except Refused as refused:
            if refused.code != AGENCY_ABSENT:
                raise
            return {}
        return {each["procedure_code"]: each for each in items}
