"""What can be said about the workflow's definition without running it."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from cfnlint.api import lint_all

from chalicelib.domain.task import CLOSE, TaskKind
from tests.stepfunctions.definition import (
    choice_words,
    kind_of,
    states,
    text,
    waiting_states,
)

NINETY_DAYS = 90 * 24 * 60 * 60
REPORTED_WITHOUT_HOPE = {"States.ALL", "States.TaskFailed", "States.Timeout"}

# Not understood, or understood differently, by one of AWS, the local cloud and moto.
FORBIDDEN_FIELDS = {
    "Assign",
    "QueryLanguage",
    "Arguments",
    "Output",
    "TimeoutSecondsPath",
    "HeartbeatSeconds",
    "HeartbeatSecondsPath",
}
ALLOWED_TYPES = {"Choice", "Task", "Pass", "Fail", "Succeed"}

waiting = pytest.mark.parametrize("name", waiting_states())


def test_the_words_of_the_choice_are_the_task_kinds_and_close() -> None:
    assert choice_words() == [*TaskKind, CLOSE]


def test_every_kind_is_routed_to_the_state_that_opens_it() -> None:
    rules = {rule["StringEquals"]: rule["Next"] for rule in states()["Route"]["Choices"]}
    assert {kind_of(state): name for name, state in waiting_states().items()} | {
        CLOSE: "Close"
    } == rules
    assert all(rule["Variable"] == "$.next" for rule in states()["Route"]["Choices"])


def test_open_task_is_the_only_placeholder() -> None:
    assert set(re.findall(r"\$\{([^}]*)\}", text())) == {"OpenTask"}


def test_every_task_waits_for_a_token() -> None:
    tasks = {name for name, state in states().items() if state["Type"] == "Task"}
    assert tasks == set(waiting_states())


@waiting
def test_a_token_waits_for_a_literal_time(name: str) -> None:
    assert waiting_states()[name]["TimeoutSeconds"] == NINETY_DAYS


@waiting
def test_every_error_of_a_waiting_state_is_caught_and_fails_the_run(name: str) -> None:
    *_, last = waiting_states()[name]["Catch"]
    assert last["ErrorEquals"] == ["States.ALL"]
    assert states()[last["Next"]]["Type"] == "Fail"


@waiting
def test_a_caught_error_leaves_the_dossier_and_its_run_in_place(name: str) -> None:
    assert all(it["ResultPath"] == "$.failure" for it in waiting_states()[name]["Catch"])


@waiting
def test_only_named_errors_are_retried(name: str) -> None:
    names = {error for it in waiting_states()[name]["Retry"] for error in it["ErrorEquals"]}
    assert not names & REPORTED_WITHOUT_HOPE


def test_waiting_states_differ_in_nothing_but_the_kind() -> None:
    shapes = {json.dumps(_without_kind(state)) for state in waiting_states().values()}
    assert len(shapes) == 1


@waiting
def test_a_task_is_opened_with_codes_only(name: str) -> None:
    payload = waiting_states()[name]["Parameters"]["Payload"]
    assert set(payload) == {"dossier.$", "run.$", "kind", "token.$"}


def test_every_state_is_reachable() -> None:
    reached: set[str] = set()
    frontier = {json.loads(text())["StartAt"]}
    while frontier:
        reached |= frontier
        frontier = {it for name in frontier for it in _targets(states()[name])} - reached
    assert reached == set(states())


def test_a_run_ends_in_close_or_in_broken() -> None:
    assert {name for name, state in states().items() if not set(_targets(state))} == {
        "Close",
        "Broken",
    }


def test_every_state_says_why_it_is_there() -> None:
    assert all(state["Comment"].endswith(".") for state in states().values())


def test_state_names_are_legal() -> None:
    assert all(re.fullmatch(r"[A-Za-z]{1,80}", name) for name in states())


def test_nothing_is_used_that_one_of_the_three_interpreters_lacks() -> None:
    fields = {key for key, _ in _fields(json.loads(text()))}
    assert not fields & FORBIDDEN_FIELDS
    assert {state["Type"] for state in states().values()} <= ALLOWED_TYPES


def test_the_definition_fits_the_schema_that_aws_publishes() -> None:
    properties = {
        "RoleArn": "arn:aws:iam::123456789012:role/DossierWorkflowRole",
        "Definition": json.loads(text()),
        "DefinitionSubstitutions": {"OpenTask": "arn"},
    }
    machine = {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}
    found = lint_all(json.dumps({"Resources": {"DossierWorkflow": machine}}))
    assert [str(it) for it in found if it.rule.severity != "informational"] == []


def test_the_definition_holds_no_null() -> None:
    assert all(value is not None for _, value in _fields(json.loads(text())))


def _fields(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, dict | list):
            yield from _fields(part)


def _targets(state: dict[str, Any]) -> Iterator[str]:
    for key, value in _fields(state):
        if key in {"Next", "Default"}:
            yield value


def _without_kind(state: dict[str, Any]) -> dict[str, Any]:
    parameters = state["Parameters"]
    payload = {**parameters["Payload"], "kind": ""}
    return {**state, "Comment": "", "Parameters": {**parameters, "Payload": payload}}
