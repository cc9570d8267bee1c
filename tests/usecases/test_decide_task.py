"""An officer decides what is open, once, and only as an officer may."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.event import Event
from chalicelib.domain.procedure import SupplementPolicy
from chalicelib.domain.task import BY_OFFICER, OUTCOMES, TaskKind, TaskOutcome
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.move_by_citizen import supply_supplement
from tests.builders import (
    CODE,
    MONDAY,
    PROVINCE,
    STRANGER,
    a_caller,
    a_decision,
    a_free_procedure,
    filed,
    filed_free,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told, with_token

_O = TaskOutcome
TO = {
    TaskKind.INTAKE: (),
    TaskKind.PROCESSING: (_O.ACCEPTED,),
    TaskKind.DELIVERY: (_O.ACCEPTED, _O.COMPLETED),
    TaskKind.SUPPLEMENT: (_O.SUPPLEMENT_REQUESTED,),
}
"""What an officer decides before a task of this kind is open."""


def decided(world: FakeWorld, outcome: TaskOutcome, **more: Any) -> Dossier:
    """The open task, decided."""
    waiting = the_dossier(world).waiting_for
    assert waiting
    decision = a_decision(outcome, **more)
    return decide_task(world, CODE, waiting.task_id, decision, a_caller())


def waiting_for(kind: TaskKind) -> FakeWorld:
    if kind is TaskKind.PAYMENT:
        return a_world(*filed().entities)
    world = a_world(*filed_free().entities)
    for outcome in TO[kind]:
        decided(world, outcome)
    return world


@pytest.mark.parametrize(
    ("kind", "outcome", "status", "next_task"),
    [
        (TaskKind.INTAKE, _O.ACCEPTED, Status.PROCESSING, "processing-1"),
        (TaskKind.INTAKE, _O.REJECTED, Status.NOT_RECEIVED, None),
        (TaskKind.INTAKE, _O.SUPPLEMENT_REQUESTED, Status.AWAITING_SUPPLEMENT, "supplement-1"),
        (TaskKind.PROCESSING, _O.COMPLETED, Status.RESOLVED, "delivery-1"),
        (TaskKind.PROCESSING, _O.STOPPED, Status.STOPPED, None),
        (TaskKind.PROCESSING, _O.SUPPLEMENT_REQUESTED, Status.AWAITING_SUPPLEMENT, "supplement-1"),
        (TaskKind.DELIVERY, _O.DELIVERED, Status.RETURNED, None),
        (TaskKind.DELIVERY, _O.UNDELIVERED, Status.RESOLVED, "delivery-2"),
    ],
)
def test_each_decision_leads_on(
    kind: TaskKind, outcome: TaskOutcome, status: Status, next_task: str | None
) -> None:
    dossier = decided(waiting_for(kind), outcome)
    assert dossier.status is status
    assert (dossier.waiting_for and dossier.waiting_for.task_id) == next_task


def test_each_of_an_officer_s_outcomes_is_tried_above() -> None:
    """But for those of a fee to come: `test_timings.py`."""
    rows = test_each_decision_leads_on.pytestmark[0].args[1]  # type: ignore[attr-defined]
    tried = {(kind, outcome) for kind, outcome, *_ in rows}
    assert tried == {(kind, outcome) for kind in BY_OFFICER for outcome in BY_OFFICER[kind]} - {
        (TaskKind.INTAKE, _O.VALID_AWAITING_FEE),
        (TaskKind.PROCESSING, _O.FEE_ASSESSED),
    }


@pytest.mark.parametrize("kind", TaskKind)
def test_every_other_outcome_is_invalid_and_writes_nothing(kind: TaskKind) -> None:
    world = waiting_for(kind)
    before = len(world.commits.done)
    free = {_O.VALID_AWAITING_FEE, _O.FEE_ASSESSED}
    for outcome in set(TaskOutcome) - (BY_OFFICER[kind] - free):
        with pytest.raises(Invalid, match="outcome_not_allowed"):
            decided(world, outcome)
    assert len(world.commits.done) == before


def test_what_an_officer_may_decide_is_among_the_task_s_outcomes() -> None:
    assert all(BY_OFFICER[kind] <= set(OUTCOMES[kind]) for kind in TaskKind)


def test_an_officer_cannot_say_that_money_came() -> None:
    assert BY_OFFICER[TaskKind.PAYMENT] == frozenset()


def test_the_decision_names_its_officer_and_keeps_its_note_to_itself() -> None:
    world = waiting_for(TaskKind.INTAKE)
    decided(world, _O.ACCEPTED, note="all papers there")
    task = the_task(world, "intake-1")
    assert (task.outcome, task.ended_by, task.note) == (_O.ACCEPTED, "an", "all papers there")
    assert told(world) == ["filed", "received", "step_started"]


def test_the_workflow_is_owed_the_answer_in_the_same_change() -> None:
    world = waiting_for(TaskKind.INTAKE)
    with_token(world, "intake-1")
    decided(world, _O.ACCEPTED)
    task = the_task(world, "intake-1")
    assert (task.answer, task.due_at) == ("processing", world.clock.now())
    assert len(world.commits.done) == 1


def test_a_task_that_was_decided_says_by_whom_and_how() -> None:
    world = waiting_for(TaskKind.INTAKE)
    decided(world, _O.ACCEPTED)
    with pytest.raises(Conflict, match="task_not_open") as caught:
        decide_task(world, CODE, "intake-1", Decision(outcome=_O.REJECTED), a_caller())
    assert caught.value.facts == {
        "task_id": "intake-1",
        "outcome": "accepted",
        "ended_by": "an",
        "ended_at": MONDAY,
    }


def test_of_two_officers_at_once_the_second_is_told_about_the_first() -> None:
    world = waiting_for(TaskKind.INTAKE)
    first, second = a_caller(subject="binh"), a_caller(subject="chi")
    accept, reject = Decision(outcome=_O.ACCEPTED), Decision(outcome=_O.REJECTED)
    world.commits.meanwhile(lambda: decide_task(world, CODE, "intake-1", accept, first))
    with pytest.raises(Conflict, match="task_not_open") as caught:
        decide_task(world, CODE, "intake-1", reject, second)
    assert caught.value.facts["ended_by"] == "binh"
    assert the_dossier(world).status is Status.PROCESSING


def test_a_task_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound, match="task_not_found"):
        decide_task(
            waiting_for(TaskKind.INTAKE),
            CODE,
            "intake-7",
            Decision(outcome=_O.ACCEPTED),
            a_caller(),
        )


@pytest.mark.parametrize(("agency", "reached"), [(STRANGER, False), (PROVINCE, True)])
def test_another_agency_s_task_does_not_exist_and_a_child_s_does(
    agency: str, reached: bool
) -> None:
    world = waiting_for(TaskKind.INTAKE)
    decision = Decision(outcome=_O.ACCEPTED)
    if reached:
        assert decide_task(world, CODE, "intake-1", decision, a_caller(agency))
    else:
        with pytest.raises(NotFound, match="dossier_not_found"):
            decide_task(world, CODE, "intake-1", decision, a_caller(agency))


def with_policy(**policy: Any) -> FakeWorld:
    procedure = a_free_procedure(supplement_policy=SupplementPolicy(**policy))
    return a_world(procedure, *filed_free().entities)


def test_the_applicant_has_the_procedure_s_days_or_fewer_as_the_officer_says() -> None:
    world = with_policy(applicant_days=30)
    decided(world, _O.SUPPLEMENT_REQUESTED, deadline_days=5)
    assert the_task(world, "supplement-1").deadline == datetime(2026, 11, 30, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("outcome", "days", "most"), [(_O.SUPPLEMENT_REQUESTED, 31, 30), (_O.ACCEPTED, 5, 0)]
)
def test_a_deadline_beyond_the_procedure_s_or_out_of_place_is_refused(
    outcome: TaskOutcome, days: int, most: int
) -> None:
    with pytest.raises(Invalid, match="deadline_too_long") as refused:
        decided(with_policy(applicant_days=30), outcome, deadline_days=days)
    assert refused.value.facts == {"most": most}


def test_papers_are_not_asked_for_more_often_than_the_procedure_allows() -> None:
    world = with_policy(rounds=1)
    decided(world, _O.SUPPLEMENT_REQUESTED)
    supply_supplement(world, CODE, (), a_caller())
    with pytest.raises(Conflict, match="supplement_rounds_used") as refused:
        decided(world, _O.SUPPLEMENT_REQUESTED)
    assert refused.value.facts == {"rounds": 1}
    assert _O.SUPPLEMENT_REQUESTED not in (the_task(world, "intake-2").outcomes or ())


def test_a_stop_needs_its_ground_and_the_timeline_has_it() -> None:
    world = waiting_for(TaskKind.PROCESSING)
    with pytest.raises(Invalid, match="ground_required"):
        decided(world, _O.STOPPED, ground=None)
    decided(world, _O.STOPPED, ground="land_in_dispute")
    assert world.store.all(Event)[-1].data["ground"] == "land_in_dispute"
