"""How a dossier moves on: the outcome of a task becomes moves, events and the next task.

Everything here is pure; the use cases read, call it, and commit what it returns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.bill import Bill
from chalicelib.domain.change import Change, Insert, Replace, Write
from chalicelib.domain.clock.follow import follow
from chalicelib.domain.dossier import (
    CLOSED,
    DOSSIER,
    NATIONAL_CODE,
    Dossier,
    ExecutionState,
    Moved,
)
from chalicelib.domain.dossier_marks import marked
from chalicelib.domain.event import Event, seal
from chalicelib.domain.instant import Instant
from chalicelib.domain.moves import moves_of, steps_after
from chalicelib.domain.routing import next_task, next_word, offers
from chalicelib.domain.stepping import open_step, showing, stepped
from chalicelib.domain.supplements import papers_by, reminder
from chalicelib.domain.task import OpenTask, Task, TaskKind, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import bill_in_turn

LONGEST_NAME = 200
"""So much of who did it stands in the clock; the event has all of it."""

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


def begin(
    dossier: Dossier,
    *,
    terms: Terms,
    actor: str,
    data: Mapping[str, Any],
    pay_by: Instant | None = None,
) -> Progress:
    """A dossier just filed: its first event, and the task that it waits for.

    `pay_by` is the last instant of its open bill, if it has one.
    """
    at = dossier.filed_at
    facts = {**_status(dossier), **data}
    dossier, event = record(dossier, "filed", actor=actor, at=at, data=facts)
    dossier = _timed(dossier, terms, at=at, by=actor)
    return _arrive(dossier, None, (event,), terms, at, pay_by)


def conclude(
    dossier: Dossier,
    task: Task,
    outcome: TaskOutcome,
    *,
    terms: Terms,
    actor: str,
    at: Instant,
    note: str | None = None,
    data: Mapping[str, Any] | None = None,
    opens: Bill | None = None,
    days: int | None = None,
    counts_from: Instant | None = None,
) -> Progress:
    """The open `task` of `dossier` ends with `outcome`; raises IllegalMove if it may not.

    `opens` is the bill whose turn comes by that, open; a dossier that ends owes no further one.
    `days` are the applicant's for missing papers, if fewer than the procedure gives. The legal
    clock counts from `counts_from`, if what ends the task came before it is recorded: no delay of
    ours moves a due day. It never ends before the result is there.
    """
    turn = bill_in_turn(dossier, task.kind, outcome)
    assert turn == (opens and opens.bill_id), "a bill opens in its turn, and only then"
    following = dossier.succeed(
        steps_done=steps_after(dossier, outcome, terms.supplements.rule),
        open_bill=turn if task.kind is TaskKind.PAYMENT else turn or dossier.open_bill,
        bills_to_come=dossier.bills_to_come[1:] if turn else dossier.bills_to_come,
    )
    moves = moves_of(following, task.kind, outcome)
    ended = task.succeed(outcome=outcome, ended_at=at, ended_by=actor, note=note)
    facts = {"task_id": task.task_id, "outcome": outcome.value, **(data or {})}
    following, events = _apply(following, moves, facts, actor=actor, at=at)
    since = _since(dossier, counts_from) if counts_from else at
    following = _timed(following, terms, at=at, by=actor, since=since)
    pay_by = opens.pay_by if opens else None
    return _arrive(following, ended, events, terms, at, pay_by, days)


def revive(
    dossier: Dossier,
    move: Moved,
    *,
    terms: Terms,
    actor: str,
    at: Instant,
    data: Mapping[str, Any],
) -> Progress:
    """A closed dossier opens again with `move`; raises IllegalMove if it may not.

    Its workflow has ended, or is about to: it owes the next run, exactly as resuming does.
    """
    following = dossier.owing_next_run(at)
    if move is Moved.RECALLED:
        done = steps_after(dossier, TaskOutcome.RECALLED, terms.supplements.rule)
        following = following.model_copy(update={"steps_done": done})
    opened = following.model_copy(update={"status": DOSSIER.after(dossier.status, move)})
    facts = {"task_id": _next_id(opened), "run": following.execution.run, **data}
    following, events = _apply(following, (move,), facts, actor=actor, at=at)
    following = _timed(following, terms, at=at, by=actor)
    return _arrive(following, None, events, terms, at)


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
        dossier = marked(_moved(dossier, move), at)
        data = {**_status(dossier), **({} if events else facts)}
        dossier, event = record(dossier, move.value, actor=actor, at=at, data=data)
        events.append(event)
    return dossier, tuple(events)


def _moved(dossier: Dossier, move: Moved) -> Dossier:
    """One move further; what has ended owes no bill any more."""
    status = DOSSIER.after(dossier.status, move)
    owed = {"open_bill": None, "bills_to_come": ()} if status in CLOSED else {}
    admitted = dossier.admitted or move is Moved.RECEIVED
    return dossier.model_copy(update={"status": status, "admitted": admitted, **owed})


def _since(dossier: Dossier, at: Instant) -> Instant:
    """`at`, but not before what stands in the clock already, nor before the filing."""
    return max([at, dossier.filed_at, *(entry.at for entry in dossier.clock[-1:])])


def _timed(
    dossier: Dossier, terms: Terms, *, at: Instant, by: str, since: Instant | None = None
) -> Dossier:
    """The dossier with what this step of it adds to its legal clock."""
    added = follow(dossier, terms, at=since or at, ends_at=at, by=by[:LONGEST_NAME])
    return dossier.model_copy(update={"clock": (*dossier.clock, *added)})


def _arrive(
    dossier: Dossier,
    ended: Task | None,
    events: tuple[Event, ...],
    terms: Terms,
    at: Instant,
    pay_by: Instant | None = None,
    days: int | None = None,
) -> Progress:
    """Open what the dossier waits for now, and owe the workflow the answer of what ended."""
    if next_task(dossier) is TaskKind.PROCESSING:
        dossier = stepped(dossier, at)
    begun = _open(dossier, terms, at, pay_by, days)
    dossier = dossier.model_copy(
        update={**_waiting(dossier, begun), **_laid_down(dossier, ended, at)}
    )
    if begun and begun.step:
        dossier = showing(dossier, begun)
    return Progress(dossier, _answered(ended, dossier, at) if ended else None, begun, events)


def _laid_down(dossier: Dossier, ended: Task | None, at: Instant) -> dict[str, Any]:
    """A look at the engine, if nobody waits there to be told that the dossier is closed.

    Its execution is broken, has not come so far yet, or is gone without anybody having noticed.
    """
    state, run = dossier.execution.state, dossier.execution.run
    heard = ended is not None and ended.token is not None and ended.run == run
    unheard = state is ExecutionState.RUNNING and not heard
    looks = dossier.closed and (unheard or state is ExecutionState.BROKEN)
    return {"due_at": at, "attempts": 0} if looks else {}


def _status(dossier: Dossier) -> dict[str, Any]:
    return {"status": {"code": NATIONAL_CODE[dossier.status], "name": dossier.status.value}}


def _open(
    dossier: Dossier, terms: Terms, at: Instant, pay_by: Instant | None, days: int | None
) -> Task | None:
    """The task that the dossier waits for.

    An unpaid bill keeps its own deadline. A step of the processing shows when the whole is due:
    nobody closes it by that.
    """
    kind = next_task(dossier)
    if kind is None:
        return None
    works = kind is TaskKind.PROCESSING
    due = terms.reading(dossier).due_at if works else None
    papers = _papers_by(terms, at, days) if kind is TaskKind.SUPPLEMENT else None
    remind_at = reminder(at, papers) if papers else None
    return Task(
        dossier_code=dossier.code,
        task_id=_next_id(dossier),
        kind=kind,
        agency_code=dossier.agency_code,
        procedure_code=dossier.procedure.code,
        opened_at=at,
        deadline=pay_by if kind is TaskKind.PAYMENT else papers or due,
        remind_at=remind_at,
        outcomes=offers(dossier, kind, terms.supplements),
        step=open_step(dossier, terms, at) if works else None,
        assignment=dossier.at_step.assignment if works and dossier.at_step else None,
        due_at=remind_at,
    )


def _papers_by(terms: Terms, at: Instant, days: int | None) -> Instant:
    policy = terms.supplements
    return papers_by(policy, terms.times, at, days or policy.applicant_days)


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
