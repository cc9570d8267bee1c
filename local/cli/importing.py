"""Putting a catalogue in place over HTTP, entry by entry.

Each entry is its own write, made from the version that was compared. So an import may stop
anywhere and be run again: what is in place already is found to be the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.domain.value import Named
from local.cli.comparing import Standing, Step, Told, step
from local.cli.places import known, put
from local.cli.stage import Stage
from local.cli.trouble import Refused

VERSION_MOVED = "version_moved"


class Outcome(StrEnum):
    """What became of an entry."""

    WRITTEN = "written"
    SAME = "same"
    MOVED = "moved"
    REFUSED = "refused"


@dataclass(frozen=True)
class Done:
    """What became of a step; `why` is the stage's sentence if it refused."""

    step: Step
    outcome: Outcome
    version: int | None = None
    why: Named | None = None
    places: Sequence[tuple[str, str]] = ()


def carry_out(stage: Stage, steps: Iterable[Step], reason: str, told: Told) -> Iterator[Done]:
    """Write what is new or changed, one after the other; a refused one does not stop the others.

    Raises Trouble when the stage cannot be reached any more or is not well.
    """
    for each in steps:
        yield _write(stage, each, reason)
        told()


def _write(stage: Stage, due: Step, reason: str) -> Done:
    try:
        answer = put(stage, due.place, due.facts, due.before.version, reason)
    except Refused as refused:
        if refused.code == VERSION_MOVED:
            return _moved(stage, due, refused)
        return Done(due, Outcome.REFUSED, why=refused.sentence, places=refused.places)
    return Done(due, Outcome.WRITTEN, version=answer.json["version"])


def _moved(stage: Stage, due: Step, refused: Refused) -> Done:
    """Somebody else was faster: fine if they wrote the same, else theirs stays."""
    now = step(due.place, due.facts, known(stage, due.place, agency_may_be_missing=True))
    if now.standing is Standing.SAME:
        return Done(due, Outcome.SAME, version=now.before.version)
    return Done(due, Outcome.MOVED, version=now.before.version, why=refused.sentence)
