"""The main road, on the template, zip, roles and state machine that AWS gets."""

import json
from typing import Any

import pytest

from tests.e2e.stage import Stage

PERSONAL = ("Nguyễn", "Nguy\\u1ec5n", "001099000001")
"""The name as it is and as JSON may escape it, and the id number."""


def test_make_run_prints_the_road_of_a_dossier_and_where_everything_is(
    make_run: tuple[Stage, str],
) -> None:
    printed = make_run[1]
    for word in ("timeline of", "paid", "received", "resolved", "delivered", "API", "sandbox"):
        assert word in printed


@pytest.mark.parametrize(("delivery", "transitions"), [("counter", 10), ("electronic", 8)])
def test_a_paid_dossier_is_returned_within_its_transitions(
    stage: Stage, delivery: str, transitions: int
) -> None:
    code = stage.file(delivery)
    stage.until_waiting(code, "payment")
    stage.pay(stage.open_order(code)["order_id"])
    dossier = stage.finish(code, delivered=delivery == "electronic")
    assert dossier["status"] == {"code": 10, "name": "returned"}
    history = _history(stage, dossier["execution"]["name"])
    entered = [event for event in history if event["type"].endswith("StateEntered")]
    assert len(entered) <= transitions
    assert not [event for event in history if "Failed" in event["type"]]


def test_executions_hold_codes_only(stage: Stage) -> None:
    code = stage.file()
    order = stage.open_order(code)
    stage.until_waiting(code, "payment")
    stage.pay(order["order_id"])
    name = stage.finish(code, delivered=False)["execution"]["name"]
    for event in _history(stage, name):
        for text in _data(event):
            assert not [word for word in (*PERSONAL, "135000", "K951B6PE") if word in text]
            keys = set(json.loads(text)) if text.startswith("{") else set()
            assert keys <= {"dossier", "run", "next", "kind", "token", "FunctionName", "Payload"}


def test_a_free_dossier_goes_to_intake_at_once(stage: Stage) -> None:
    code = stage.file(procedure="2.000004")
    dossier = stage.until_waiting(code, "intake")
    assert dossier["bills"] == []
    stage.finish(code, delivered=False)


def test_several_fee_lines_make_one_bill(stage: Stage) -> None:
    code = stage.file(procedure="2.001583")
    (bill,) = stage.get("portal", f"/v1/dossiers/{code}")["bills"]
    assert bill["amount"] == sum(line["amount"] for line in bill["lines"]) == 100_000


def test_the_timeline_says_each_fact_once_and_in_order(stage: Stage) -> None:
    code = stage.file()
    stage.pay(stage.open_order(code)["order_id"])
    stage.finish(code, delivered=False)
    events = stage.events(code)
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    assert [event["type"] for event in events] == [
        "filed",
        "paid",
        "received",
        "step_started",
        "resolved",
        "delivered",
    ]


def _history(stage: Stage, name: str) -> list[Any]:
    states = stage.aws("stepfunctions")
    machines = states.list_state_machines()["stateMachines"]
    for machine in machines:
        arn = machine["stateMachineArn"].replace(":stateMachine:", ":execution:") + f":{name}"
        found = states.list_executions(stateMachineArn=machine["stateMachineArn"])["executions"]
        if name in {one["name"] for one in found}:
            assert states.describe_execution(executionArn=arn)["status"] == "SUCCEEDED"
            pages = states.get_paginator("get_execution_history").paginate(executionArn=arn)
            return [event for page in pages for event in page["events"]]
    raise AssertionError(f"no execution {name}")


def _data(event: Any) -> list[str]:
    details = [value for value in event.values() if isinstance(value, dict)]
    return [str(d[k]) for d in details for k in ("input", "output", "parameters") if k in d]
