"""A dossier comes to a step of its processing, or back to it: whose it is and until when."""

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.instant import Instant
from chalicelib.domain.open_step import AtStep, OpenStep
from chalicelib.domain.processing_step import shares_of
from chalicelib.domain.step_times import step_times
from chalicelib.domain.task import Task, TaskKind
from chalicelib.domain.terms import Terms


def stepped(dossier: Dossier, at: Instant) -> Dossier:
    """The dossier, which waits for its next step from `at` on.

    A step that comes back stays whose it was, and what it used of its time counts.
    """
    number = dossier.steps_done + 1
    if dossier.at_step and dossier.at_step.number == number:
        return dossier
    return dossier.model_copy(update={"at_step": AtStep(number=number, since=at)})


def open_step(dossier: Dossier, terms: Terms, at: Instant) -> OpenStep | None:
    """The step that the dossier is at, with its times as they are seen at `at`."""
    steps, index = terms.procedure.steps, dossier.steps_done
    if index >= len(steps):
        return None
    same = dossier.at_step and dossier.at_step.number == index + 1
    seen = step_times(
        terms.times,
        dossier.clock,
        terms.limit(dossier),
        shares_of(steps),
        index,
        since=dossier.at_step.since if dossier.at_step and same else at,
        at=at,
    )
    return OpenStep(
        number=index + 1,
        of=len(steps),
        name=steps[index].named,
        role=steps[index].role,
        due_at=seen.due_at,
        legal_due_on=seen.legal_due_on,
        late_from=seen.late_from,
    )


def showing(dossier: Dossier, task: Task) -> Dossier:
    """The dossier as it remembers its open task's dates."""
    waiting, at_step = dossier.waiting_for, dossier.at_step
    legal_due_on = task.step.legal_due_on if task.step else None
    return dossier.model_copy(
        update={
            "waiting_for": waiting and waiting.model_copy(update={"deadline": task.deadline}),
            "at_step": at_step and at_step.model_copy(update={"legal_due_on": legal_due_on}),
        }
    )


def dated(task: Task, dossier: Dossier, terms: Terms, at: Instant) -> Task:
    """The open task's next version with the dates that the dossier's clock gives now.

    A late result that was foreseen before, and still is, was foreseen then.
    """
    due = terms.reading(dossier).due_at
    step = open_step(dossier, terms, at) if task.kind is TaskKind.PROCESSING else None
    before = task.step.late_from if task.step else None
    if step and step.late_from == at and before and before < at:
        step = step.model_copy(update={"late_from": before})
    return task.succeed(deadline=due, step=step)
