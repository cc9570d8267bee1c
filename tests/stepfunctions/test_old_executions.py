"""Executions that began before a deployment meet the code after it, for months.

Their words, the names of their states and what they hand to `open_task` stand for ever: lists
below only grow.
"""

import pytest

from chalicelib.entrypoints import tasks
from chalicelib.usecases.drive_execution import start_execution
from tests.builders import CODE, filed
from tests.fakes import a_world
from tests.stepfunctions.definition import states
from tests.usecases.scenes import the_dossier, the_task

EVER = {
    "payment": "AwaitPayment",
    "intake": "AwaitIntake",
    "processing": "AwaitProcessing",
    "supplement": "AwaitSupplement",
    "delivery": "AwaitDelivery",
    "close": "Close",
}
"""Every word that an answer ever held, with the state that it led to."""

HANDED_OVER = {"dossier.$", "run.$", "kind", "token.$"}
"""What the first definition hands to open_task; a later one may hand over more."""


def test_no_word_and_no_state_that_ever_was_is_gone() -> None:
    leads = {rule["StringEquals"]: rule["Next"] for rule in states()["Route"]["Choices"]}
    assert leads.items() >= EVER.items()


@pytest.mark.parametrize("name", [name for word, name in EVER.items() if word != "close"])
def test_open_task_is_handed_no_less_than_ever(name: str) -> None:
    assert set(states()[name]["Parameters"]["Payload"]) >= HANDED_OVER


def test_open_task_needs_no_more_than_the_first_definition_hands_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = a_world(*filed().entities)
    monkeypatch.setattr(tasks, "world", lambda: world)
    start_execution(world, the_dossier(world))
    event = {"dossier": CODE, "run": 1, "kind": "payment", "token": "t"}
    tasks.open_task(event, None)
    assert the_task(world, "payment-1").token == "t"


def test_a_start_needs_no_more_than_the_first_definition_reads() -> None:
    world = a_world(*filed().entities)
    start_execution(world, the_dossier(world))
    [given] = world.workflow.started.values()
    assert set(given) >= {"dossier", "run", "next"}
