"""The description of the API, and the file that people read."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate

from app import app
from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.openapi import document, text
from chalicelib.entrypoints.http.resources import RESOURCES
from chalicelib.entrypoints.http.statuses import status_of_code
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.contract import resolved
from tests.fakes import a_world

FILE = Path(__file__).parents[3] / "docs" / "openapi.json"
DOCUMENT = document(RESOURCES)
ENDPOINTS = [each for resource in RESOURCES for each in resource.endpoints]
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
    drifted = "run `make docs`"
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


def test_the_document_is_openapi_3_1() -> None:
    validate(json.loads(json.dumps(DOCUMENT)))


def test_every_tag_says_in_a_sentence_what_it_is_about() -> None:
    tags = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    assert {tag for _, _, operation in OPERATIONS for tag in operation["tags"]} == set(tags)
    assert all(about.endswith(".") for about in tags.values())


def test_the_introduction_tells_what_holds_of_every_call() -> None:
    chapters = re.findall(r"^## (.+)$", DOCUMENT["info"]["description"], re.MULTILINE)
    assert len(chapters) >= 6


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_everything_that_a_call_can_be_answered_is_described(each: Endpoint) -> None:
    responses = operation_of(each)["responses"]
    foreseen = {400, 429, 500, 502, 503, 504, *each.answers}
    foreseen |= {401, 403} if each.scope else set()
    foreseen |= {413, 415, 422} if each.body else set()
    foreseen |= {404} if "{" in each.path else set()
    foreseen |= {422} if each.strict_query else set()
    foreseen |= {304} if each.versioned else set()
    assert {str(status) for status in foreseen} <= set(responses)
    for code in each.codes:
        assert code in codes_in(responses[str(status_of_code(code))])


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_every_success_says_its_language_and_what_else_it_carries(each: Endpoint) -> None:
    responses = operation_of(each)["responses"]
    for status in each.answers:
        if status < 300:
            assert "Content-Language" in responses[str(status)]["headers"]
    if each.versioned:
        assert "ETag" in responses["200"]["headers"]
        assert "ETag" in responses["304"]["headers"]
    if 201 in each.answers and each.method == "POST":
        assert "Location" in responses["201"]["headers"]
    if each.key is not Key.NONE:
        assert any("Idempotent-Replayed" in one.get("headers", {}) for one in responses.values())


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_a_token_s_scope_stands_where_a_program_finds_it(each: Endpoint) -> None:
    assert operation_of(each)["security"] == ([{"bearer": [each.scope]}] if each.scope else [])


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_every_parameter_is_explained_and_has_a_form(each: Endpoint) -> None:
    for parameter in map(resolved, operation_of(each)["parameters"]):
        assert parameter["schema"]
        if parameter["in"] == "path":
            assert re.fullmatch(parameter["schema"]["pattern"], parameter["example"])
            assert parameter["description"].endswith(".")


def test_a_list_takes_a_limit_and_a_cursor_or_says_that_it_is_whole() -> None:
    for path, _, said in OPERATIONS:
        content = said["responses"].get("200", {}).get("content", {}).get("application/json", {})
        if "next_cursor" not in resolved(content.get("schema", {})).get("properties", {}):
            continue
        taken = {"limit", "cursor"} & {each.get("name") for each in said["parameters"]}
        whole = "The list is whole" in said["description"]
        assert taken == (set() if whole else {"limit", "cursor"}), path


def test_what_a_request_holds_is_closed_and_what_an_answer_holds_is_open() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    for each in ENDPOINTS:
        if each.body:
            reference = operation_of(each)["requestBody"]["content"]["application/json"]["schema"]
            assert schemas[reference["$ref"].rpartition("/")[2]]["additionalProperties"] is False
    assert "additionalProperties" not in schemas["DossierOut"]
    assert "additionalProperties" not in schemas["Person"]
    assert schemas["PersonIn"]["additionalProperties"] is False
    assert set(schemas["DossierOut"]["required"]) == set(schemas["DossierOut"]["properties"])


def test_names_are_those_of_our_models() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", name) for name in DOCUMENT["components"]["schemas"])


def operation_of(each: Endpoint) -> Any:
    return DOCUMENT["paths"][each.path][each.method.lower()]


def codes_in(response: Any) -> list[str]:
    """The codes that a response's problem may have."""
    schema = resolved(response)["content"]["application/problem+json"]["schema"]
    found: list[str] = schema["properties"]["code"]["enum"]
    return found
