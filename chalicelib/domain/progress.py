"""How a dossier moves on: the outcome of a task becomes moves, events and the next task.

Everything here is pure; the use cases read, call it, and commit what it returns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from chalicelib.domain.change import Change, Insert, Replace, Write
from chalicelib.domain.dossier import (
    DOSSIER,
    NATIONAL_CODE,
    DeliveryMethod,
    Dossier,
    Moved,
)
from chalicelib.domain.dossier_marks import marked
from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.event import Event, seal
from chalicelib.domain.instant import Instant
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.routing import next_task, next_word
from chalicelib.domain.task import OUTCOMES, OpenTask, Task, TaskKind, TaskOutcome

SUPPLEMENT_DAYS = 15
"""The shortest time that procedures give an applicant for missing papers."""

DOSSIER_MOVED = "dossier_moved"
TASK_MOVED = "task_moved"
"""Names of the conditions under which progress is written."""


@dataclass(frozen=True, slots=True)
class Progress:
    """A dossier one step further: its next version, the tasks that ended and began, the facts."""

    dossier: Dossier
    ended: Task | None
    begun: Task | None
    events: tuple[Event, ...]

    @property
    def change(self) -> Change:
        """The writes of this step, conditional on the versions that were read."""
        fresh = self.dossier.version == 1
        writes: list[Write] = [(Insert if fresh else Replace)(self.dossier, DOSSIER_MOVED)]
        if self.ended:
            writes.append(Replace(self.ended, TASK_MOVED))
        if self.begun:
            writes.append(Insert(self.begun, TASK_MOVED))
        writes += [Insert(event, DOSSIER_MOVED) for event in self.events]
        return Change(tuple(writes))


_SIMPLE: Mapping[tuple[TaskKind, TaskOutcome], tuple[Moved, ...]] = MappingProxyType(
    {
        (TaskKind.INTAKE, TaskOutcome.ACCEPTED): (Moved.RECEIVED, Moved.STEP_STARTED),
        (TaskKind.INTAKE, TaskOutcome.REJECTED): (Moved.REJECTED,),
        (TaskKind.INTAKE, TaskOutcome.SUPPLEMENT_REQUESTED): (Moved.SUPPLEMENT_REQUESTED,),
        (TaskKind.PROCESSING, TaskOutcome.SUPPLEMENT_REQUESTED): (Moved.SUPPLEMENT_REQUESTED,),
        (TaskKind.PROCESSING, TaskOutcome.STOPPED): (Moved.STOPPED,),
        (TaskKind.PAYMENT, TaskOutcome.EXPIRED): (Moved.UNPAID,),
        (TaskKind.DELIVERY, TaskOutcome.DELIVERED): (Moved.DELIVERED,),
        (TaskKind.DELIVERY, TaskOutcome.UNDELIVERED): (Moved.UNDELIVERED,),
    }
)

_PAID_OFF = frozenset({TaskOutcome.PAID, TaskOutcome.WAIVED})
"""A payment task that ends so is done with: the next bill's turn has come."""

_AFTER_PAYMENT: Mapping[CollectionTiming, tuple[Moved, ...]] = MappingProxyType(
    {
        # what is owed although nothing usually is (optional copies) is owed with the filing
        CollectionTiming.NONE: (),
        CollectionTiming.WITH_FILING: (),
        CollectionTiming.AFTER_VALIDITY_CHECK: (Moved.RECEIVED, Moved.STEP_STARTED),
        CollectionTiming.AT_INTAKE: (Moved.RESUMED,),
        CollectionTiming.BEFORE_RESULT: (Moved.RESOLVED,),
        CollectionTiming.ON_RESULT: (Moved.DELIVERED,),
        CollectionTiming.ASSESSED: (Moved.RESUMED,),
    }
)


def begin(
    dossier: Dossier, *, actor: str, data: Mapping[str, Any], pay_by: Instant | None = None
) -> Progress:
    """A dossier just filed: its first event, and the task that it waits for.

    `pay_by` is the last instant of its open bill, if it has one.
    """
    at = dossier.filed_at
    facts = {**_status(dossier), **data}
    dossier, event = record(dossier, "filed", actor=actor, at=at, data=facts)
    return _arrive(dossier, None, (event,), at, pay_by)


