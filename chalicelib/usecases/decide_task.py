"""An officer decides an open task."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.instant import to_text
from chalicelib.domain.progress import conclude
from chalicelib.domain.task import BY_OFFICER, Task, TaskOutcome
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.until_committed import until_committed


class Decision(Value):
    """What the officer decided; the note stays with the task and leaves it nowhere."""

    outcome: TaskOutcome
    note: Annotated[str, Field(max_length=2000)] | None = None


def decide_task(
    world: World, dossier_code: str, task_id: str, decision: Decision, caller: Caller
) -> Dossier:
    """The dossier one step further.

    Raises NotFound, Conflict `task_not_open` (saying by whom and when it was decided), Invalid
    for an outcome that an officer cannot give to this kind of task.
    """
    return until_committed(world, lambda: _decide(world, dossier_code, task_id, decision, caller))


def _decide(
    world: World, dossier_code: str, task_id: str, decision: Decision, caller: Caller
) -> tuple[Change, Dossier]:
    dossier = reach_dossier(world, caller, dossier_code)
    task = world.dossiers.task(dossier_code, task_id)
    if task is None:
        raise NotFound("task_not_found", task_id=task_id)
    _check(task, decision)
    progress = conclude(
        dossier,
        task,
        decision.outcome,
        actor=caller.subject,
        at=world.clock.now(),
        note=decision.note,
    )
    return progress.change, progress.dossier


def _check(task: Task, decision: Decision) -> None:
    if not task.open:
        raise Conflict(
            "task_not_open",
            task_id=task.task_id,
            outcome=str(task.outcome),
            ended_by=task.ended_by or "-",
            ended_at=to_text(task.ended_at) if task.ended_at else "-",
        )
    allowed = BY_OFFICER[task.kind]
    if decision.outcome not in allowed:
        raise Invalid(
            "outcome_not_allowed",
            [("/outcome", "outcome_not_allowed")],
            outcome=decision.outcome.value,
            allowed=", ".join(sorted(outcome.value for outcome in allowed)) or "-",
        )
