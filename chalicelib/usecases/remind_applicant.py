"""An applicant is reminded of missing papers: an event, once, before the time is over."""

from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.progress import DOSSIER_MOVED, TASK_MOVED, record
from chalicelib.domain.task import Task
from chalicelib.ports.world import World
from chalicelib.usecases.until_committed import until_committed

REMINDED = "supplement_reminded"


def remind_applicant(world: World, task: Task) -> None:
    """The event, and the task owes its end from then on. Who is too late says nothing more."""

    def decide() -> tuple[Change | None, None]:
        dossier = world.dossiers.get(task.dossier_code)
        current = world.dossiers.task(task.dossier_code, task.task_id)
        now = world.clock.now()
        if dossier is None or current is None or not current.open:
            return None, None
        if current.remind_at is None or now < current.remind_at or current.deadline is None:
            return None, None
        reminded = current.succeed(
            remind_at=None, due_at=current.deadline, attempts=0, last_error=None
        )
        owing = change(Replace(reminded, TASK_MOVED))
        if now >= current.deadline:
            return owing, None
        data = {"task_id": task.task_id, "due_at": current.model_dump(mode="json")["deadline"]}
        told, event = record(dossier.succeed(), REMINDED, actor="clock", at=now, data=data)
        return change(Replace(told, DOSSIER_MOVED), Insert(event, DOSSIER_MOVED)) + owing, None

    until_committed(world, decide)
