"""How an open task stands against time: late, late before long, behind within its own step."""

from chalicelib.domain.instant import Instant
from chalicelib.domain.task import Task, TaskKind, overdue


def will_be_late(task: Task, now: Instant) -> bool:
    """Whether the result is expected after the legal due day; what is late already is, too."""
    if task.kind is not TaskKind.PROCESSING:
        return False
    late_from = task.step.late_from if task.step else None
    return overdue(task, now) or (late_from is not None and late_from <= now)


def behind(task: Task, now: Instant) -> bool:
    """Whether the step's own part of the legal time is over."""
    due = task.step.due_at if task.step else None
    return due is not None and due < now