def conclude(
    dossier: Dossier,
    task: Task,
    outcome: TaskOutcome,
    *,
    actor: str,
    at: Instant,
    note: str | None = None,
    data: Mapping[str, Any] | None = None,
    pay_by: Instant | None = None,
) -> Progress:
    """The open `task` of `dossier` ends with `outcome`; raises IllegalMove if it may not.

    A payment that is done with opens the next of the dossier's bills, to be paid until `pay_by`.
    """
    open_bill, to_come = _bills(dossier, task.kind, outcome)
    following = dossier.succeed(
        steps_done=_steps_done(dossier, outcome),
        admitted=dossier.admitted or outcome is TaskOutcome.ACCEPTED,
        open_bill=open_bill,
        bills_to_come=to_come,
    )
    opens = task.kind is TaskKind.PAYMENT and open_bill is not None
    assert opens is (pay_by is not None), "the next bill opens with its own last day, and only then"
    ended = task.succeed(outcome=outcome, ended_at=at, ended_by=actor, note=note)
    facts = {"task_id": task.task_id, "outcome": outcome.value, **(data or {})}
    moves = _moves(following, task.kind, outcome)
    following, events = _apply(following, moves, facts, actor=actor, at=at)
    return _arrive(following, ended, events, at, pay_by)


def revive(
    dossier: Dossier, move: Moved, *, actor: str, at: Instant, data: Mapping[str, Any]
) -> Progress:
    """A closed dossier opens again with `move`; raises IllegalMove if it may not.

    Its workflow has ended, or is about to: it owes the next run, exactly as resuming does.
    """
    following = dossier.owing_next_run(at)
    if move is Moved.RECALLED:
        done = _steps_done(dossier, TaskOutcome.RECALLED)
        following = following.model_copy(update={"steps_done": done})
    opened = following.model_copy(update={"status": DOSSIER.after(dossier.status, move)})
    facts = {"task_id": _next_id(opened), "run": following.execution.run, **data}
    following, events = _apply(following, (move,), facts, actor=actor, at=at)
    return _arrive(following, None, events, at)


def record(
    dossier: Dossier, what: str, *, actor: str, at: Instant, data: Mapping[str, Any]
) -> tuple[Dossier, Event]:
    """`dossier` with one more event on its timeline; its version is the caller's to raise."""
    event = seal(
        dossier_code=dossier.code,
        seq=dossier.seq + 1,
        at=at,
        what=what,
        actor=actor,
        data=data,
        after=dossier.head,
    )
    return dossier.model_copy(update={"seq": event.seq, "head": event.hash}), event


def _bills(
    dossier: Dossier, kind: TaskKind, outcome: TaskOutcome
) -> tuple[str | None, tuple[str, ...]]:
    """The bill that is open then, and those to come; who leaves or does not pay owes none more."""
    if outcome is TaskOutcome.WITHDRAWN or (kind is TaskKind.PAYMENT and outcome not in _PAID_OFF):
        return None, ()
    if kind is not TaskKind.PAYMENT:
        return dossier.open_bill, dossier.bills_to_come
    return next(iter(dossier.bills_to_come), None), dossier.bills_to_come[1:]


def _moves(dossier: Dossier, kind: TaskKind, outcome: TaskOutcome) -> tuple[Moved, ...]:
    if outcome not in OUTCOMES[kind]:
        raise IllegalMove(machine="task", state=kind, event=outcome)
    if outcome in (TaskOutcome.WITHDRAWN, TaskOutcome.RECALLED):
        return (Moved(outcome.value),)
    if outcome in _PAID_OFF:
        after = () if dossier.open_bill else _AFTER_PAYMENT[dossier.timing]
        return (Moved(outcome.value), *after)
    if outcome is TaskOutcome.COMPLETED:
        return _after_step(dossier)
    if kind is TaskKind.SUPPLEMENT:
        supplied = outcome is TaskOutcome.SUPPLIED
        if dossier.admitted:
            return (Moved.RESUMED if supplied else Moved.STOPPED,)
        return (Moved.RESUBMITTED if supplied else Moved.SUPPLEMENT_EXPIRED,)
    try:
        return _SIMPLE[(kind, outcome)]
    except KeyError:
        raise IllegalMove(machine="task", state=kind, event=outcome) from None


