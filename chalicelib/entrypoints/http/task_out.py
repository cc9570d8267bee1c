"""A task as the officers' queue shows it."""

from datetime import date

from chalicelib.domain.caller import Caller
from chalicelib.domain.lateness import behind, late, will_be_late
from chalicelib.domain.open_step import OpenStep
from chalicelib.domain.task import BY_OFFICER, Task, TaskKind, TaskOutcome
from chalicelib.domain.value import Named, Value
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.masking import PERSONAL
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.world import World


class TaskLinks(Value):
    """Where a task leads."""

    dossier: str
    decision: str
    assignment: str


class ProcessingStepOut(Value):
    """The step of the processing: its number, of how many, its name, and the post that takes it."""

    number: int
    of: int
    name: Named
    role: str | None


class AssignedOut(Value):
    """The last hand-over: when and by whom; null `note` without the scope `dossiers:personal`."""

    at: Moment
    by: str
    note: str | None


class ForecastOut(Value):
    """Whether the result is expected after `due_on`, the legal due day, and from when on it is.

    Expected is that each step still to come takes its share of the legal time.
    """

    due_on: date
    will_be_late: bool
    late_from: Moment


class TaskOut(Value):
    """An open task, and the outcomes that an officer may give it.

    `due_at` of a step of the processing is when the result is due by the legal clock,
    `step_due_at` when the step is; `late` is what is due no more, `behind` a step that is. Nobody's
    task has a null `assignee`.

    `reason` says why a correction opened it: null without the scope `dossiers:personal`.
    """

    task_id: str
    kind: TaskKind
    dossier_code: str
    agency_code: str
    procedure_code: str
    opened_at: Moment
    due_at: Moment | None
    late: bool
    step: ProcessingStepOut | None
    step_due_at: Moment | None
    behind: bool
    forecast: ForecastOut | None
    assignee: str | None
    assigned: AssignedOut | None
    outcomes: tuple[TaskOutcome, ...]
    reason: str | None
    links: TaskLinks


def task_out(world: World, task: Task, caller: Caller) -> TaskOut:
    """The task as this caller may see it now."""
    now = world.clock.now()
    url = f"/tasks/{task.task_id}"
    return TaskOut(
        task_id=task.task_id,
        kind=task.kind,
        dossier_code=task.dossier_code,
        agency_code=task.agency_code,
        procedure_code=task.procedure_code,
        opened_at=task.opened_at,
        due_at=task.deadline,
        late=late(task, now),
        step=_step(task.step) if task.step else None,
        step_due_at=task.step.due_at if task.step else None,
        behind=behind(task, now),
        forecast=_forecast(task.step, expected_late=will_be_late(task, now)),
        assignee=task.assignee,
        assigned=_assigned(task, caller),
        outcomes=tuple(sorted(BY_OFFICER[task.kind])) if task.outcomes is None else task.outcomes,
        reason=task.reason if PERSONAL in caller.scopes else None,
        links=TaskLinks(
            dossier=dossier_url(world, task.dossier_code),
            decision=dossier_url(world, task.dossier_code, f"{url}/decision"),
            assignment=dossier_url(world, task.dossier_code, f"{url}/assignment"),
        ),
    )


def _step(step: OpenStep) -> ProcessingStepOut:
    return ProcessingStepOut(number=step.number, of=step.of, name=step.name, role=step.role)


def _forecast(step: OpenStep | None, *, expected_late: bool) -> ForecastOut | None:
    """Nothing is forecast where nothing is due: without a limit, or while time is not counted."""
    if step is None or step.legal_due_on is None or step.late_from is None:
        return None
    return ForecastOut(
        due_on=step.legal_due_on, will_be_late=expected_late, late_from=step.late_from
    )


def _assigned(task: Task, caller: Caller) -> AssignedOut | None:
    given = task.assignment
    if given is None:
        return None
    note = given.note if PERSONAL in caller.scopes else None
    return AssignedOut(at=given.at, by=given.by, note=note)
