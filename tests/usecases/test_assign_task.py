"""Officers take tasks, hand them over and put them back; nobody loses one to another unasked."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.errors import Conflict, Forbidden, NotFound
from chalicelib.domain.event import Event
from chalicelib.domain.procedure import SupplementPolicy, SupplementRule
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.usecases.assign_task import Handover, assign_task
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.move_by_citizen import supply_supplement
from tests.builders import (
    ALL_SCOPES,
    CODE,
    DISTRICT,
    MONDAY,
    STRANGER,
    a_caller,
    a_decision,
    a_free_procedure,
    filed,
    filed_free,
    three_steps,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told

_O = TaskOutcome
AN, BINH = a_caller(subject="an"), a_caller(subject="binh")
MANAGER = a_caller(subject="manager", scopes=frozenset({"tasks:read", "tasks:assign"}))


def holding(*posts: str, subject: str = "an", also: str = "tasks:read") -> Caller:
    """An officer whose token says which posts they hold."""
    granted = ALL_SCOPES | {also}
    return Caller(
        subject=subject, scopes=granted, agencies=frozenset({DISTRICT}), posts=frozenset(posts)
    )


def a_stage(*outcomes: TaskOutcome, **policy: Any) -> FakeWorld:
    """A free procedure of three steps, after these decisions."""
    procedure = a_free_procedure(steps=three_steps(), supplement_policy=SupplementPolicy(**policy))
    world = a_world(procedure, *filed_free(steps=3).entities)
    for outcome in outcomes:
        decide(world, outcome)
    return world


def decide(world: FakeWorld, outcome: TaskOutcome, caller: Caller = AN) -> None:
    waiting = the_dossier(world).waiting_for
    assert waiting
    decide_task(world, CODE, waiting.task_id, a_decision(outcome), caller)


def assign(
    world: FakeWorld, to: str | None, by: Caller = AN, note: str | None = None, task: str = ""
) -> Task:
    waiting = the_dossier(world).waiting_for
    assert waiting
    said = Handover(assignee=to, note=note)
    return assign_task(world, CODE, task or waiting.task_id, said, by)


def test_an_officer_takes_a_task_hands_it_over_and_the_other_puts_it_back() -> None:
    world = a_stage(_O.ACCEPTED)
    assert assign(world, "an").assignee == "an"
    world.clock.forward(timedelta(hours=1))
    given = assign(world, "binh", note="Trần Thị B called").assignment
    assert given is not None
    assert (given.to, given.by, given.note) == ("binh", "an", "Trần Thị B called")
    assert given.at == MONDAY + timedelta(hours=1)
    assert assign(world, None, by=BINH).assignee is None
    assert the_task(world, "processing-1").assignee is None


def test_the_timeline_says_from_whom_to_whom_and_nothing_of_what_was_said() -> None:
    world = a_stage(_O.ACCEPTED)
    assign(world, "an")
    assign(world, "binh", note="Trần Thị B called")
    assign(world, None, by=BINH)
    events = [event for event in world.store.all(Event) if event.type == "task_assigned"]
    assert [(event.actor, event.data) for event in events] == [
        ("an", {"task_id": "processing-1", "to": "an"}),
        ("an", {"task_id": "processing-1", "from": "an", "to": "binh"}),
        ("binh", {"task_id": "processing-1", "from": "binh"}),
    ]


def test_a_hand_over_is_one_change() -> None:
    world = a_stage(_O.ACCEPTED)
    before = len(world.commits.done)
    assign(world, "an")
    assert len(world.commits.done) == before + 1


@pytest.mark.parametrize("to", ["an", None])
def test_what_is_so_already_is_answered_and_changes_nothing(to: str | None) -> None:
    world = a_stage(_O.ACCEPTED)
    assign(world, "an", note="mine")
    first = assign(world, to)
    before = len(world.commits.done)
    assert assign(world, to) == first
    assert len(world.commits.done) == before


def test_a_hand_over_that_is_repeated_is_the_same_though_the_task_is_another_s_now() -> None:
    world = a_stage(_O.ACCEPTED)
    assign(world, "an")
    first = assign(world, "binh", note="yours")
    assert assign(world, "binh", note="yours") == first
    with pytest.raises(Conflict, match="task_assigned"):
        assign(world, "binh", note="something else")


def test_of_two_officers_at_once_one_gets_it_and_the_other_is_told_by_whom_and_when() -> None:
    world = a_stage(_O.ACCEPTED)
    world.commits.meanwhile(lambda: assign(world, "binh", by=BINH))
    with pytest.raises(Conflict, match="task_assigned") as refused:
        assign(world, "an")
    assert refused.value.facts == {
        "task_id": "processing-1",
        "assignee": "binh",
        "assigned_at": MONDAY,
    }
    assert the_task(world, "processing-1").assignee == "binh"


def test_a_task_that_is_decided_meanwhile_is_nobody_s_to_take() -> None:
    world = a_stage(_O.ACCEPTED)
    world.commits.meanwhile(lambda: decide(world, _O.COMPLETED, BINH))
    with pytest.raises(Conflict, match="task_not_open") as refused:
        assign(world, "an", task="processing-1")
    assert refused.value.facts["ended_by"] == "binh"


def test_what_another_holds_is_neither_taken_nor_put_back_nor_decided() -> None:
    world = a_stage(_O.ACCEPTED)
    assign(world, "binh", by=BINH)
    before = len(world.commits.done)
    for to in ("an", None):
        with pytest.raises(Conflict, match="task_assigned"):
            assign(world, to)
    with pytest.raises(Conflict, match="task_assigned"):
        decide(world, _O.COMPLETED)
    assert len(world.commits.done) == before
    decide(world, _O.COMPLETED, BINH)


def test_who_may_assign_anybody_s_gives_takes_away_and_decides() -> None:
    world = a_stage(_O.ACCEPTED)
    assert assign(world, "binh", by=MANAGER).assignee == "binh"
    assert assign(world, "chi", by=MANAGER).assignee == "chi"
    assert assign(world, None, by=MANAGER).assignee is None
    assign(world, "chi", by=MANAGER)
    both = a_caller(subject="head", scopes=ALL_SCOPES | {"tasks:assign"})
    decide(world, _O.COMPLETED, both)
    assert the_task(world, "processing-1").ended_by == "head"


def test_an_officer_gives_nobody_what_is_not_theirs_to_give() -> None:
    with pytest.raises(Forbidden, match="scope_missing") as refused:
        assign(a_stage(_O.ACCEPTED), "binh")
    assert refused.value.facts == {"scope": "tasks:assign"}


def test_who_only_reads_the_queue_takes_nothing() -> None:
    reader = a_caller(scopes=frozenset({"tasks:read"}))
    with pytest.raises(Forbidden, match="scope_missing") as refused:
        assign(a_stage(_O.ACCEPTED), "an", by=reader)
    assert refused.value.facts == {"scope": "tasks:decide"}


def test_a_step_is_taken_and_decided_by_who_holds_its_post() -> None:
    world = a_stage(_O.ACCEPTED)
    leader = holding("leader", "head")
    with pytest.raises(Forbidden, match="wrong_post") as refused:
        assign(world, "an", by=leader)
    assert refused.value.facts == {"task_id": "processing-1", "role": "specialist"}
    with pytest.raises(Forbidden, match="wrong_post"):
        decide(world, _O.COMPLETED, leader)
    decide(world, _O.COMPLETED, holding("specialist"))
    assert assign(world, "an", by=leader).assignee == "an"


def test_no_right_to_assign_replaces_a_post() -> None:
    world = a_stage(_O.ACCEPTED)
    with pytest.raises(Forbidden, match="wrong_post"):
        decide(world, _O.COMPLETED, holding("leader", also="tasks:assign"))


def test_who_holds_no_post_decides_what_takes_none() -> None:
    world = a_stage()
    decide(world, _O.ACCEPTED, holding())
    assert told(world)[-1] == "step_started"


def test_a_task_of_the_citizen_is_no_officer_s() -> None:
    with pytest.raises(Conflict, match="task_of_nobody"):
        assign(a_world(*filed().entities), "an")


def test_what_is_not_there_or_another_agency_s_is_not_found() -> None:
    world = a_stage(_O.ACCEPTED)
    with pytest.raises(NotFound, match="task_not_found"):
        assign(world, "an", task="processing-7")
    with pytest.raises(NotFound, match="dossier_not_found"):
        assign(world, "an", by=a_caller(STRANGER))


@pytest.mark.parametrize("rule", SupplementRule)
def test_a_step_that_comes_back_is_its_officer_s_and_the_next_is_nobody_s(
    rule: SupplementRule,
) -> None:
    world = a_stage(_O.ACCEPTED, rule=rule)
    assign(world, "an")
    decide(world, _O.SUPPLEMENT_REQUESTED)
    assert the_task(world, "supplement-1").assignment is None
    supply_supplement(world, CODE, (), a_caller())
    assert the_task(world, "processing-2").assignee == "an"
    decide(world, _O.COMPLETED)
    assert the_task(world, "processing-3").assignee is None


def test_a_recalled_step_is_its_officer_s_again() -> None:
    world = a_stage(_O.ACCEPTED, _O.COMPLETED, _O.COMPLETED)
    assign(world, "an")
    decide(world, _O.COMPLETED)
    said = Correction(kind=CorrectionKind.RECALL, reason="a mistake")
    correct_dossier(world, CODE, said, a_caller())
    found = the_task(world, "processing-4")
    assert (found.assignee, found.step and found.step.number) == ("an", 3)


def test_intake_and_hand_over_are_taken_too_and_begin_anew_each_time() -> None:
    world = a_stage()
    assert assign(world, "an").assignee == "an"
    decide(world, _O.SUPPLEMENT_REQUESTED)
    supply_supplement(world, CODE, (), a_caller())
    assert the_task(world, "intake-2").assignee is None
