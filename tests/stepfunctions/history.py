"""What a run did, read from its execution history and from nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tests.stepfunctions.definition import Step, choice_words, states

_FAILURES = {"TaskFailed": "taskFailedEventDetails", "TaskTimedOut": "taskTimedOutEventDetails"}
_DATA = ("input", "output", "parameters")


@dataclass(frozen=True)
class Run:
    """One finished execution."""

    status: str
    error: str | None
    cause: str | None
    events: tuple[dict[str, Any], ...]
    waits: tuple[float, ...]
    calls: tuple[dict[str, Any], ...]

    @property
    def entered(self) -> list[str]:
        """The states in the order in which they were entered; AWS bills each of them."""
        return [_name(event) for event in self.events if event["type"].endswith("StateEntered")]

    @property
    def failures(self) -> list[str]:
        """The errors of the tasks, in order."""
        return [_error(event) for event in self.events if event["type"] in _FAILURES]

    def data(self) -> Iterator[dict[str, Any]]:
        """Every input, output and parameter that the history keeps."""
        for event in self.events:
            for key, details in event.items():
                if key.endswith("EventDetails"):
                    yield from (json.loads(details[name]) for name in _DATA if name in details)

    def steps(self) -> set[Step]:
        """Everything of the definition that this run took."""
        return {
            *(Step("enter", name) for name in self.entered),
            *self._moves(),
            *self._recoveries(),
        }

    def _moves(self) -> Iterator[Step]:
        marks = [event for event in self.events if event["type"].endswith("StateEntered")]
        for here, there in pairwise(marks):
            state, target = states()[_name(here)], _name(there)
            if state["Type"] == "Choice":
                yield _chosen(_name(here), _input(here)["next"], target)
            elif "failure" not in _input(there) or state["Type"] == "Pass":
                yield Step("leave", _name(here), target)

    def _recoveries(self) -> Iterator[Step]:
        state = ""
        for before, after in pairwise(self.events):
            if before["type"].endswith("StateEntered"):
                state = _name(before)
            if before["type"] not in _FAILURES:
                continue
            if after["type"] == "TaskScheduled":
                yield Step("retry", state, _error(before))
            elif after["type"] == "TaskStateExited":
                yield Step("catch", state, _catcher(state, _error(before)))


def _name(event: dict[str, Any]) -> str:
    name: str = event["stateEnteredEventDetails"]["name"]
    return name


def _input(event: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(event["stateEnteredEventDetails"]["input"])
    return found


def _error(event: dict[str, Any]) -> str:
    error: str = event[_FAILURES[event["type"]]]["error"]
    return error


def _chosen(choice: str, word: str, target: str) -> Step:
    rules = {rule["StringEquals"]: rule["Next"] for rule in states()[choice]["Choices"]}
    expected = rules.get(word, states()[choice]["Default"])
    assert target == expected, f"{choice} sent {word!r} to {target}, not to {expected}"
    return Step("choose", choice, word if word in choice_words() else "default")


def _catcher(state: str, error: str) -> str:
    for catcher in states()[state]["Catch"]:
        for name in catcher["ErrorEquals"]:
            if name in (error, "States.ALL"):
                return str(name)
    raise AssertionError(f"{state} has no catcher for {error}")
