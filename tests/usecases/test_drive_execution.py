"""Each open dossier is driven by one execution; what breaks is recorded, listed and resumed."""

from datetime import timedelta

import pytest

from chalicelib.domain.breakage import UNNAMED, Breakage
from chalicelib.domain.change import Replace, change
from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.event import Event, intact
from chalicelib.domain.task import TaskKind
from chalicelib.usecases.drive_execution import (
    RESUME_AFTER,
    break_execution,
    check_execution,
    finish_execution,
    resume_by_itself,
    resume_dossier,
    start_execution,
)
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.open_task import open_task
from tests.builders import CODE, MONDAY, STRANGER, a_caller, filed
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import NAME, the_dossier, told

DAY = timedelta(days=1)


def a_filed_world() -> FakeWorld:
    return a_world(*filed().entities)


def a_running_world() -> FakeWorld:
    world = a_filed_world()
    start_execution(world, the_dossier(world))
    return world


def a_broken_world() -> FakeWorld:
    world = a_running_world()
    world.workflow.end(NAME, "FAILED", "Broken")
    break_execution(world, CODE, 1, "Broken")
    return world


def state(world: FakeWorld) -> ExecutionState:
    return the_dossier(world).execution.state


def test_a_filed_dossier_s_execution_starts_with_what_it_waits_for() -> None:
    world = a_running_world()
    assert world.workflow.started == {NAME: {"dossier": CODE, "run": 1, "next": "payment"}}
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.RUNNING, MONDAY + DAY)


def test_started_twice_is_started_once() -> None:
    world = a_filed_world()
    dossier = the_dossier(world)
    start_execution(world, dossier)
    start_execution(world, dossier)
    assert len(world.workflow.started) == 1
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.RUNNING, MONDAY + DAY)


def test_an_engine_that_is_down_leaves_the_start_owed() -> None:
    world = a_filed_world()
    world.workflow.down = ConnectionError()
    with pytest.raises(ConnectionError):
        start_execution(world, the_dossier(world))
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.OWED, MONDAY)


def test_a_start_that_was_not_recorded_is_recorded_by_the_next_try() -> None:
    """The function died between the start and the record."""
    world = a_filed_world()
    world.workflow.start(NAME, {"dossier": CODE, "run": 1, "next": "payment"})
    start_execution(world, the_dossier(world))
    assert state(world) is ExecutionState.RUNNING


def test_a_start_that_was_not_recorded_and_has_died_since_breaks_the_dossier() -> None:
    world = a_filed_world()
    world.workflow.start(NAME, {"dossier": CODE, "run": 1, "next": "payment"})
    world.workflow.end(NAME, "FAILED", "Broken")
    start_execution(world, the_dossier(world))
    assert state(world) is ExecutionState.BROKEN


def test_a_dossier_closed_before_its_start_needs_no_execution() -> None:
    world = a_filed_world()
    withdraw_dossier(world, CODE, a_caller())
    start_execution(world, the_dossier(world))
    assert (world.workflow.started, state(world)) == ({}, ExecutionState.FINISHED)


def test_a_healthy_execution_is_checked_again_a_day_later() -> None:
    world = a_running_world()
    world.clock.forward(DAY)
    check_execution(world, the_dossier(world))
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.RUNNING, MONDAY + 2 * DAY)


def test_a_check_leaves_an_owed_start_owed_now() -> None:
    """Reached when a token is gone before the start was recorded."""
    world = a_filed_world()
    world.workflow.start(NAME, {"dossier": CODE, "run": 1, "next": "payment"})
    check_execution(world, the_dossier(world))
    assert state(world) is ExecutionState.RUNNING or the_dossier(world).due_at == MONDAY


@pytest.mark.parametrize("status", ["FAILED", "TIMED_OUT", "ABORTED", "SUCCEEDED"])
def test_an_execution_that_ended_under_an_open_dossier_breaks_it(status: str) -> None:
    world = a_running_world()
    world.workflow.end(NAME, status)
    check_execution(world, the_dossier(world))
    assert state(world) is ExecutionState.BROKEN
    assert the_dossier(world).execution.reason == status


