"""A task goes from one officer to another, and the timeline says so."""

from chalicelib.domain.assignment import Assignment
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.progress import DOSSIER_MOVED, TASK_MOVED, record
from chalicelib.domain.task import Task, TaskKind

ASSIGNED = "task_assigned"
"""What the timeline calls it; the words that go with it stay with the task."""


def hand_over(dossier: Dossier, task: Task, given: Assignment) -> tuple[Change, Task]:
    """The open task of `dossier` becomes whose `given` says. A step keeps that while it lasts."""
    assigned = task.succeed(assignment=given)
    following = dossier.succeed()
    if task.kind is TaskKind.PROCESSING and dossier.at_step:
        at_step = dossier.at_step.model_copy(update={"assignment": given})
        following = following.model_copy(update={"at_step": at_step})
    sides = {"from": task.assignee, "to": given.to}
    named = {side: officer for side, officer in sides.items() if officer}
    data = {"task_id": task.task_id, **named}
    told, event = record(following, ASSIGNED, actor=given.by, at=given.at, data=data)
    writes = change(
        Replace(told, DOSSIER_MOVED),
        Replace(assigned, TASK_MOVED),
        Insert(event, DOSSIER_MOVED),
    )
    return writes, assigned