def _steps_done(dossier: Dossier, outcome: TaskOutcome) -> int:
    """A recalled dossier goes back into its last step, whether that was done or not."""
    if outcome is TaskOutcome.RECALLED:
        return min(dossier.steps_done, dossier.steps - 1)
    return dossier.steps_done + (outcome is TaskOutcome.COMPLETED)


def _after_step(dossier: Dossier) -> tuple[Moved, ...]:
    if dossier.steps_done < dossier.steps:
        return (Moved.STEP_STARTED,)
    if dossier.result_delivery.method is DeliveryMethod.ELECTRONIC:
        return (Moved.RESOLVED, Moved.DELIVERED)
    return (Moved.RESOLVED,)


def _apply(
    dossier: Dossier,
    moves: tuple[Moved, ...],
    facts: Mapping[str, Any],
    *,
    actor: str,
    at: Instant,
) -> tuple[Dossier, tuple[Event, ...]]:
    """Each move in turn, each an event; what led to it stands on the first."""
    events: list[Event] = []
    for move in moves:
        dossier = dossier.model_copy(update={"status": DOSSIER.after(dossier.status, move)})
        dossier = marked(dossier, at)
        data = {**_status(dossier), **({} if events else facts)}
        dossier, event = record(dossier, move.value, actor=actor, at=at, data=data)
        events.append(event)
    return dossier, tuple(events)


def _arrive(
    dossier: Dossier,
    ended: Task | None,
    events: tuple[Event, ...],
    at: Instant,
    pay_by: Instant | None = None,
) -> Progress:
    """Open what the dossier waits for now, and owe the workflow the answer of what ended."""
    begun = _open(dossier, at, pay_by)
    dossier = dossier.model_copy(update=_waiting(dossier, begun))
    return Progress(dossier, _answered(ended, dossier, at) if ended else None, begun, events)


def _status(dossier: Dossier) -> dict[str, Any]:
    return {"status": {"code": NATIONAL_CODE[dossier.status], "name": dossier.status.value}}


def _open(dossier: Dossier, at: Instant, pay_by: Instant | None) -> Task | None:
    """The task that the dossier waits for; an unpaid bill keeps its own deadline."""
    kind = next_task(dossier)
    if kind is None:
        return None
    supplement = at + timedelta(days=SUPPLEMENT_DAYS) if kind is TaskKind.SUPPLEMENT else None
    return Task(
        dossier_code=dossier.code,
        task_id=_next_id(dossier),
        kind=kind,
        agency_code=dossier.agency_code,
        procedure_code=dossier.procedure.code,
        opened_at=at,
        deadline=pay_by if kind is TaskKind.PAYMENT else supplement,
        due_at=supplement,
    )


def _next_id(dossier: Dossier) -> str:
    """The id of the task that is to be opened: its kind, and which one of its kind it is."""
    kind = next_task(dossier)
    return f"{kind}-{dossier.rounds.get(kind, 0) + 1 if kind else 0}"


def _waiting(dossier: Dossier, begun: Task | None) -> dict[str, Any]:
    if begun is None:
        return {"waiting_for": None}
    waiting = OpenTask(
        task_id=begun.task_id,
        kind=begun.kind,
        opened_at=begun.opened_at,
        deadline=begun.deadline,
    )
    rounds = {**dossier.rounds, begun.kind: dossier.rounds.get(begun.kind, 0) + 1}
    return {"waiting_for": waiting, "rounds": rounds}


def _answered(ended: Task, dossier: Dossier, at: Instant) -> Task:
    """The task owes its answer to the workflow at once, if an execution waits on it."""
    owed = at if ended.token else None
    return ended.model_copy(
        update={"answer": next_word(dossier), "due_at": owed, "attempts": 0, "last_error": None}
    )
