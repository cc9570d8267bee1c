"""The description of the API, and the file that people read."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from app import app
from chalicelib.entrypoints.http.openapi import document, text
from chalicelib.entrypoints.http.resources import RESOURCES
from tests.entrypoints.http.conftest import Serve
from tests.fakes import a_world

FILE = Path(__file__).parents[3] / "docs" / "openapi.json"
DOCUMENT = document(RESOURCES)
OPERATIONS = [
    (path, method, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def references(part: Any) -> list[str]:
    if isinstance(part, dict):
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [found for inner in part.values() for found in references(inner)]
    if isinstance(part, list):
        return [found for inner in part for found in references(inner)]
    return []


def test_the_file_is_what_the_code_says() -> None:
    drifted = "run `python -m chalicelib.entrypoints.http.openapi > docs/openapi.json`"
    assert FILE.read_text(encoding="utf-8") == text(RESOURCES) + "\n", drifted


def test_the_api_serves_its_own_description(serve: Serve) -> None:
    answer = serve(a_world(), anonymous=True).get("/v1/openapi.json")
    assert answer.json == {**json.loads(json.dumps(DOCUMENT)), "servers": [{"url": "x"}]}


def test_every_route_is_described_and_nothing_else() -> None:
    served = {
        (path, method.lower())
        for path, methods in app.routes.items()
        for method in methods
        if method != "OPTIONS"
    }
    assert {(path, method) for path, method, _ in OPERATIONS} == served


def test_every_reference_leads_somewhere() -> None:
    found = references(DOCUMENT)
    assert len(found) > 50
    for reference in found:
        _, components, kind, name = reference.split("/")
        assert name in DOCUMENT[components][kind]


def test_operations_have_names_of_their_own() -> None:
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("path", "method", "operation"),
    OPERATIONS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_operation_documents_its_path_and_its_token(
    path: str, method: str, operation: dict[str, Any]
) -> None:
    named = {each["name"] for each in operation["parameters"] if each.get("in") == "path"}
    assert named == set(re.findall(r"{(\w+)}", path))
    assert ("401" in operation["responses"]) == bool(operation["security"])
    assert operation["summary"].endswith(".")
