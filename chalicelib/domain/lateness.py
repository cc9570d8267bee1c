"""How what is open stands against time: late, late before long, behind within its own step."""

from datetime import date

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.instant import Instant, vietnam_day
from chalicelib.domain.task import OpenTask, Task, TaskKind


def late(task: Task, now: Instant) -> bool:
    """Whether the task should have ended."""
    return _over(task, task.step.legal_due_on if task.step else None, now)


def late_dossier(dossier: Dossier, now: Instant) -> bool:
    """Whether what the dossier waits for should have ended."""
    waits, at_step = dossier.waiting_for, dossier.at_step
    return waits is not None and _over(waits, at_step.legal_due_on if at_step else None, now)


def will_be_late(task: Task, now: Instant) -> bool:
    """Whether a step's result is expected after the legal due day; what is late already is, too."""
    late_from = task.step.late_from if task.step else None
    return late(task, now) or (late_from is not None and late_from <= now)


def behind(task: Task, now: Instant) -> bool:
    """Whether the step's own part of the legal time is over."""
    due = task.step.due_at if task.step else None
    return due is not None and due < now


def _over(waits: Task | OpenTask, legal_due_on: date | None, now: Instant) -> bool:
    """A step goes by the day that the law gives, whatever was promised; all else by its deadline."""
    if waits.kind is not TaskKind.PROCESSING:
        return waits.deadline is not None and waits.deadline < now
    promised_on = vietnam_day(waits.deadline) if waits.deadline else None
    due_on = legal_due_on or promised_on
    return due_on is not None and due_on < vietnam_day(now)
