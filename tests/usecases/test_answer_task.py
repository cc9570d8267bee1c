"""The workflow that waits on an ended task is told what is next."""

import pytest

from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.drive_execution import start_execution
from chalicelib.usecases.open_task import open_task
from tests.builders import CODE, a_caller, filed_free
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import NAME, the_dossier, the_task, told


def a_decided_task(outcome: TaskOutcome = TaskOutcome.ACCEPTED) -> FakeWorld:
    """An execution waits on the intake, and an officer has decided it."""
    world = a_world(*filed_free().entities)
    start_execution(world, the_dossier(world))
    open_task(world, CODE, 1, the_task(world, "intake-1").kind, "token-a")
    decide_task(world, CODE, "intake-1", Decision(outcome=outcome), a_caller())
    return world


def test_the_token_is_answered_and_nothing_is_owed_any_more() -> None:
    world = a_decided_task()
    answer_task(world, the_task(world, "intake-1"))
    assert world.workflow.answers == [
        ("token-a", {"dossier": CODE, "run": 1, "next": "processing"})
    ]
    task = the_task(world, "intake-1")
    assert (task.token, task.due_at) == (None, None)
    assert the_dossier(world).execution.state is ExecutionState.RUNNING


def test_an_answer_carries_codes_only() -> None:
    world = a_decided_task()
    answer_task(world, the_task(world, "intake-1"))
    assert set(world.workflow.answers[0][1]) == {"dossier", "run", "next"}


def test_the_answer_that_closes_finishes_the_execution() -> None:
    world = a_decided_task(TaskOutcome.REJECTED)
    answer_task(world, the_task(world, "intake-1"))
    execution, due_at = the_dossier(world).execution, the_dossier(world).due_at
    assert (execution.state, due_at) == (ExecutionState.FINISHED, None)


def test_answering_twice_is_answering_once() -> None:
    world = a_decided_task()
    task = the_task(world, "intake-1")
    answer_task(world, task)
    answer_task(world, task)
    assert len(world.workflow.answers) == 1
    assert the_dossier(world).execution.state is ExecutionState.RUNNING


def test_how_long_a_task_took_is_counted_once() -> None:
    world = a_decided_task()
    task = the_task(world, "intake-1")
    answer_task(world, task)
    answer_task(world, task)
    assert sum(world.waits.usual(task.procedure_code, task.kind).counts) == 1


def test_an_engine_that_is_down_leaves_the_answer_owed() -> None:
    world = a_decided_task()
    world.workflow.down = ConnectionError()
    with pytest.raises(ConnectionError):
        answer_task(world, the_task(world, "intake-1"))
    assert the_task(world, "intake-1").due_at


@pytest.mark.parametrize("status", ["FAILED", "TIMED_OUT", "ABORTED"])
def test_a_token_whose_execution_ended_badly_breaks_the_dossier(status: str) -> None:
    """Case B17: a late answer is not swallowed."""
    world = a_decided_task()
    world.workflow.gone.add("token-a")
    world.workflow.end(NAME, status, "States.Timeout")
    answer_task(world, the_task(world, "intake-1"))
    execution = the_dossier(world).execution
    assert (execution.state, execution.reason) == (ExecutionState.BROKEN, "States.Timeout")
    assert told(world)[-1] == "execution_broken"


def test_a_token_whose_execution_vanished_breaks_the_dossier() -> None:
    world = a_decided_task()
    world.workflow.gone.add("token-a")
    world.workflow.forget(NAME)
    answer_task(world, the_task(world, "intake-1"))
    assert the_dossier(world).execution.reason == "VANISHED"


def test_the_token_of_an_earlier_run_does_not_break_the_current_one() -> None:
    world = a_decided_task()
    world.workflow.gone.add("token-a")
    world.store.put(the_dossier(world).succeed(execution=Execution(run=2)))
    answer_task(world, the_task(world, "intake-1"))
    assert the_dossier(world).execution == Execution(run=2)


@pytest.mark.parametrize("lost", ["token", "answer", "run"])
def test_a_task_on_which_nobody_waits_owes_nothing(lost: str) -> None:
    world = a_decided_task()
    task = the_task(world, "intake-1").model_copy(update={lost: None})
    answer_task(world, task)
    assert world.workflow.answers == []


def test_a_newer_token_is_not_taken_for_answered() -> None:
    world = a_decided_task()
    stale = the_task(world, "intake-1").model_copy(update={"token": "token-0"})
    answer_task(world, stale)
    assert the_task(world, "intake-1").token == "token-a"
