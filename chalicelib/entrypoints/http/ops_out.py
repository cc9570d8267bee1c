"""Executions joined with their dossiers, as ops see them."""

from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.dossier import Dossier, ExecutionState, execution_name
from chalicelib.domain.usual import Usual
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.dossier_out import (
    StatusOut,
    WaitingOut,
    status_out,
    waiting_out,
)
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.workflow import EngineExecution

STUCK_AFTER = timedelta(minutes=10)
MANY_ATTEMPTS = 4


class OpsExecution(Value):
    """The current execution, and why it broke if it did."""

    name: str
    run: int
    state: ExecutionState
    reason: str | None


class OpsItem(Value):
    """One dossier's execution. `stuck` means that it will not move on without people.

    A dossier that runs is stuck when it waits far longer than usual: `waits_hours` is more than
    twice `usual_hours`, within which nine in ten tasks of its kind and procedure ended. Nobody
    knows what is usual before twenty have ended.
    """

    dossier_code: str
    agency_code: str
    procedure_code: str
    status: StatusOut
    execution: OpsExecution
    stuck: bool
    waiting_for: WaitingOut | None
    waits_hours: int | None
    usual_hours: int | None
    filed_at: Moment
    next_attempt_at: Moment | None
    attempts: int
    last_error: str | None


class EngineOut(Value):
    """The same execution as Step Functions knows it."""

    status: str
    started_at: Moment
    stopped_at: Moment | None
    error: str | None


class StepOut(Value):
    """One event of the execution's history, without inputs and outputs."""

    id: int
    at: Moment
    type: str
    state: str | None


class OpsDetail(OpsItem):
    """All that explains an execution; `workflow_listens` says that it waits on the open task."""

    workflow_listens: bool
    engine: EngineOut | None
    history: tuple[StepOut, ...]
    explanation: str


def stuck(dossier: Dossier, now: datetime, usual: Usual | None) -> bool:
    """Broken with no resumption due any more, not started although long owed, or waiting too long.

    An attempt puts `due_at` off, so many attempts mean as much as a long wait.
    """
    if dossier.execution.state is ExecutionState.BROKEN:
        return dossier.due_at is None
    if dossier.execution.state is ExecutionState.RUNNING:
        waited = waits(dossier, now)
        return waited is not None and usual is not None and usual.exceeded(waited)
    if dossier.execution.state is not ExecutionState.OWED or dossier.due_at is None:
        return False
    return now - dossier.due_at > STUCK_AFTER or dossier.attempts >= MANY_ATTEMPTS


def waits(dossier: Dossier, now: datetime) -> timedelta | None:
    """How long it has been waiting for its present task; None if it waits for nothing."""
    return now - dossier.waiting_for.opened_at if dossier.waiting_for else None


def hours(lasted: timedelta | None) -> int | None:
    """Whole hours."""
    return None if lasted is None else int(lasted / timedelta(hours=1))


def ops_fields(dossier: Dossier, now: datetime, usual: Usual | None) -> dict[str, Any]:
    """What a list item and a detail share."""
    run = dossier.execution.run
    return {
        "dossier_code": dossier.code,
        "agency_code": dossier.agency_code,
        "procedure_code": dossier.procedure.code,
        "status": status_out(dossier.status),
        "execution": OpsExecution(
            name=execution_name(dossier.code, run),
            run=run,
            state=dossier.execution.state,
            reason=dossier.execution.reason,
        ),
        "stuck": stuck(dossier, now, usual),
        "waiting_for": waiting_out(dossier.waiting_for),
        "waits_hours": hours(waits(dossier, now)),
        "usual_hours": hours(usual.nine_in_ten) if usual else None,
        "filed_at": dossier.filed_at,
        "next_attempt_at": dossier.due_at,
        "attempts": dossier.attempts,
        "last_error": dossier.last_error,
    }


def engine_out(found: EngineExecution | None) -> EngineOut | None:
    """What the engine knows; None if it does not know the name."""
    if found is None:
        return None
    return EngineOut(
        status=found.status,
        started_at=found.started_at,
        stopped_at=found.stopped_at,
        error=found.error,
    )
