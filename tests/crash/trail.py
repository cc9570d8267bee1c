"""Every outside call of a use case as a numbered point at which something can happen.

The points are counted by a dry run, so the list can neither be forgotten nor go stale.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from tests.fakes import FakeWorld

ROLES = (
    *("commits", "dossiers", "orders", "catalogue", "debts"),
    *("workflow", "secrets", "transport", "callbacks"),
)


class Killed(BaseException):
    """The process is gone: no handler of the code under test may see it."""


class Moment(StrEnum):
    """On which side of an outside call something happens."""

    BEFORE = "before"
    AFTER = "after"


class Trail:
    """The outside calls in their order; `happens` is done at number `at`, counted from 1."""

    def __init__(
        self,
        at: int = 0,
        moment: Moment = Moment.BEFORE,
        happens: Callable[[], object] = lambda: None,
    ) -> None:
        self.points: list[str] = []
        self._at, self._moment, self._happens = at, moment, happens

    def call(self, name: str, function: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """Carry out one outside call."""
        self.points.append(name)
        here = len(self.points) == self._at
        if here and self._moment is Moment.BEFORE:
            self._happens()
        answer = function(*given, **named)
        if here and self._moment is Moment.AFTER:
            self._happens()
        return answer


class Watched:
    """A port whose every call leaves its mark on a trail."""

    def __init__(self, port: object, role: str, trail: Trail) -> None:
        self.port, self._role, self._trail = port, role, trail

    def __getattr__(self, name: str) -> Any:
        function = getattr(self.port, name)

        def call(*given: Any, **named: Any) -> Any:
            return self._trail.call(f"{self._role}.{name}", function, *given, **named)

        return call


def watched(world: FakeWorld, trail: Trail) -> FakeWorld:
    """The same world, seen by a use case whose calls are followed."""
    ports: dict[str, Any] = {role: Watched(getattr(world, role), role, trail) for role in ROLES}
    return replace(world, **ports)


def killed() -> None:
    """What happens to a process that is killed."""
    raise Killed
