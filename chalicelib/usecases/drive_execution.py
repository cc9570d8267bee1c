"""Keep each open dossier driven: start, check, break and resume its execution."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.domain.breakage import Breakage, error_name
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.dossier import Dossier, ExecutionState, execution_name
from chalicelib.domain.errors import Conflict
from chalicelib.domain.progress import DOSSIER_MOVED, record
from chalicelib.domain.routing import next_word
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.until_committed import until_committed

CHECK_EVERY = timedelta(days=1)
RESUME_AFTER = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""When the sweeper resumes a broken execution by itself; after these, people must."""


def start_execution(world: World, dossier: Dossier) -> None:
    """Start what is owed, then record it; started twice is started once (same name).

    One that had been started before its record was lost may be dead by now: look at it.
    """
    if dossier.execution.state is not ExecutionState.OWED:
        return
    run = dossier.execution.run
    if dossier.closed:
        finish_execution(world, dossier.code, run)
        return
    word = next_word(dossier)
    fresh = world.workflow.start(
        execution_name(dossier.code, run), {"dossier": dossier.code, "run": run, "next": word}
    )

    def started(current: Dossier) -> Dossier | None:
        if current.execution.state is not ExecutionState.OWED:
            return None
        return _driven(world, current, ExecutionState.RUNNING)

    _update(world, dossier.code, run, started)
    if not fresh:
        check_execution(world, dossier)


def check_execution(world: World, dossier: Dossier) -> None:
    """Compare the record with the engine; what vanished or failed is broken."""
    run = dossier.execution.run
    found = world.workflow.look_up(execution_name(dossier.code, run))
    status = found.status if found else "VANISHED"
    if status == "RUNNING":
        _update(world, dossier.code, run, lambda it: _alive(world, it))
    elif dossier.closed:
        finish_execution(world, dossier.code, run)
    else:
        break_execution(world, dossier.code, run, (found and found.error) or status)


def _alive(world: World, dossier: Dossier) -> Dossier | None:
    """The engine runs it, whether or not its start had been recorded."""
    if dossier.execution.state not in (ExecutionState.OWED, ExecutionState.RUNNING):
        return None
    return _driven(world, dossier, ExecutionState.RUNNING)


def finish_execution(world: World, dossier_code: str, run: int) -> None:
    """The dossier waits for nothing any more and its workflow was told so."""

    def finished(dossier: Dossier) -> Dossier | None:
        if not dossier.closed or dossier.execution.state is ExecutionState.FINISHED:
            return None
        return _driven(world, dossier, ExecutionState.FINISHED)

    _update(world, dossier_code, run, finished)


def break_execution(world: World, dossier_code: str, run: int, reason: str) -> None:
    """Record that the current execution is gone; the sweeper resumes it at most three times.

    Of the reason only the name of an error is kept: a sentence may hold personal data.
    """
    reason = error_name(reason)

    def broken() -> tuple[Change | None, None]:
        dossier = world.dossiers.get(dossier_code)
        if dossier is None or dossier.execution.run != run or dossier.closed:
            return None, None
        if dossier.execution.state not in (ExecutionState.OWED, ExecutionState.RUNNING):
            return None, None
        return _with_event(
            world,
            _driven(world, dossier, ExecutionState.BROKEN, reason=reason),
            "execution_broken",
            "workflow",
            {"run": run, "reason": reason},
        ), None

    until_committed(world, broken)


def resume_dossier(
    world: World, dossier_code: str, reason: str, caller: Caller, *, run: int | None = None
) -> Dossier:
    """Owe run n + 1, from the record. Raises Conflict if it is closed or still driven.

    With `run`, only if that run is still the last one: somebody else may have resumed it.
    """

    def resumed() -> tuple[Change, Dossier]:
        dossier = reach_dossier(world, caller, dossier_code)
        if dossier.closed:
            raise Conflict("dossier_closed", dossier_code=dossier_code, status=dossier.status.value)
        if run not in (None, dossier.execution.run):
            raise Conflict("execution_running", run=dossier.execution.run)
        found = world.workflow.look_up(execution_name(dossier_code, dossier.execution.run))
        if dossier.execution.state is ExecutionState.OWED or (found and found.status == "RUNNING"):
            raise Conflict("execution_running", run=dossier.execution.run)
        return _next_run(world, dossier, caller.subject, reason, by_itself=0)

    return until_committed(world, resumed)


def resume_by_itself(world: World, dossier: Dossier) -> None:
    """The sweeper's resumption of what broke; what was closed since is finished as it is."""

    def resumed() -> tuple[Change | None, Dossier]:
        current = world.dossiers.get(dossier.code) or dossier
        same = current.execution == dossier.execution
        if not same or current.execution.state is not ExecutionState.BROKEN:
            return None, current
        if current.closed:
            finished = _driven(world, current, ExecutionState.FINISHED)
            return change(Replace(finished, DOSSIER_MOVED)), finished
        count = current.execution.resumed_by_itself + 1
        reason = current.execution.reason or "-"
        return _next_run(world, current, "sweeper", reason, by_itself=count)

    until_committed(world, resumed)


def _next_run(
    world: World, dossier: Dossier, actor: str, reason: str, *, by_itself: int
) -> tuple[Change, Dossier]:
    following = dossier.owing_next_run(world.clock.now(), by_itself=by_itself)
    data = {"run": following.execution.run, "reason": reason}
    return _with_event(world, following, "execution_resumed", actor, data), following


def _driven(
    world: World, dossier: Dossier, state: ExecutionState, *, reason: str | None = None
) -> Dossier:
    """The dossier with its execution in `state`, owed what that state owes."""
    now, before = world.clock.now(), dossier.execution
    tries = before.resumed_by_itself
    due_at = {
        ExecutionState.RUNNING: now + CHECK_EVERY,
        ExecutionState.BROKEN: now + RESUME_AFTER[tries] if tries < len(RESUME_AFTER) else None,
    }.get(state)
    return dossier.succeed(
        execution=before.model_copy(update={"state": state, "reason": reason}),
        broken=_breakage(world, dossier, reason) if reason else None,
        due_at=due_at,
        attempts=0,
        last_error=None,
    )


def _breakage(world: World, dossier: Dossier, error: str) -> Breakage:
    return Breakage(
        state=next_word(dossier),
        error=error,
        code_version=world.code_version,
        at=world.clock.now(),
    )


def _update(
    world: World, dossier_code: str, run: int, step: Callable[[Dossier], Dossier | None]
) -> None:
    def decide() -> tuple[Change | None, None]:
        dossier = world.dossiers.get(dossier_code)
        if dossier is None or dossier.execution.run != run:
            return None, None
        following = step(dossier)
        return (change(Replace(following, DOSSIER_MOVED)) if following else None), None

    until_committed(world, decide)


def _with_event(
    world: World, dossier: Dossier, what: str, actor: str, data: dict[str, Any]
) -> Change:
    dossier, event = record(dossier, what, actor=actor, at=world.clock.now(), data=data)
    return change(Replace(dossier, DOSSIER_MOVED), Insert(event, DOSSIER_MOVED))
