"""Putting a catalogue file in place over HTTP: compared with what is there, then written entry by entry.

Each entry is its own write, made from the version that was compared. So an import may stop
anywhere and be run again: what is in place already is found to be the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.catalogue_file import CatalogueFile, Filed
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Named
from local.cli import places
from local.cli.differences import Difference, differences
from local.cli.places import Known, Place, facts_of, known, put
from local.cli.stage import Stage
from local.cli.trouble import Refused

VERSION_MOVED = "version_moved"

Told = Callable[[], None]
"""Called after each entry, so that a person sees how far it is."""


class Standing(StrEnum):
    """What putting an entry in place does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Outcome(StrEnum):
    """What became of an entry."""

    WRITTEN = "written"
    SAME = "same"
    MOVED = "moved"
    REFUSED = "refused"


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


@dataclass(frozen=True)
class Done:
    """What became of a step; `why` is the stage's sentence if it refused."""

    step: Step
    outcome: Outcome
    version: int | None = None
    why: Named | None = None
    places: Sequence[tuple[str, str]] = ()


def compare(stage: Stage, entries: Iterable[Filed], told: Told) -> list[Step]:
    """Every entry against what stands on the stage now. Raises Trouble."""
    steps = []
    for entry in entries:
        steps.append(_compared(stage, place_of(entry), facts_of(entry.model_dump(mode="json"))))
        told()
    return steps


def carry_out(stage: Stage, steps: Iterable[Step], reason: str, told: Told) -> Iterator[Done]:
    """Write what is new or changed, one after the other; a refused one does not stop the others.

    Raises Trouble when the stage cannot be reached any more or is not well.
    """
    for step in steps:
        yield _write(stage, step, reason)
        told()


def in_order(file: CatalogueFile) -> list[Filed]:
    """The entries in the order in which they need one another: no agency before its parent."""
    agencies = _parents_first(file.agencies)
    return [*agencies, *file.merchants, *file.calendars, *file.procedures, *file.offerings]


def place_of(entry: Filed) -> Place:
    """Where an entry stands on a stage."""
    match entry:
        case Agency():
            return places.agency(entry.code)
        case Merchant():
            return places.merchant(entry.agency_code, entry.provider)
        case Calendar():
            return places.calendar(entry.agency_code)
        case Procedure():
            return places.procedure(entry.code)
    return places.offering(entry.agency_code, entry.procedure_code)


def _compared(stage: Stage, place: Place, facts: dict[str, object]) -> Step:
    before = known(stage, place, agency_may_be_missing=True)
    return Step(place, facts, before, tuple(differences(before.facts, facts)))


def _write(stage: Stage, step: Step, reason: str) -> Done:
    try:
        answer = put(stage, step.place, step.facts, step.before.version, reason)
    except Refused as refused:
        if refused.code == VERSION_MOVED:
            return _moved(stage, step, refused)
        return Done(step, Outcome.REFUSED, why=refused.sentence, places=refused.places)
    return Done(step, Outcome.WRITTEN, version=answer.json["version"])


def _moved(stage: Stage, step: Step, refused: Refused) -> Done:
    """Somebody else was faster: fine if they wrote the same, else theirs stays."""
    now = _compared(stage, step.place, step.facts)
    if now.standing is Standing.SAME:
        return Done(step, Outcome.SAME, version=now.before.version)
    return Done(step, Outcome.MOVED, version=now.before.version, why=refused.sentence)


def _parents_first(agencies: Iterable[Agency]) -> list[Agency]:
    """Those that an agency names come before it; a circle is left for the stage to refuse."""
    waiting = {agency.code: agency for agency in agencies}
    ordered: dict[str, Agency] = {}

    def place(agency: Agency, below: frozenset[str]) -> None:
        for code in (agency.parent, *agency.replaces):
            if code in waiting and code not in ordered and code not in below:
                place(waiting[code], below | {agency.code})
        ordered.setdefault(agency.code, agency)

    for agency in waiting.values():
        place(agency, frozenset({agency.code}))
    return list(ordered.values())
