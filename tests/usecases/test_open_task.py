"""The workflow waits for a task with a token, or is told at once that it waits in vain."""

from dataclasses import replace

import pytest

from chalicelib.domain.dossier import Execution
from chalicelib.domain.errors import Transient
from chalicelib.domain.task import Task, TaskKind, TaskOutcome
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.open_task import open_task
from tests.builders import CODE, a_caller, filed, filed_free
from tests.fakes import FakeDossiers, FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task

INTAKE, PAYMENT, PROCESSING = TaskKind.INTAKE, TaskKind.PAYMENT, TaskKind.PROCESSING


def a_world_at_intake() -> FakeWorld:
    return a_world(*filed_free().entities)


def accept(world: FakeWorld) -> None:
    decide_task(world, CODE, "intake-1", Decision(outcome=TaskOutcome.ACCEPTED), a_caller())


def test_the_task_remembers_who_waits_on_it() -> None:
    world = a_world_at_intake()
    open_task(world, CODE, 1, INTAKE, "token-a")
    task = the_task(world, "intake-1")
    assert (task.token, task.run, task.due_at) == ("token-a", 1, None)
    assert world.workflow.answers == []


def test_the_dossier_itself_is_not_written() -> None:
    world = a_world_at_intake()
    before = the_dossier(world)
    open_task(world, CODE, 1, INTAKE, "token-a")
    assert the_dossier(world) == before


def test_the_newest_token_wins() -> None:
    world = a_world_at_intake()
    for token in ("token-a", "token-b"):
        open_task(world, CODE, 1, INTAKE, token)
    assert the_task(world, "intake-1").token == "token-b"


def test_the_same_token_again_writes_nothing() -> None:
    world = a_world_at_intake()
    open_task(world, CODE, 1, INTAKE, "token-a")
    open_task(world, CODE, 1, INTAKE, "token-a")
    assert len(world.commits.done) == 1


def test_a_dossier_that_moved_on_answers_with_what_is_next() -> None:
    world = a_world_at_intake()
    accept(world)
    open_task(world, CODE, 1, INTAKE, "token-a")
    expected = {"dossier": CODE, "run": 1, "next": "processing"}
    assert world.workflow.answers == [("token-a", expected)]


def test_a_dossier_that_closed_answers_with_close() -> None:
    world = a_world_at_intake()
    decide_task(world, CODE, "intake-1", Decision(outcome=TaskOutcome.REJECTED), a_caller())
    open_task(world, CODE, 1, INTAKE, "token-a")
    assert world.workflow.answers[0][1]["next"] == "close"


def test_a_task_that_ends_while_it_is_opened_is_answered() -> None:
    """Neither side may believe that the other has the token."""
    world = a_world_at_intake()
    world.commits.meanwhile(lambda: accept(world))
    open_task(world, CODE, 1, INTAKE, "token-a")
    assert world.workflow.answers[0][1]["next"] == "processing"
    assert the_task(world, "intake-1").token is None


def test_a_run_that_is_no_longer_the_current_one_is_told_to_close() -> None:
    world = a_world(*filed(execution=Execution(run=2)).entities)
    open_task(world, CODE, 1, PAYMENT, "token-a")
    assert world.workflow.answers == [("token-a", {"dossier": CODE, "run": 1, "next": "close"})]
    assert the_task(world, "payment-1").token is None


def test_a_resumed_run_takes_the_token_over() -> None:
    world = a_world(*filed().entities)
    open_task(world, CODE, 1, PAYMENT, "token-a")
    resumed = the_dossier(world).succeed(execution=Execution(run=2))
    world.store.put(resumed)
    open_task(world, CODE, 2, PAYMENT, "token-b")
    task = the_task(world, "payment-1")
    assert (task.token, task.run) == ("token-b", 2)


@pytest.mark.parametrize("kind", [PAYMENT, PROCESSING, TaskKind.SUPPLEMENT, TaskKind.DELIVERY])
def test_a_kind_that_is_not_awaited_opens_nothing(kind: TaskKind) -> None:
    world = a_world_at_intake()
    open_task(world, CODE, 1, kind, "token-a")
    assert world.workflow.answers[0][1]["next"] == "intake"
    assert world.commits.done == []


def test_a_dossier_that_is_not_there_yet_passes() -> None:
    with pytest.raises(Transient):
        open_task(a_world(), CODE, 1, INTAKE, "token-a")


def test_a_task_that_ends_between_the_two_reads_gets_no_token_and_the_workflow_its_answer() -> None:
    """The dossier is read, the officer decides, the task is read: its token must not be lost."""
    world = a_world_at_intake()

    class DecidedInBetween(FakeDossiers):
        waits = True

        def task(self, code: str, task_id: str) -> Task | None:
            if self.waits:
                self.waits = False
                accept(world)
            return super().task(code, task_id)

    slow = replace(world, dossiers=DecidedInBetween(world.store))
    open_task(slow, CODE, 1, INTAKE, "token-a")
    assert the_task(world, "intake-1").token is None
    assert world.workflow.answers == [
        ("token-a", {"dossier": CODE, "run": 1, "next": "processing"})
    ]
