"""The queue of "what to do next": each step is spent by the first event that it fits."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sandbox.behaviours import NOTIFY, Behaviour
from sandbox.store import Store

SCHEMA = """
CREATE TABLE IF NOT EXISTS script (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    point TEXT NOT NULL,
    behaviour TEXT NOT NULL,
    arguments TEXT NOT NULL,
    order_id TEXT NOT NULL
);
"""


class BadStep(ValueError):  # noqa: N818 -- what the step is
    """A step that names an unknown point, behaviour or argument; the text says which."""


@dataclass(frozen=True)
class Step:
    """`on` is a call of the provider's interface or `notify`; an empty `order_id` fits every order."""

    on: str
    do: str
    arguments: Mapping[str, float] = field(default_factory=dict)
    order_id: str = ""


class Script:
    """The steps of one provider; `calls` are the names of the calls that can be scripted."""

    def __init__(
        self,
        store: Store,
        provider: str,
        calls: tuple[str, ...],
        behaviours: Mapping[str, Behaviour],
    ) -> None:
        self._store = store
        self.provider = provider
        self.points = (*calls, NOTIFY)
        self.behaviours = behaviours

    def add(self, steps: Iterable[Step]) -> None:
        for step in steps:
            self._store.write(
                "INSERT INTO script (provider, point, behaviour, arguments, order_id)"
                " VALUES (?, ?, ?, ?, ?)",
                (self.provider, step.on, step.do, json.dumps(dict(step.arguments)), step.order_id),
            )

    def waiting(self) -> list[Step]:
        sql = "SELECT * FROM script WHERE provider = ? ORDER BY id"
        return [_step(row) for row in self._store.read(sql, (self.provider,))]

    def take(self, point: str, order_id: str) -> Step | None:
        """The oldest step for this point and order, which is thereby spent."""
        rows = self._store.read(
            "SELECT * FROM script WHERE provider = ? AND point = ? AND order_id IN ('', ?)"
            " ORDER BY id LIMIT 1",
            (self.provider, point, order_id),
        )
        if not rows:
            return None
        self._store.write("DELETE FROM script WHERE id = ?", (rows[0]["id"],))
        return _step(rows[0])

    def clear(self) -> int:
        gone = self._store.write("DELETE FROM script WHERE provider = ?", (self.provider,))
        return gone.rowcount

    def parse(self, given: object) -> Step:
        """A step from `{"on": …, "do": …, "order_id"?: …, <argument>: number}`."""
        if not isinstance(given, dict):
            raise BadStep("a step is an object such as {'on': 'create', 'do': 'slow'}")
        do, order_id = str(given.get("do", "")), str(given.get("order_id", ""))
        behaviour = self.behaviours.get(do)
        if behaviour is None:
            raise BadStep(f"unknown behaviour {do!r}; known: {', '.join(self.behaviours)}")
        possible = [point for point in self.points if behaviour.acts_on(point)]
        on = str(given.get("on", possible[0] if len(possible) == 1 else ""))
        if on not in possible:
            raise BadStep(f"{do} acts on {', '.join(possible)}, not on {on!r}")
        rest = {name: value for name, value in given.items() if name not in _STEP_WORDS}
        return Step(on, do, _arguments(do, behaviour, rest), order_id)


_STEP_WORDS = frozenset({"on", "do", "order_id"})


def _arguments(do: str, behaviour: Behaviour, given: Mapping[str, object]) -> dict[str, float]:
    if unknown := sorted(set(given) - set(behaviour.arguments)):
        raise BadStep(f"{do} does not know {', '.join(unknown)}")
    chosen: dict[str, float] = {}
    for name, argument in behaviour.arguments.items():
        value = given.get(name, argument.default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadStep(f"{name} of {do} is a number")
        if not argument.least <= value <= argument.most:
            raise BadStep(f"{name} of {do} lies between {argument.least} and {argument.most}")
        chosen[name] = value
    return chosen


def _step(row: sqlite3.Row) -> Step:
    return Step(row["point"], row["behaviour"], json.loads(row["arguments"]), row["order_id"])
