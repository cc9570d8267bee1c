"""Which officer may take and decide a task: whose it is, and which post it takes."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.errors import Conflict, Forbidden
from chalicelib.domain.task import Task

DECIDES = "tasks:decide"
ASSIGNS = "tasks:assign"


def check_open(task: Task) -> None:
    """Raises Conflict `task_not_open`, saying by whom and when it was ended."""
    if not task.open:
        raise Conflict(
            "task_not_open",
            task_id=task.task_id,
            outcome=str(task.outcome),
            ended_by=task.ended_by or "-",
            ended_at=task.ended_at or "-",
        )


def check_holder(task: Task, caller: Caller) -> None:
    """Raises Conflict `task_assigned`, saying whose it is since when.

    Who may assign anybody's may do what another officer holds.
    """
    given = task.assignment
    if given is None or given.to in (None, caller.subject) or ASSIGNS in caller.scopes:
        return
    raise Conflict("task_assigned", task_id=task.task_id, assignee=given.to, assigned_at=given.at)


def check_post(task: Task, caller: Caller) -> None:
    """Raises Forbidden `wrong_post`, naming the post that the step takes."""
    role = task.step.role if task.step else None
    if not caller.holds(role):
        raise Forbidden("wrong_post", task_id=task.task_id, role=role)
