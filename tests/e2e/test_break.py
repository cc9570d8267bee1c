"""Executions that break: noticed, named, and resumed from the record."""

import json
from typing import Any

import pytest

from tests.e2e.stage import Stage, until


@pytest.fixture
def engine(stage: Stage) -> Any:
    """Step Functions and the arn of our machine."""
    states = stage.aws("stepfunctions")
    (machine,) = states.list_state_machines()["stateMachines"]
    return states, machine["stateMachineArn"]


def test_a_stopped_execution_is_noticed_and_resumed_by_ops(stage: Stage, engine: Any) -> None:
    states, machine = engine
    code = stage.file()
    name = stage.until_waiting(code, "payment")["execution"]["name"]
    states.stop_execution(executionArn=f"{machine.replace(':stateMachine:', ':execution:')}:{name}")
    until(lambda: _execution(stage, code)["state"] == "broken")
    assert code in str(stage.get("ops", "/v1/ops/executions?state=broken&limit=100"))
    stage.post("ops", f"/v1/ops/executions/{code}/resumption", {"reason": "stopped by hand"})
    stage.until_waiting(code, "payment")
    assert _execution(stage, code)["run"] == 2
    again = stage.ask(
        "ops", "POST", f"/v1/ops/executions/{code}/resumption", json={"reason": "once more"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "execution_running")
    stage.pay(stage.open_order(code)["order_id"])
    stage.finish(code, delivered=False)


def test_a_task_that_cannot_be_opened_reports_its_own_failure(stage: Stage, engine: Any) -> None:
    states, machine = engine
    data = {"dossier": "H32.12-000101-0000", "run": 1, "next": "payment"}
    started = states.start_execution(
        stateMachineArn=machine, name="nobodys-1", input=json.dumps(data)
    )
    until(lambda: _failures(states, started["executionArn"]))
    assert _failures(states, started["executionArn"])[0]["error"] == "Transient"
    states.stop_execution(executionArn=started["executionArn"])


def test_a_withdrawn_dossier_ends_its_execution_and_its_order(stage: Stage) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    order_id = stage.open_order(code)["order_id"]
    stage.post("portal", f"/v1/dossiers/{code}/withdrawal", {})
    assert stage.until_waiting(code, None)["status"]["name"] == "withdrawn"
    assert stage.get("portal", f"/v1/orders/{order_id}")["state"] == "superseded"


def test_missing_papers_are_asked_for_and_supplied(stage: Stage) -> None:
    code = stage.file("electronic", procedure="2.000004")
    stage.decide(code, "intake", "supplement_requested")
    assert code in str(stage.get("officer", "/v1/tasks?kind=supplement&limit=100"))
    stage.until_waiting(code, "supplement")
    paper = {"name": "CCCD.pdf", "uri": "https://portal.example.vn/files/1"}
    stage.post("portal", f"/v1/dossiers/{code}/supplements", {"attachments": [paper]})
    stage.finish(code, delivered=True)


def _execution(stage: Stage, code: str) -> Any:
    return stage.get("ops", f"/v1/dossiers/{code}")["execution"]


def _failures(states: Any, arn: str) -> list[Any]:
    events = states.get_execution_history(executionArn=arn)["events"]
    details = (event.get("taskFailedEventDetails") for event in events)
    return [found for found in details if found]
