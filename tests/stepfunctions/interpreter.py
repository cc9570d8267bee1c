"""Runs the real definition on moto's interpreter, with a Python callable behind `${OpenTask}`.

Four seams, all inside moto: the function, the parsed program (parsed once instead of once per
run), the clock of retries (recorded instead of slept, jitter at its upper bound), and the token
of a retry (AWS makes a new one per attempt, moto keeps the first).
"""

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from moto import mock_aws
from moto.awslambda_simple.models import LambdaSimpleBackend
from moto.stepfunctions.parser.asl.component.common.retry import (
    jitter_strategy_decl,
    retrier_decl,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_lambda import (
    StateTaskServiceLambda,
)
from moto.stepfunctions.parser.asl.eval.callback.callback import CallbackEndpoint
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.backend.execution_worker import ExecutionWorker

from tests.stepfunctions import definition
from tests.stepfunctions.history import Run
from tests.stepfunctions.scripted import Answer, InvocationError, ScriptedTask

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient

_REGION = "ap-southeast-1"
_FUNCTION = f"arn:aws:lambda:{_REGION}:123456789012:function:open_task"
_ROLE = "arn:aws:iam::123456789012:role/DossierWorkflowRole"
_PATIENCE = 30.0

DOSSIER = "H32.12-261122-0001"


class Interpreter:
    """Starts runs one after another and waits for each to end."""

    def __init__(self, client: "SFNClient", patch: pytest.MonkeyPatch) -> None:
        self.client = client
        self._patch = patch
        self._waits: list[float] = []
        self._count = 0
        self._stub_time()
        patch.setattr(ExecutionWorker, "_get_evaluation_entrypoint", _cached_program)
        patch.setattr(StateTaskServiceLambda, "_eval_execution", _with_token_per_attempt)
        self._machine = client.create_state_machine(
            name="DossierWorkflow",
            definition=definition.text().replace("${OpenTask}", _FUNCTION),
            roleArn=_ROLE,
        )["stateMachineArn"]

    def run(self, first: str, *script: Answer) -> Run:
        """A run whose dossier waits for `first`, answered by the script, until it ended."""
        task = ScriptedTask(self.client, deque(script))
        self._answer_with(task)
        self._waits.clear()
        self._count += 1
        data = {"dossier": DOSSIER, "run": self._count, "next": first}
        arn = self.client.start_execution(
            stateMachineArn=self._machine, name=f"run-{self._count}", input=json.dumps(data)
        )["executionArn"]
        run = self._finished(arn, task)
        assert not task.script, f"never asked for {list(task.script)}"
        return run

    @contextmanager
    def impatient(self) -> Iterator[list[float]]:
        """A token unanswered by its invocation has timed out; yields the seconds it was given."""
        given: list[float] = []

        def at_once(endpoint: CallbackEndpoint, timeout: float) -> object:
            given.append(timeout)
            return endpoint.get_outcome()

        with self._patch.context() as patch:
            patch.setattr(CallbackEndpoint, "wait", at_once)
            yield given

    def _finished(self, arn: str, task: ScriptedTask) -> Run:
        deadline = time.monotonic() + _PATIENCE
        while (found := self.client.describe_execution(executionArn=arn))["status"] == "RUNNING":
            assert time.monotonic() < deadline, f"still running after {task.calls}"
            time.sleep(0.01)
        events: list[Any] = list(
            self.client.get_execution_history(executionArn=arn, maxResults=1000)["events"]
        )
        return Run(
            status=found["status"],
            error=found.get("error"),
            cause=found.get("cause"),
            events=tuple(events),
            waits=tuple(self._waits),
            calls=tuple(task.calls),
        )

    def _stub_time(self) -> None:
        self._patch.setattr(retrier_decl, "time", SimpleNamespace(sleep=self._waits.append))
        upper = SimpleNamespace(uniform=lambda low, high: high)
        self._patch.setattr(jitter_strategy_decl, "random", upper)

    def _answer_with(self, task: Callable[[dict[str, Any]], None]) -> None:
        def invoke(
            _backend: object,
            name: str,
            _qualifier: str | None,
            body: str,
            _headers: object,
            response: dict[str, str],
        ) -> bytes:
            assert name == _FUNCTION
            try:
                task(json.loads(body))
            except InvocationError as failure:
                response["x-amz-function-error"] = "Unhandled"
                return json.dumps({"errorType": str(failure), "errorMessage": ""}).encode()
            return b"null"

        self._patch.setattr(LambdaSimpleBackend, "invoke", invoke)


@contextmanager
def started() -> Iterator[Interpreter]:
    """An interpreter that holds the dossier workflow and nothing else."""
    moto = mock_aws(
        config={"stepfunctions": {"execute_state_machine": True}, "lambda": {"use_docker": False}}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCOUNT_ID_ENDPOINT_MODE", "disabled")
        with moto:
            yield Interpreter(boto3.client("stepfunctions", region_name=_REGION), patch)


_parse = cache(AmazonStateLanguageParser.parse)
_eval_execution = StateTaskServiceLambda._eval_execution


def _cached_program(worker: ExecutionWorker) -> object:
    program, _ = _parse(worker._evaluation_details.state_machine_details.definition)
    return program


def _with_token_per_attempt(service: StateTaskServiceLambda, env: Any) -> None:
    context = env.states.context_object
    if context.context_object_data["State"]["RetryCount"]:
        env.callback_pool_manager.add(context.update_task_token())
    _eval_execution(service, env)
