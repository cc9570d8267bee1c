"""An officer decides an open task."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.procedure import SupplementPolicy
from chalicelib.domain.routing import offers
from chalicelib.domain.supplements import may_ask
from chalicelib.domain.task import Task, TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.bill_by_decision import bill_by_decision
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.terms_of import terms_of
from chalicelib.usecases.until_committed import until_committed

_ASKING = frozenset({TaskKind.INTAKE, TaskKind.PROCESSING})


def decide_task(
    world: World, dossier_code: str, task_id: str, decision: Decision, caller: Caller
) -> Dossier:
    """The dossier one step further.

    Raises NotFound, Conflict `task_not_open` (saying by whom and when it was decided), Invalid
    for an outcome that an officer cannot give to this task, and for what it needs and lacks.
    """
    return until_committed(world, lambda: _decide(world, dossier_code, task_id, decision, caller))


def _decide(
    world: World, dossier_code: str, task_id: str, decision: Decision, caller: Caller
) -> tuple[Change, Dossier]:
    dossier = reach_dossier(world, caller, dossier_code)
    task = world.dossiers.task(dossier_code, task_id)
    if task is None:
        raise NotFound("task_not_found", task_id=task_id)
    _check_open(task)
    terms = terms_of(world, dossier)
    _check(dossier, task, decision, terms.supplements)
    billed = bill_by_decision(world, dossier, task, decision, terms)
    return advance(
        world,
        billed.dossier,
        task.model_copy(update={"decision": decision.digest}),
        decision.outcome,
        actor=caller.subject,
        note=decision.note,
        data={**(billed.data or {}), **_ground(decision)},
        made=billed.made,
        terms=terms,
        days=decision.deadline_days,
    )


def _ground(decision: Decision) -> dict[str, str]:
    return {"ground": decision.ground} if decision.ground else {}


def _check_open(task: Task) -> None:
    if not task.open:
        raise Conflict(
            "task_not_open",
            task_id=task.task_id,
            outcome=str(task.outcome),
            ended_by=task.ended_by or "-",
            ended_at=task.ended_at or "-",
        )


def _check(dossier: Dossier, task: Task, decision: Decision, policy: SupplementPolicy) -> None:
    asks = decision.outcome is TaskOutcome.SUPPLEMENT_REQUESTED
    if asks and task.kind in _ASKING and not may_ask(policy, dossier.rounds):
        raise Conflict("supplement_rounds_used", rounds=policy.rounds)
    allowed = offers(dossier, task.kind, policy)
    if decision.outcome not in allowed:
        raise Invalid(
            "outcome_not_allowed",
            [("/outcome", "outcome_not_allowed")],
            outcome=decision.outcome.value,
            allowed=", ".join(allowed) or "-",
        )
    if decision.outcome is TaskOutcome.STOPPED and decision.ground is None:
        raise Invalid("ground_required", [("/ground", "ground_required")])
    most = policy.applicant_days if asks else 0
    if decision.deadline_days is not None and decision.deadline_days > most:
        pointer = [("/deadline_days", "deadline_too_long")]
        raise Invalid("deadline_too_long", pointer, most=most)
