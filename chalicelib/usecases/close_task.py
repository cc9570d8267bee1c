"""A task's deadline has passed: the clock ends it."""

from chalicelib.domain.change import Change
from chalicelib.domain.task import Task, TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.until_committed import until_committed

NOT_SUPPLIED = "not_supplied"
"""The ground on which the dossier ends then."""


def close_task(world: World, task: Task) -> None:
    """End a supplement that was not supplied in time."""

    def decide() -> tuple[Change | None, None]:
        dossier = world.dossiers.get(task.dossier_code)
        current = world.dossiers.task(task.dossier_code, task.task_id)
        if dossier is None or current is None or not current.open:
            return None, None
        if current.kind is not TaskKind.SUPPLEMENT or current.deadline is None:
            return None, None
        if world.clock.now() < current.deadline:
            return None, None
        why = {"ground": NOT_SUPPLIED}
        left, _ = advance(world, dossier, current, TaskOutcome.EXPIRED, actor="clock", data=why)
        return left, None

    until_committed(world, decide)
