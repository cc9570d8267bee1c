"""The examples of the description: every request is accepted, every answer is of its schema."""

from typing import Any

import pytest

from chalicelib.entrypoints.http.examples import FILE, Example, examples
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.contract import described, errors_of
from tests.entrypoints.http.example_stage import ENDPOINTS, played
from tests.entrypoints.http.record_examples import recorded

ALL = [
    pytest.param(operation, name, example, id=f"{operation}-{name}")
    for operation, named in examples().items()
    for name, example in named.items()
]
WITH_BODY = [each for each in ENDPOINTS.values() if each.body and each.body.model_fields]


def media(of: Any) -> Any:
    return of["content"]["application/json"]


@pytest.mark.parametrize(("operation", "name", "example"), ALL)
def test_an_example_is_accepted_and_answered_as_it_says(
    operation: str, name: str, example: Example, serve: Serve
) -> None:
    reply = played(operation, example, serve)
    assert 200 <= reply.status < 300, reply.text
    assert (reply.status, reply.json) == (example.status, example.answer), "run `make docs`"


@pytest.mark.parametrize(("operation", "name", "example"), ALL)
def test_an_example_stands_in_the_description_and_is_of_its_schemas(
    operation: str, name: str, example: Example
) -> None:
    each = ENDPOINTS[operation]
    said = described()["paths"][each.path][each.method.lower()]
    answer = media(said["responses"][str(example.status)])
    assert answer["examples"][name]["value"] == example.answer
    assert not errors_of(answer["schema"], example.answer)
    if example.request is not None:
        request = media(said["requestBody"])
        assert request["examples"][name]["value"] == example.request
        assert not errors_of(request["schema"], example.request)


def test_the_file_holds_what_is_answered_now() -> None:
    assert FILE.read_text(encoding="utf-8") == recorded(), "run `make docs`"


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_whoever_sends_something_finds_an_example(each: Any) -> None:
    assert examples().get(each.name)
