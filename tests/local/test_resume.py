"""Resuming what a restart broke."""

import json
from typing import Any

import httpx
import pytest
from moto import mock_aws

from local.resume import Engine, resume_broken
from tests.infra.clouds import aws

DEFINITION = {"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}


class FakeApi:
    """The two calls of the ops API that resuming needs, two items a page."""

    def __init__(self, *names: str) -> None:
        self.resumed: list[str] = []
        self.answer = 200
        self._items = [{"dossier_code": f"D-{name}", "execution": {"name": name}} for name in names]

    def client(self) -> httpx.Client:
        return httpx.Client(
            base_url="http://api/stage", transport=httpx.MockTransport(self._answer)
        )

    def _answer(self, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            assert json.loads(request.content)["reason"]
            self.resumed.append(request.url.path)
            return httpx.Response(self.answer, json={})
        assert request.url.params["state"] == "running"
        start = int(request.url.params.get("cursor", "0"))
        end = start + 2
        more = str(end) if end < len(self._items) else None
        return httpx.Response(200, json={"items": self._items[start:end], "next_cursor": more})


def _engine(**executions: str) -> Engine:
    """An engine whose executions ended or run as told."""
    states: Any = aws().client("stepfunctions")
    machine = states.create_state_machine(
        name="m", definition=json.dumps(DEFINITION), roleArn="arn:aws:iam::123456789012:role/r"
    )["stateMachineArn"]
    for name, status in executions.items():
        arn = states.start_execution(stateMachineArn=machine, name=name)["executionArn"]
        if status == "ABORTED":
            states.stop_execution(executionArn=arn)
    return Engine(states, machine)


def test_only_what_the_engine_does_not_run_is_resumed() -> None:
    api = FakeApi("alive", "broken", "vanished")
    with mock_aws(), api.client() as client:
        assert resume_broken(client, _engine(alive="RUNNING", broken="ABORTED")) == 2
    base = "/stage/v1/ops/executions"
    assert api.resumed == [f"{base}/D-{name}/resumption" for name in ("broken", "vanished")]


def test_what_started_after_the_engine_was_asked_is_left_alone() -> None:
    api = FakeApi("late")
    with mock_aws(), api.client() as client:
        engine = _engine()
        _start_late()
        assert resume_broken(client, engine) == 0


def test_what_was_closed_or_resumed_meanwhile_is_no_trouble_and_not_counted() -> None:
    api = FakeApi("broken")
    api.answer = 409
    with mock_aws(), api.client() as client:
        assert resume_broken(client, _engine(broken="ABORTED")) == 0
    assert len(api.resumed) == 1


def test_a_refusal_is_not_swallowed() -> None:
    api = FakeApi("broken")
    api.answer = 500
    with mock_aws(), api.client() as client, pytest.raises(httpx.HTTPStatusError):
        resume_broken(client, _engine(broken="ABORTED"))


def _start_late() -> None:
    states: Any = aws().client("stepfunctions")
    (machine,) = states.list_state_machines()["stateMachines"]
    states.start_execution(stateMachineArn=machine["stateMachineArn"], name="late")
