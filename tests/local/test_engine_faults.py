"""The engine fails only when it is asked to, for functions only, and often after it did the work."""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from local.engine_faults import ERRORS, MOST_ATTEMPTS, Answer, EngineFaults

FUNCTION = {"x-amz-security-token": "a role's"}
START = {"x-amz-target": "AWSStepFunctions.StartExecution"}


class FakeEngine:
    """Counts what took effect."""

    def __init__(self) -> None:
        self.done = Counter[str]()

    async def handle(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Any
    ) -> Answer:
        self.done[json.loads(body)["name"]] += 1
        return 200, {}, b"{}"


@pytest.fixture
def switch(tmp_path: Path) -> Path:
    return tmp_path / "engine-faults.json"


def ask(faults: EngineFaults, name: str, headers: Mapping[str, str]) -> Answer:
    body = json.dumps({"name": name}).encode()
    return asyncio.run(faults.handle("POST", "/", headers, body, {}))


def codes(answers: list[Answer]) -> set[str]:
    return {json.loads(body).get("__type", "") for _, _, body in answers}


def test_nothing_fails_unless_it_is_asked_for(switch: Path) -> None:
    faults = EngineFaults(FakeEngine().handle, switch)
    assert {ask(faults, str(n), FUNCTION | START)[0] for n in range(50)} == {200}


def test_the_engine_s_own_errors_come_as_often_as_asked_for(switch: Path) -> None:
    switch.write_text('{"share": 0.2, "seed": 1}')
    faults = EngineFaults(FakeEngine().handle, switch)
    answers = [ask(faults, str(n), FUNCTION | START) for n in range(1000)]
    failed = [answer for answer in answers if answer[0] != 200]
    assert 150 < len(failed) < 250
    assert codes(failed) == {code for _, code in ERRORS}


def test_half_of_what_fails_has_taken_effect(switch: Path) -> None:
    switch.write_text('{"share": 1}')
    engine = FakeEngine()
    faults = EngineFaults(engine.handle, switch)
    answers = [ask(faults, str(n), FUNCTION | START) for n in range(200)]
    assert "" not in codes(answers)
    assert 70 < len(engine.done) < 130


def test_some_faults_outlast_all_attempts_of_the_client(switch: Path) -> None:
    switch.write_text('{"share": 0.1, "seed": 2}')
    faults = EngineFaults(FakeEngine().handle, switch)
    lost = [
        n
        for n in range(300)
        if all(ask(faults, str(n), FUNCTION | START)[0] != 200 for _ in range(MOST_ATTEMPTS))
    ]
    assert 0 < len(lost) < 30


def test_the_local_tools_are_spared(switch: Path) -> None:
    switch.write_text('{"share": 1}')
    faults = EngineFaults(FakeEngine().handle, switch)
    assert ask(faults, "one", START)[0] == 200


def test_calls_that_functions_never_make_are_spared(switch: Path) -> None:
    switch.write_text('{"share": 1}')
    faults = EngineFaults(FakeEngine().handle, switch)
    other = FUNCTION | {"x-amz-target": "AWSStepFunctions.CreateStateMachine"}
    assert ask(faults, "one", other)[0] == 200


def test_without_its_file_the_engine_works_again(switch: Path) -> None:
    switch.write_text('{"share": 1}')
    faults = EngineFaults(FakeEngine().handle, switch)
    assert ask(faults, "one", FUNCTION | START)[0] != 200
    switch.unlink()
    assert ask(faults, "one", FUNCTION | START)[0] == 200
