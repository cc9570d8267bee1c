"""A task has ended: the workflow that waits on its token is told what is next."""

from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.progress import TASK_MOVED
from chalicelib.domain.task import CLOSE, Task
from chalicelib.ports.world import World
from chalicelib.usecases.drive_execution import check_execution, finish_execution
from chalicelib.usecases.until_committed import until_committed


def answer_task(world: World, task: Task) -> None:
    """Answer, and record last that nothing is owed; an answer given twice is the same answer.

    If nobody waits on the token any more, the execution is compared with the engine.
    """
    if task.token is None or task.answer is None or task.run is None:
        return
    data = {"dossier": task.dossier_code, "run": task.run, "next": task.answer}
    heard = world.workflow.answer(task.token, data)
    if task.answer == CLOSE:
        finish_execution(world, task.dossier_code, task.run)
    elif not heard:
        _check(world, task)
    if until_committed(world, lambda: _answered(world, task)) and task.ended_at:
        world.waits.ended(task.procedure_code, task.kind, task.ended_at - task.opened_at)


def _answered(world: World, task: Task) -> tuple[Change | None, bool]:
    """Whether this was the answer that counts: an answer given twice is one task."""
    current = world.dossiers.task(task.dossier_code, task.task_id)
    if current is None or current.token != task.token:
        return None, False
    following = current.succeed(token=None, due_at=None, attempts=0, last_error=None)
    return change(Replace(following, TASK_MOVED)), True


def _check(world: World, task: Task) -> None:
    dossier = world.dossiers.get(task.dossier_code)
    if dossier and dossier.execution.run == task.run:
        check_execution(world, dossier)
