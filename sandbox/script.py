"""The queue of "what to do next": each step is spent by the first event that it fits."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sandbox.behaviours import NOTIFY, Behaviour
from sandbox.store import Store
from sandbox.telling import TRUTH, Telling

SCHEMA = """
CREATE TABLE IF NOT EXISTS steps (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    provider TEXT NOT NULL,
    point TEXT NOT NULL,
    behaviour TEXT NOT NULL,
    arguments TEXT NOT NULL,
    order_id TEXT NOT NULL,
    about TEXT NOT NULL
);
"""


class BadStep(ValueError):  # noqa: N818 -- what the step is
    """A step that names an unknown point, behaviour or argument; the text says which."""


@dataclass(frozen=True)
class Step:
    """`on` is a call of the provider's interface or `notify`.

    It fits every order, unless it names one by `order_id`, or (before there is a number) by a text that
    the order is `about`: one that its description contains.
    """

    on: str
    do: str
    arguments: Mapping[str, float] = field(default_factory=dict)
    order_id: str = ""
    about: str = ""


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
                "INSERT INTO steps (provider, point, behaviour, arguments, order_id, about)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    self.provider,
                    step.on,
                    step.do,
                    json.dumps(dict(step.arguments)),
                    step.order_id,
                    step.about,
                ),
            )

    def waiting(self) -> list[Step]:
        sql = "SELECT * FROM steps WHERE provider = ? ORDER BY id"
        return [_step(row) for row in self._store.read(sql, (self.provider,))]

    def take(self, point: str, order_id: str, description: str = "") -> Step | None:
        """The oldest step for this point and order, which is thereby spent."""
        rows = self._store.read(
            "SELECT * FROM steps WHERE provider = ? AND point = ? AND order_id IN ('', ?)"
            " AND (about = '' OR instr(?, about) > 0) ORDER BY id LIMIT 1",
            (self.provider, point, order_id, description),
        )
        if not rows:
            return None
        self._store.write("DELETE FROM steps WHERE id = ?", (rows[0]["id"],))
        return _step(rows[0])

    def planned(self, order_id: str, description: str = "") -> tuple[Sequence[Telling], str]:
        """What is told of an order's result, and the name of the behaviour."""
        step = self.take(NOTIFY, order_id, description)
        plan = self.behaviours[step.do].plan if step else None
        if step is None or plan is None:
            return [TRUTH], "normal"
        return plan(step.arguments), step.do

    def clear(self) -> int:
        gone = self._store.write("DELETE FROM steps WHERE provider = ?", (self.provider,))
        return gone.rowcount

    def parse(self, given: object) -> Step:
        """A step from `{"on": …, "do": …, "order_id"?: …, "about"?: …, <argument>: number}`."""
        if not isinstance(given, dict):
            raise BadStep("a step is an object such as {'on': 'create', 'do': 'slow'}")
        do = str(given.get("do", ""))
        order_id, about = str(given.get("order_id", "")), str(given.get("about", ""))
        behaviour = self.behaviours.get(do)
        if behaviour is None:
            raise BadStep(f"unknown behaviour {do!r}; known: {', '.join(self.behaviours)}")
        possible = [point for point in self.points if behaviour.acts_on(point)]
        on = str(given.get("on", possible[0] if len(possible) == 1 else ""))
        if on not in possible:
            raise BadStep(f"{do} acts on {', '.join(possible)}, not on {on!r}")
        rest = {name: value for name, value in given.items() if name not in _STEP_WORDS}
        return Step(on, do, _arguments(do, behaviour, rest), order_id, about)


_STEP_WORDS = frozenset({"on", "do", "order_id", "about"})


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
    return Step(
        on=row["point"],
        do=row["behaviour"],
        arguments=json.loads(row["arguments"]),
        order_id=row["order_id"],
        about=row["about"],
    )
