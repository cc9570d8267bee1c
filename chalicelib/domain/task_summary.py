"""Whose open tasks are late, will be late, or are behind in their step."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.instant import Instant
from chalicelib.domain.lateness import behind, late, will_be_late
from chalicelib.domain.task import Task
from chalicelib.domain.value import Value


class Divided(StrEnum):
    """What a summary is divided by."""

    ASSIGNEE = "assignee"
    ROLE = "role"
    AGENCY = "agency"
    PROCEDURE = "procedure"

    def of(self, task: Task) -> str | None:
        """The group of a task; None: nobody's, or no step that takes a post."""
        match self:
            case Divided.ASSIGNEE:
                return task.assignee
            case Divided.ROLE:
                return task.step.role if task.step else None
            case Divided.AGENCY:
                return task.agency_code
            case Divided.PROCEDURE:
                return task.procedure_code


class Counts(Value):
    """Open tasks. What is `late` will be late, too; `behind`: the step's own time is over."""

    open: int = 0
    late: int = 0
    will_be_late: int = 0
    behind: int = 0


class TaskGroup(Counts):
    """The tasks of one officer, post, agency or procedure; null: of none."""

    group: str | None


class TaskSummary(Value):
    """All open tasks that officers decide, as of one instant, the worst group first."""

    as_of: Instant
    by: Divided
    total: Counts
    groups: tuple[TaskGroup, ...]


def summarise(tasks: Iterable[Task], by: Divided, now: Instant) -> TaskSummary:
    """The summary of open tasks."""
    groups: defaultdict[str | None, list[Task]] = defaultdict(list)
    for task in tasks:
        groups[by.of(task)].append(task)
    counted = [TaskGroup(group=name, **dict(_counts(found, now))) for name, found in groups.items()]
    everything = [task for found in groups.values() for task in found]
    return TaskSummary(
        as_of=now, by=by, total=_counts(everything, now), groups=tuple(sorted(counted, key=_rank))
    )


def _counts(tasks: list[Task], now: Instant) -> Counts:
    return Counts(
        open=len(tasks),
        late=sum(late(task, now) for task in tasks),
        will_be_late=sum(will_be_late(task, now) for task in tasks),
        behind=sum(behind(task, now) for task in tasks),
    )


def _rank(group: TaskGroup) -> tuple[int, int, int, int, str]:
    return (-group.late, -group.will_be_late, -group.behind, -group.open, group.group or "")
