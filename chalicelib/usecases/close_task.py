"""A task's deadline has passed: the clock ends it."""

from chalicelib.domain.change import Change
from chalicelib.domain.progress import conclude
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.until_committed import until_committed


def close_task(world: World, task: Task) -> None:
    """End a supplement that was not supplied in time."""

    def decide() -> tuple[Change | None, None]:
        dossier = world.dossiers.get(task.dossier_code)
        current = world.dossiers.task(task.dossier_code, task.task_id)
        now = world.clock.now()
        if dossier is None or current is None or not current.open:
            return None, None
        if current.deadline is None or now < current.deadline:
            return None, None
        progress = conclude(dossier, current, TaskOutcome.EXPIRED, actor="clock", at=now)
        return progress.change, None

    until_committed(world, decide)
