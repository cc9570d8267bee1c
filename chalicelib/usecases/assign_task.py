"""Officers take tasks, hand them over and put them back; a manager assigns anybody's."""

from chalicelib.domain.assignment import Assignment, Note, Officer
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change
from chalicelib.domain.errors import Conflict, Forbidden, NotFound
from chalicelib.domain.handover import hand_over
from chalicelib.domain.task import BY_OFFICER, Task
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.until_committed import until_committed
from chalicelib.usecases.whose_task import ASSIGNS, DECIDES, check_holder, check_open, check_post


class Handover(Value):
    """Whose the task shall be: the subject of an officer's token; null puts it back.

    The note is for whoever takes over; it stays with the task and leaves it nowhere.
    """

    assignee: Officer | None
    note: Note | None = None


def assign_task(
    world: World, dossier_code: str, task_id: str, said: Handover, caller: Caller
) -> Task:
    """The task as it is now; what is so already changes nothing.

    Raises NotFound, Forbidden without the scope or the post, and Conflict: `task_not_open`,
    `task_assigned` to another, `task_of_nobody` for what no officer decides.
    """
    if not caller.scopes & {DECIDES, ASSIGNS}:
        raise Forbidden("scope_missing", scope=DECIDES)
    return until_committed(world, lambda: _decide(world, dossier_code, task_id, said, caller))


def _decide(
    world: World, code: str, task_id: str, said: Handover, caller: Caller
) -> tuple[Change | None, Task]:
    dossier = reach_dossier(world, caller, code)
    task = world.dossiers.task(code, task_id)
    if task is None:
        raise NotFound("task_not_found", task_id=task_id)
    check_open(task)
    if _so_already(task, said):
        return None, task
    _check(task, said, caller)
    given = Assignment(to=said.assignee, at=world.clock.now(), by=caller.subject, note=said.note)
    return hand_over(dossier, task, given)


def _so_already(task: Task, said: Handover) -> bool:
    """Asked again, it is the same hand-over; other words are another."""
    note = task.assignment.note if task.assignment else None
    return task.assignee == said.assignee and said.note in (None, note)


def _check(task: Task, said: Handover, caller: Caller) -> None:
    """Whether another holds the post that a step takes, only that officer's own token says."""
    if not BY_OFFICER[task.kind]:
        raise Conflict("task_of_nobody", task_id=task.task_id, kind=task.kind.value)
    check_holder(task, caller)
    if said.assignee == caller.subject:
        check_post(task, caller)
    elif task.assignee is None and ASSIGNS not in caller.scopes:
        raise Forbidden("scope_missing", scope=ASSIGNS)
