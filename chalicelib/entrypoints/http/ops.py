"""Ops: which executions run, which are stuck and why, what is owed, and the way to resume."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from chalicelib.domain.dossier import Dossier, ExecutionState, execution_name
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.ops_out import (
    OpsDetail,
    OpsItem,
    StepOut,
    engine_out,
    ops_fields,
    stuck,
)
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.entrypoints.http.why import why
from chalicelib.usecases.drive_execution import resume_dossier
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.usual_of import UsualOf, usual_by

ops = Resource(__name__)

HISTORY = 200


class Wanted(StrEnum):
    """The states of executions that can be asked for; `stuck` is any of them for too long."""

    OWED = "owed"
    RUNNING = "running"
    BROKEN = "broken"
    STUCK = "stuck"


class ExecutionsQuery(PageQuery):
    """`state` takes several, separated by commas; `older_than` is minutes since the filing."""

    state: Annotated[tuple[Wanted, ...], Field(min_length=1, max_length=10)] = (
        Wanted.BROKEN,
        Wanted.OWED,
        Wanted.RUNNING,
    )
    agency: Code | None = None
    older_than: Annotated[int, Field(ge=0, le=10_000_000)] | None = None


class Resumption(Value):
    """Why it is resumed; the reason stands on the dossier's timeline."""

    reason: Annotated[str, Field(min_length=1, max_length=500)]


@ops.endpoint(
    "GET",
    "/v1/ops/executions",
    scope="ops:read",
    query=ExecutionsQuery,
    answers={200: Listed[OpsItem]},
    problems=("agency_not_found", "cursor_invalid"),
)
def list_executions(call: Call[None, ExecutionsQuery]) -> Answer:
    """List executions with their dossiers, oldest first within each state."""
    agencies = frozenset(reached(call.world, call.caller, call.query.agency))
    now = call.world.clock.now()
    states, usual = _states(call.query.state), usual_by(call.world)
    page = paged(
        call,
        lambda limit, cursor: call.world.dossiers.by_execution(
            states,
            limit=limit,
            cursor=cursor,
            keep=lambda one: one.agency_code in agencies and _wanted(one, call.query, now, usual),
        ),
    )
    items = tuple(OpsItem(**ops_fields(dossier, now, usual(dossier))) for dossier in page.items)
    return Answer(Listed[OpsItem](items=items, next_cursor=page.next_cursor))


@ops.endpoint(
    "GET",
    "/v1/ops/executions/{code}",
    scope="ops:read",
    answers={200: OpsDetail},
    problems=("dossier_not_found",),
)
def explain_execution(call: Call[None, None], code: str) -> Answer:
    """Explain a dossier's execution: history, states, what it waits for and why."""
    return Answer(_detail(call, reach_dossier(call.world, call.caller, code)))


@ops.endpoint(
    "POST",
    "/v1/ops/executions/{code}/resumption",
    scope="ops:act",
    body=Resumption,
    answers={202: OpsItem},
    problems=("dossier_not_found", "dossier_closed", "execution_running"),
)
def resume(call: Call[Resumption, None], code: str) -> Answer:
    """Resume a dossier from its record: the next run is owed and starts within seconds."""
    dossier = resume_dossier(call.world, code, call.body.reason, call.caller)
    usual = usual_by(call.world)(dossier)
    return Answer(OpsItem(**ops_fields(dossier, call.world.clock.now(), usual)), status=202)


def _states(wanted: tuple[Wanted, ...]) -> list[str]:
    """The states to read, in an order that a cursor can rely on."""
    found = {ExecutionState(each.value) for each in wanted if each is not Wanted.STUCK}
    if Wanted.STUCK in wanted:
        found |= {ExecutionState.OWED, ExecutionState.BROKEN, ExecutionState.RUNNING}
    return sorted(state.value for state in found)


def _wanted(dossier: Dossier, query: ExecutionsQuery, now: datetime, usual: UsualOf) -> bool:
    minutes = query.older_than
    if minutes is not None and now - dossier.filed_at < timedelta(minutes=minutes):
        return False
    if any(each.value == dossier.execution.state.value for each in query.state):
        return True
    return Wanted.STUCK in query.state and stuck(dossier, now, usual(dossier))


def _detail(call: Call[None, None], dossier: Dossier) -> OpsDetail:
    name = execution_name(dossier.code, dossier.execution.run)
    engine = call.world.workflow.look_up(name)
    history = call.world.workflow.history(name, limit=HISTORY) if engine else []
    listens = _listens(call, dossier)
    usual, now = usual_by(call.world)(dossier), call.world.clock.now()
    return OpsDetail(
        **ops_fields(dossier, now, usual),
        workflow_listens=listens,
        engine=engine_out(engine),
        history=tuple(StepOut.model_validate(step) for step in history),
        explanation=why(dossier, engine, call.language, listens=listens, now=now, usual=usual),
    )


def _listens(call: Call[None, None], dossier: Dossier) -> bool:
    if dossier.waiting_for is None:
        return False
    task = call.world.dossiers.task(dossier.code, dossier.waiting_for.task_id)
    return task is not None and task.token is not None and task.run == dossier.execution.run
