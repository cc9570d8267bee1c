"""The workflow's definition as data, and the list of everything in it that a run can take."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PATH = Path(__file__).parents[2] / "stepfunctions" / "dossier.asl.json"
CALLBACK = ".waitForTaskToken"

Json = dict[str, Any]


class Step(NamedTuple):
    """One thing a run can take: enter a state, follow a rule, retry an error, be caught."""

    what: str
    state: str
    which: str = ""


def text() -> str:
    """The definition as it stands in the repository, placeholders included."""
    return PATH.read_text(encoding="utf-8")


@cache
def states() -> dict[str, Json]:
    """The states by name."""
    found: dict[str, Json] = json.loads(text())["States"]
    return found


def waiting_states() -> dict[str, Json]:
    """The states that hand out a token and wait for its answer."""
    return {name: it for name, it in states().items() if CALLBACK in it.get("Resource", "")}


def kind_of(state: Json) -> str:
    """The kind of task that a waiting state opens."""
    kind: str = state["Parameters"]["Payload"]["kind"]
    return kind


def choice_words() -> list[str]:
    """The words that the Choice compares `next` with, in its order."""
    return [rule["StringEquals"] for rule in states()["Route"]["Choices"]]


def steps() -> set[Step]:
    """Everything that the tests owe the definition."""
    return {step for name, state in states().items() for step in _steps_of(name, state)}


def _steps_of(name: str, state: Json) -> Iterator[Step]:
    yield Step("enter", name)
    if "Next" in state:
        yield Step("leave", name, state["Next"])
    for rule in state.get("Choices", ()):
        yield Step("choose", name, rule["StringEquals"])
    if "Default" in state:
        yield Step("choose", name, "default")
    for retrier in state.get("Retry", ()):
        for error in retrier["ErrorEquals"]:
            yield Step("retry", name, error)
    for catcher in state.get("Catch", ()):
        for error in catcher["ErrorEquals"]:
            yield Step("catch", name, error)
