"""Case B17: a callback token waits for ever, is answered twice, or too late."""

from datetime import timedelta

from chalicelib.domain.dossier import ExecutionState
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.drive_execution import check_execution
from tests.crash.scenes import paid_and_booked, settled
from tests.crash.stage import engine, recover, wrong
from tests.stepfunctions.definition import waiting_states
from tests.usecases.scenes import NAME, the_dossier, the_task


def test_b17_every_wait_for_a_token_ends_some_day() -> None:
    waiting = waiting_states()
    assert len(waiting) == 5
    for name, state in waiting.items():
        assert state["TimeoutSeconds"] > 0, name


def test_b17_an_answer_that_is_dropped_is_given_by_the_sweeper() -> None:
    """The fast path never ran: nobody but the index of what is owed knows of the token."""
    world = paid_and_booked()
    recover(world)
    assert [data["next"] for _, data in world.workflow.answers] == ["intake"]
    assert wrong(world) == []


def test_b17_an_answer_that_is_given_twice_is_given_once() -> None:
    world = settled()
    task = the_task(world, "payment-1")
    answer_task(world, task)
    engine(world).drive(world)
    answer_task(world, task)
    recover(world)
    assert len(world.workflow.answers) == 1
    assert the_dossier(world).execution.state is ExecutionState.RUNNING
    assert wrong(world) == []


def test_b17_an_answer_after_the_timeout_leads_to_a_new_run() -> None:
    """Late is not swallowed: the record is compared with the engine, and the dossier resumed."""
    world = settled()
    engine(world).waits.clear()
    world.workflow.end(NAME, "TIMED_OUT")
    answer_task(world, the_task(world, "payment-1"))
    assert the_dossier(world).execution.state is ExecutionState.BROKEN
    recover(world)
    execution = the_dossier(world).execution
    assert (execution.run, execution.state) == (2, ExecutionState.RUNNING)
    assert the_task(world, "intake-1").run == 2
    assert wrong(world) == []


def test_b17_a_wait_that_nobody_will_end_is_noticed_within_a_day() -> None:
    """The engine lost the execution without a word."""
    world = settled()
    answer_task(world, the_task(world, "payment-1"))
    world.workflow.forget(NAME)
    engine(world).wanted.clear()
    world.clock.forward(timedelta(days=1, minutes=1))
    check_execution(world, the_dossier(world))
    recover(world)
    assert the_dossier(world).execution.state is ExecutionState.RUNNING
    assert wrong(world) == []