def test_an_execution_that_vanished_breaks_the_dossier() -> None:
    world = a_running_world()
    world.workflow.forget(NAME)
    check_execution(world, the_dossier(world))
    assert the_dossier(world).execution.reason == "VANISHED"


@pytest.mark.parametrize("status", ["SUCCEEDED", "FAILED"])
def test_an_execution_that_ended_under_a_closed_dossier_is_finished(status: str) -> None:
    world = a_running_world()
    withdraw_dossier(world, CODE, a_caller())
    world.workflow.end(NAME, status)
    check_execution(world, the_dossier(world))
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.FINISHED, None)


def test_a_break_is_an_event_and_owes_its_resumption() -> None:
    world = a_broken_world()
    assert state(world) is ExecutionState.BROKEN
    assert the_dossier(world).due_at == MONDAY + RESUME_AFTER[0]
    event = world.store.all(Event)[-1]
    assert (event.type, event.data) == ("execution_broken", {"run": 1, "reason": "Broken"})


def test_a_break_keeps_what_it_waited_for_and_the_code_until_it_is_resumed() -> None:
    world = a_broken_world()
    assert the_dossier(world).broken == Breakage(
        state="payment", error="Broken", code_version=world.code_version, at=MONDAY
    )
    assert resume_dossier(world, CODE, "fixed", a_caller()).broken is None


def test_an_error_that_is_a_sentence_is_not_kept() -> None:
    world = a_running_world()
    break_execution(world, CODE, 1, "Nguyễn Văn A has no address")
    assert the_dossier(world).execution.reason == UNNAMED
    assert "Nguyễn" not in str(world.store.all(Event)[-1].data)


def test_a_break_that_is_reported_twice_is_one() -> None:
    world = a_broken_world()
    break_execution(world, CODE, 1, "Broken")
    assert told(world) == ["filed", "execution_broken"]


def test_a_break_of_an_earlier_run_is_no_news() -> None:
    world = a_world(*filed(execution=Execution(run=2)).entities)
    break_execution(world, CODE, 1, "Broken")
    assert told(world) == ["filed"]


def test_a_closed_dossier_cannot_break_any_more() -> None:
    world = a_running_world()
    withdraw_dossier(world, CODE, a_caller())
    break_execution(world, CODE, 1, "Broken")
    assert state(world) is ExecutionState.RUNNING


def test_an_open_dossier_is_not_finished() -> None:
    world = a_running_world()
    finish_execution(world, CODE, 1)
    assert state(world) is ExecutionState.RUNNING


def test_a_resumption_owes_the_next_run_from_the_record() -> None:
    """Case B18: resuming is starting."""
    world = a_broken_world()
    dossier = resume_dossier(world, CODE, "cause fixed", a_caller())
    assert dossier.execution == Execution(run=2)
    assert dossier.due_at == MONDAY
    start_execution(world, the_dossier(world))
    assert list(world.workflow.started) == [NAME, "H32-12-261123-0001-2"]
    event = world.store.all(Event)[-1]
    assert (event.type, event.actor, event.data) == (
        "execution_resumed",
        "an",
        {"run": 2, "reason": "cause fixed"},
    )
    assert intact(world.store.all(Event))


def test_a_running_execution_is_not_resumed() -> None:
    with pytest.raises(Conflict, match="execution_running"):
        resume_dossier(a_running_world(), CODE, "impatient", a_caller())


def test_an_execution_that_is_about_to_start_is_not_resumed() -> None:
    with pytest.raises(Conflict, match="execution_running"):
        resume_dossier(a_filed_world(), CODE, "impatient", a_caller())


def test_an_execution_that_the_engine_lost_is_resumed_although_nobody_noticed_yet() -> None:
    world = a_running_world()
    world.workflow.forget(NAME)
    assert resume_dossier(world, CODE, "restored", a_caller()).execution.run == 2


