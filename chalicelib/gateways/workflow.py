"""AWS Step Functions behind the Workflow port."""

import json
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from chalicelib.ports.workflow import EngineExecution

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

GONE = frozenset({"TaskDoesNotExist", "InvalidToken", "TaskTimedOut"})
"""Three names for a token on which nobody waits any more."""


class StepFunctions:
    """One state machine; executions are known by their names."""

    def __init__(self, client: "SFNClient", workflow_arn: str) -> None:
        self._client = client
        self._workflow_arn = workflow_arn

    def start(self, name: str, data: dict[str, Any]) -> bool:
        """A name is unique per dossier and run, so one that is used was started by us."""
        try:
            self._client.start_execution(
                stateMachineArn=self._workflow_arn, name=name, input=json.dumps(data)
            )
        except ClientError as error:
            if _code(error) != "ExecutionAlreadyExists":
                raise
            return False
        return True

    def answer(self, token: str, data: dict[str, Any]) -> bool:
        """False if nobody waits on the token."""
        try:
            self._client.send_task_success(taskToken=token, output=json.dumps(data))
        except ClientError as error:
            return _gone(error)
        return True

    def fail(self, token: str, error: str, cause: str) -> bool:
        """False if nobody waits on the token."""
        try:
            self._client.send_task_failure(taskToken=token, error=error, cause=cause)
        except ClientError as failed:
            return _gone(failed)
        return True

    def look_up(self, name: str) -> EngineExecution | None:
        """None if the engine does not know the name."""
        try:
            found = self._client.describe_execution(executionArn=self._arn(name))
        except ClientError as error:
            if _code(error) == "ExecutionDoesNotExist":
                return None
            raise
        return EngineExecution(
            name=name,
            status=found["status"],
            started_at=found["startDate"],
            stopped_at=found.get("stopDate"),
            error=found.get("error"),
        )

    def history(self, name: str, *, limit: int) -> list[dict[str, Any]]:
        """Number, instant, type and state of each event, without inputs and outputs."""
        try:
            answer = self._client.get_execution_history(
                executionArn=self._arn(name), maxResults=limit, includeExecutionData=False
            )
        except ClientError as error:
            if _code(error) == "ExecutionDoesNotExist":
                return []
            raise
        return [_event(event) for event in answer["events"]]

    def _arn(self, name: str) -> str:
        return f"{self._workflow_arn.replace(':stateMachine:', ':execution:')}:{name}"


def _event(event: Any) -> dict[str, Any]:
    entered = event.get("stateEnteredEventDetails") or event.get("stateExitedEventDetails") or {}
    return {
        "id": event["id"],
        "at": event["timestamp"],
        "type": event["type"],
        "state": entered.get("name"),
    }


def _code(error: ClientError) -> str:
    return error.response["Error"]["Code"]


def _gone(error: ClientError) -> bool:
    if _code(error) not in GONE:
        raise error
    return False
