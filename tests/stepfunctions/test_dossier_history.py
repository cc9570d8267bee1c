"""What the executions' histories keep, and whether the runs took everything there is to take."""

from typing import Any

import pytest

from chalicelib.domain.task import CLOSE, TaskKind
from tests.stepfunctions.definition import Step, steps
from tests.stepfunctions.history import Run
from tests.stepfunctions.interpreter import Interpreter
from tests.stepfunctions.scripted import ATTEMPTS, TRANSIENT, Done, Raised, Reported

STATE = {"dossier", "run", "next"}
PAYLOAD = {"dossier", "run", "kind", "token"}


@pytest.fixture(scope="module")
def runs(interpreter: Interpreter) -> list[Run]:
    """For each kind a run with every error that is retried, and one that breaks; and a lost one."""
    found = [interpreter.run("nonsense")]
    for kind in TaskKind:
        for said in (TRANSIENT[:ATTEMPTS], TRANSIENT[ATTEMPTS:]):
            found.append(interpreter.run(kind, *map(Reported, said), Done(CLOSE)))
        found.append(interpreter.run(kind, Raised("Boom")))
    return found


def test_every_state_rule_retry_and_catch_is_taken(runs: list[Run]) -> None:
    taken = {step for run in runs for step in run.steps()}
    assert taken == steps()


def test_a_state_that_no_run_enters_would_be_noticed(runs: list[Run]) -> None:
    without_lost = {step for run in runs[1:] for step in run.steps()}
    assert steps() - without_lost == {
        Step("choose", "Route", "default"),
        Step("enter", "UnknownNext"),
        Step("leave", "UnknownNext", "Broken"),
    }


def test_inputs_and_outputs_hold_codes_only(runs: list[Run]) -> None:
    kept = [data for run in runs for data in run.data()]
    assert len(kept) > 100
    assert [data for data in kept if not _is_codes(data)] == []


def _is_codes(data: dict[str, Any]) -> bool:
    match data:
        case {"FunctionName": str(), "Payload": payload, **rest}:
            return set(payload) == PAYLOAD and not rest
        case {"StatusCode": 200, "Payload": None, **rest}:
            return not rest
        case {"failure": failure, **rest}:
            return set(failure) == {"Error", "Cause"} and set(rest) == STATE
    return set(data) == STATE