def test_a_closed_dossier_is_not_resumed() -> None:
    world = a_running_world()
    withdraw_dossier(world, CODE, a_caller())
    with pytest.raises(Conflict, match="dossier_closed"):
        resume_dossier(world, CODE, "why not", a_caller())


def test_another_agency_s_dossier_does_not_exist() -> None:
    with pytest.raises(NotFound):
        resume_dossier(a_broken_world(), CODE, "curious", a_caller(STRANGER))


def test_of_two_who_resume_at_once_one_does() -> None:
    world = a_broken_world()
    world.commits.meanwhile(lambda: resume_dossier(world, CODE, "first", a_caller()))
    with pytest.raises(Conflict, match="execution_running"):
        resume_dossier(world, CODE, "second", a_caller())
    assert the_dossier(world).execution.run == 2


def test_the_sweeper_resumes_three_times_later_and_later_and_then_leaves_it_to_people() -> None:
    world = a_broken_world()
    waits = []
    for run in (1, 2, 3):
        dossier = the_dossier(world)
        assert dossier.due_at
        waits.append(dossier.due_at - world.clock.now())
        resume_by_itself(world, dossier)
        start_execution(world, the_dossier(world))
        break_execution(world, CODE, run + 1, "Broken")
    assert waits == list(RESUME_AFTER)
    assert (the_dossier(world).execution.run, the_dossier(world).due_at) == (4, None)


def test_people_s_resumption_gives_the_sweeper_its_three_tries_back() -> None:
    world = a_broken_world()
    resume_by_itself(world, the_dossier(world))
    start_execution(world, the_dossier(world))
    world.workflow.end("H32-12-261123-0001-2", "FAILED")
    break_execution(world, CODE, 2, "Broken")
    assert resume_dossier(world, CODE, "fixed", a_caller()).execution.resumed_by_itself == 0


def test_the_sweeper_does_not_resume_what_somebody_resumed() -> None:
    world = a_broken_world()
    stale = the_dossier(world)
    resume_dossier(world, CODE, "fixed", a_caller())
    resume_by_itself(world, stale)
    assert the_dossier(world).execution.run == 2


def test_a_broken_dossier_that_is_closed_owes_at_once_that_it_is_finished() -> None:
    world = a_broken_world()
    withdraw_dossier(world, CODE, a_caller())
    assert the_dossier(world).due_at == world.clock.now()
    resume_by_itself(world, the_dossier(world))
    dossier = the_dossier(world)
    assert (dossier.execution.state, dossier.execution.run) == (ExecutionState.FINISHED, 1)
    assert (dossier.broken, dossier.due_at) == (None, None)


def test_one_that_was_given_up_is_finished_when_it_is_closed() -> None:
    world = a_broken_world()
    dossier = the_dossier(world)
    spent = dossier.execution.model_copy(update={"resumed_by_itself": len(RESUME_AFTER)})
    world.commits.commit(
        change(Replace(dossier.succeed(execution=spent, due_at=None), "dossier_moved"))
    )
    withdraw_dossier(world, CODE, a_caller())
    assert the_dossier(world).due_at == world.clock.now()


def test_an_execution_that_nobody_saw_die_is_finished_with_its_dossier() -> None:
    """It died before it had opened its task: there is no token to answer, and none to hear it."""
    world = a_running_world()
    world.workflow.end(NAME, "FAILED")
    withdraw_dossier(world, CODE, a_caller())
    assert the_dossier(world).due_at == world.clock.now()
    check_execution(world, the_dossier(world))
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.FINISHED, None)


def test_an_execution_that_is_still_on_its_way_to_the_task_goes_on_and_hears_of_the_end() -> None:
    world = a_running_world()
    withdraw_dossier(world, CODE, a_caller())
    check_execution(world, the_dossier(world))
    assert (state(world), the_dossier(world).due_at) == (ExecutionState.RUNNING, MONDAY + DAY)
    open_task(world, CODE, 1, TaskKind.PAYMENT, "token")
    assert state(world) is ExecutionState.FINISHED
