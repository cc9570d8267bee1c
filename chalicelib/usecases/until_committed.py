"""The loser of a race reads again and decides again."""

from collections.abc import Callable
from typing import TypeVar

from chalicelib.domain.change import Change
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.ports.world import World

Result = TypeVar("Result")

ATTEMPTS = 8


def until_committed(
    world: World, decide: Callable[[], tuple[Change | None, Result]], *, final: str | None = None
) -> Result:
    """Commit what `decide` says and return its result; decide afresh when somebody was faster.

    No change means that nothing is left to do. A failed condition called `final` is raised to
    the caller. `decide` raises ConditionFailed, too, when what it read does not belong together:
    somebody wrote between its reads. Raises Transient when the race is lost again and again.
    """
    for _ in range(ATTEMPTS):
        try:
            change, result = decide()
            if change is None:
                return result
            world.commits.commit(change)
        except ConditionFailed as lost:
            if lost.condition == final:
                raise
        else:
            return result
    raise Transient(f"lost the race {ATTEMPTS} times")
