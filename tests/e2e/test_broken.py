"""All executions are stopped at once, and new code is deployed under those that run."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.stage import Stage, until

MINUTES = 180.0


@pytest.fixture
def states(stage: Stage) -> Any:
    """Step Functions."""
    return stage.aws("stepfunctions")


@pytest.fixture
def machine(states: Any) -> Iterator[str]:
    """The arn of our machine, whose definition is as it was afterwards."""
    (found,) = states.list_state_machines()["stateMachines"]
    arn = str(found["stateMachineArn"])
    before = states.describe_state_machine(stateMachineArn=arn)["definition"]
    yield arn
    states.update_state_machine(stateMachineArn=arn, definition=before)


def test_every_open_dossier_finishes_after_all_executions_were_stopped(
    stage: Stage, states: Any, machine: str
) -> None:
    """Ops resume one group; the sweeper resumes what nobody looks after."""
    unpaid, to_receive, to_process, to_deliver = (
        stage.file("counter", procedure) for procedure in ("3.000347", *["2.000004"] * 3)
    )
    stage.decide(to_process, "intake", "accepted")
    stage.decide(to_deliver, "intake", "accepted")
    stage.decide(to_deliver, "processing", "completed")
    codes = {"payment": unpaid, "intake": to_receive, "processing": to_process}
    codes["delivery"] = to_deliver
    for kind, code in codes.items():
        stage.until_waiting(code, kind)

    _stop_all(states, machine)
    groups = until(lambda: _groups(stage, codes))
    for kind, code in codes.items():
        assert groups[kind]["error"] == "ABORTED", code

    unpaid_group = f"/v1/ops/broken/{groups['payment']['fingerprint']}/resumption"
    planned = _resumed(stage, unpaid_group, dry_run=True)
    assert planned[unpaid] == "would_resume"
    assert _resumed(stage, unpaid_group, key="after the stop")[unpaid] == "resumed"
    assert _resumed(stage, unpaid_group, key="after the stop")[unpaid] == "already_running"
    for code in (to_receive, to_process, to_deliver):
        stage.make_due(code)

    stage.pay(stage.open_order(unpaid)["order_id"])
    stage.finish(unpaid, delivered=False, seconds=MINUTES)
    stage.finish(to_receive, delivered=False, seconds=MINUTES)
    stage.decide(to_process, "processing", "completed", MINUTES)
    for code in (to_process, to_deliver):
        stage.decide(code, "delivery", "delivered", MINUTES)
        assert stage.until_waiting(code, None, MINUTES)["execution"]["run"] == 2


def test_an_execution_that_began_before_a_deployment_finishes_after_it(
    stage: Stage, states: Any, machine: str
) -> None:
    """The local cloud reads the new definition at the next state already; AWS keeps the old one."""
    code = stage.file("counter", "2.000004")
    stage.until_waiting(code, "intake")
    definition = states.describe_state_machine(stateMachineArn=machine)["definition"]
    states.update_state_machine(
        stateMachineArn=machine, definition=_renamed(definition, "AwaitProcessing")
    )
    functions = stage.aws("lambda")
    changed = [_retold(functions, name) for name in _functions(functions)]
    try:
        finished = stage.finish(code, delivered=False)
        younger = stage.file("counter", "2.000004")
        stage.decide(younger, "intake", "accepted")
        until(lambda: "AwaitProcessing2" in _states(stage, younger))
        stage.decide(younger, "processing", "completed")
        stage.decide(younger, "delivery", "delivered")
        stage.until_waiting(younger, None)
    finally:
        for name, before in changed:
            functions.update_function_configuration(FunctionName=name, Environment=before)
    assert finished["execution"]["run"] == 1


def _stop_all(states: Any, machine: str) -> None:
    pages = states.get_paginator("list_executions").paginate(
        stateMachineArn=machine, statusFilter="RUNNING"
    )
    for arn in [one["executionArn"] for page in pages for one in page["executions"]]:
        states.stop_execution(executionArn=arn)


def _groups(stage: Stage, codes: dict[str, str]) -> dict[str, Any] | None:
    """Groups of the code that runs now, by state, once every dossier stands in one."""
    answer = stage.get("ops", "/v1/ops/broken")
    assert answer["code_version"] != "unknown"
    found = {
        each["state"]: each
        for each in answer["items"]
        if each["code_version"] == answer["code_version"] and each["error"] == "ABORTED"
    }
    broken = {
        stage.get("ops", f"/v1/dossiers/{code}")["execution"]["state"] for code in codes.values()
    }
    return found if broken == {"broken"} and set(codes) <= set(found) else None


def _resumed(stage: Stage, path: str, *, dry_run: bool = False, key: str | None = None) -> Any:
    body = {"reason": "stopped by hand", "dry_run": dry_run, "limit": 100}
    items = stage.post("ops", path, body, key)["items"]
    return {each["dossier_code"]: each["result"] for each in items}


def _renamed(definition: str, state: str) -> str:
    changed = definition.replace(f'"{state}"', f'"{state}2"')
    assert json.loads(changed)["States"][f"{state}2"]
    return changed


def _functions(functions: Any) -> list[str]:
    pages = functions.get_paginator("list_functions").paginate()
    return [one["FunctionName"] for page in pages for one in page["Functions"]]


def _retold(functions: Any, name: str) -> tuple[str, Any]:
    """Every process of the function begins anew; the environment that it had before."""
    found = functions.get_function_configuration(FunctionName=name).get("Environment", {})
    before = {"Variables": found.get("Variables", {})}
    after = {"Variables": {**before["Variables"], "CODE_VERSION": "next"}}
    functions.update_function_configuration(FunctionName=name, Environment=after)
    return name, before


def _states(stage: Stage, code: str) -> set[str | None]:
    """Where its execution has been; an officer who is faster than it leaves a state out."""
    history = stage.get("ops", f"/v1/ops/executions/{code}")["history"]
    return {step["state"] for step in history}
