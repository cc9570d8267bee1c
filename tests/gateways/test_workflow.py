"""Step Functions behind its port, on moto."""

import json
import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.exceptions import ClientError
from moto import mock_aws

from chalicelib.gateways.workflow import StepFunctions

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

WAITING = {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 9, "End": True}}}
DATA = {"dossier": "H32.12-261123-0001", "run": 1, "next": "payment"}
NAME = "H32-12-261123-0001-1"


@pytest.fixture
def client() -> Iterator["SFNClient"]:
    with mock_aws():
        yield boto3.client("stepfunctions", region_name="ap-southeast-1")


@pytest.fixture
def arn(client: "SFNClient") -> str:
    """A machine of its own: moto forgets only when its outermost mock ends."""
    return client.create_state_machine(
        name=f"dossier-{uuid.uuid4()}",
        definition=json.dumps(WAITING),
        roleArn="arn:aws:iam::123456789012:role/workflow",
    )["stateMachineArn"]


@pytest.fixture
def workflow(client: "SFNClient", arn: str) -> StepFunctions:
    return StepFunctions(client, arn)


def test_an_execution_starts_under_its_name_with_its_input(
    workflow: StepFunctions, client: "SFNClient", arn: str
) -> None:
    assert workflow.start(NAME, DATA)
    found = workflow.look_up(NAME)
    assert found
    assert (found.name, found.status, found.error) == (NAME, "RUNNING", None)
    assert found.started_at.tzinfo is not None
    execution = f"{arn.replace(':stateMachine:', ':execution:')}:{NAME}"
    described = client.describe_execution(executionArn=execution)
    assert json.loads(described["input"]) == DATA


def test_an_execution_of_this_name_that_is_there_already_was_started_by_us(
    workflow: StepFunctions,
) -> None:
    assert workflow.start(NAME, DATA)
    assert not workflow.start(NAME, {**DATA, "next": "intake"})


def test_an_execution_that_nobody_started_is_unknown(workflow: StepFunctions) -> None:
    assert workflow.look_up("nobody-1") is None
    assert workflow.history("nobody-1", limit=10) == []


class Engine:
    """A client that answers each call with one error."""

    def __init__(self, code: str) -> None:
        self._code = code

    def __getattr__(self, operation: str) -> Any:
        def call(**_: Any) -> Any:
            raise ClientError({"Error": {"Code": self._code}}, operation)

        return call


ARN = "arn:aws:states:ap-southeast-1:123456789012:stateMachine:dossier"


def failing(code: str) -> StepFunctions:
    return StepFunctions(Engine(code), ARN)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", ["TaskDoesNotExist", "InvalidToken", "TaskTimedOut"])
def test_a_token_on_which_nobody_waits_is_no_incident(code: str) -> None:
    """Case B17."""
    assert not failing(code).answer("token", DATA)
    assert not failing(code).fail("token", "Transient", "why")


@pytest.mark.parametrize("code", ["ThrottlingException", "AccessDeniedException"])
def test_any_other_error_is_not_hidden(code: str) -> None:
    workflow = failing(code)
    for call in (
        lambda: workflow.start(NAME, DATA),
        lambda: workflow.answer("token", DATA),
        lambda: workflow.fail("token", "Transient", "why"),
        lambda: workflow.look_up(NAME),
        lambda: workflow.history(NAME, limit=5),
    ):
        with pytest.raises(ClientError):
            call()


class Recording:
    """A client that notes the calls and answers with what it was given."""

    def __init__(self, answer: Any) -> None:
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._answer = answer

    def __getattr__(self, operation: str) -> Any:
        def call(**request: Any) -> Any:
            self.calls.append((operation, request))
            return self._answer

        return call


def test_an_answer_and_a_failure_are_sent_to_the_token() -> None:
    client = Recording({})
    workflow = StepFunctions(client, ARN)  # type: ignore[arg-type]
    assert workflow.answer("token", DATA)
    assert workflow.fail("token", "Transient", "why")
    (first, answered), (second, failed) = client.calls
    assert (first, answered["taskToken"]) == ("send_task_success", "token")
    assert json.loads(answered["output"]) == DATA
    assert (second, failed) == (
        "send_task_failure",
        {"taskToken": "token", "error": "Transient", "cause": "why"},
    )


def test_a_history_names_states_and_shows_no_inputs_or_outputs() -> None:
    events = [
        {"id": 1, "timestamp": 1, "type": "ExecutionStarted"},
        {
            "id": 2,
            "timestamp": 2,
            "type": "TaskStateEntered",
            "stateEnteredEventDetails": {"name": "AwaitPayment", "input": "secret"},
        },
        {
            "id": 3,
            "timestamp": 3,
            "type": "TaskStateExited",
            "stateExitedEventDetails": {"name": "AwaitPayment", "output": "secret"},
        },
    ]
    client = Recording({"events": events})
    history = StepFunctions(client, ARN).history(NAME, limit=5)  # type: ignore[arg-type]
    assert [(event["id"], event["state"]) for event in history] == [
        (1, None),
        (2, "AwaitPayment"),
        (3, "AwaitPayment"),
    ]
    assert "secret" not in repr(history)
    (_, request) = client.calls[0]
    assert request["executionArn"] == ARN.replace("stateMachine", "execution") + f":{NAME}"
    assert (request["maxResults"], request["includeExecutionData"]) == (5, False)
