"""An import as people and programs read it: what would change, and what became of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chalicelib.domain.value import Named
from local.cli.comparing import Standing, Step
from local.cli.importing import Done
from local.cli.language import Language, heard, said
from local.cli.plain import plain
from local.cli.tables import Column
from local.cli.values import shown

MOST_CHANGES = 8
"""In a table; the JSON names them all."""


def document(steps: Sequence[Step], done: Sequence[Done] = ()) -> dict[str, Any]:
    """Every entry with its changes and, once it was written, what became of it."""
    outcomes = {(each.step.place.kind, each.step.place.name): each for each in done}
    entries = [_entry(step, outcomes.get((step.place.kind, step.place.name))) for step in steps]
    counts = Counter(step.standing.value for step in steps)
    return {"entries": entries, "summary": {each.value: counts[each.value] for each in Standing}}


def summary(steps: Sequence[Step]) -> Named:
    """How many entries are new, changed and the same."""
    counts = Counter(step.standing for step in steps)
    new, changed, same = (counts[each] for each in Standing)
    return said(
        f"{new} mục mới, {changed} mục thay đổi, {same} mục giữ nguyên.",
        f"{new} new, {changed} changed, {same} the same.",
    )


def _entry(step: Step, done: Done | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": step.place.kind,
        "name": step.place.name,
        "standing": step.standing.value,
        "version": step.before.version,
        "changes": [vars(each) for each in step.changes] if step.before.version else [],
    }
    if done:
        found |= {"outcome": done.outcome.value, "version": done.version}
        found |= {"why": done.why.en, "places": done.places} if done.why else {}
    return found


def _changes(step: Step, language: Language) -> str:
    if step.standing is Standing.NEW:
        return ""
    lines = [each.said(language) for each in step.changes[:MOST_CHANGES]]
    more = len(step.changes) - len(lines)
    return "\n".join([*map(plain, lines), *([f"… +{more}"] if more else [])])


def _why(done: Done, language: Language) -> str:
    lines = [heard(done.why, language)] if done.why else []
    return "\n".join(plain(line) for line in [*lines, *(f"{a}: {b}" for a, b in done.places)])


STEPS = (
    Column("kind", lambda step, _: step.place.kind, whole=True),
    Column("entry", lambda step, _: plain(step.place.name), whole=True),
    Column("standing", lambda step, _: step.standing.value, whole=True),
    Column("changes", _changes),
)
DONE = (
    Column("kind", lambda done, _: done.step.place.kind, whole=True),
    Column("entry", lambda done, _: plain(done.step.place.name), whole=True),
    Column("outcome", lambda done, _: done.outcome.value, whole=True),
    Column("version", lambda done, language: shown(done.version, language), right=True),
    Column("why_not", _why),
)
