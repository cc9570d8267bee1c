"""Bad input in every field of every body, derived from the description: a pointer and a sentence.

What a schema refuses is refused by us at that field, in the caller's language.
"""

import json
from typing import Annotated, Any

import pytest
from pydantic import Field

from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.body import parse_body
from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.field_errors import InvalidFields
from chalicelib.entrypoints.http.field_messages import FIELD_MESSAGES
from chalicelib.entrypoints.http.language import Language
from tests.entrypoints.http.bad_input import ENDPOINTS, WITH_BODY
from tests.entrypoints.http.contract import errors_of, resolved
from tests.entrypoints.http.request_fields import body_fields, query_fields


def errors(each: Endpoint, body: Any, language: Language) -> dict[str, list[str]]:
    """The sentences of each pointer that is refused."""
    assert each.body
    try:
        parse_body(each.body, json.dumps(body).encode(), language)
    except InvalidFields as refusal:
        found: dict[str, list[str]] = {}
        for error in refusal.fields:
            found.setdefault(error.pointer, []).append(error.message)
        return found
    return {}


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_what_a_schema_refuses_is_refused_at_its_field(each: Endpoint) -> None:
    tried = 0
    for field in body_fields(each):
        for value in field.refused():
            tried += 1
            body = field.body(value)
            vi, en = errors(each, body, Language.VI), errors(each, body, Language.EN)
            at = [pointer for pointer in vi if f"{pointer}/".startswith(f"{field.pointer}/")]
            assert at, f"{field.pointer} takes {value!r:.80}"
            assert vi[at[0]] != en[at[0]], f"{field.pointer}: {vi[at[0]]} in both languages"
    assert tried >= len(body_fields(each))


@pytest.mark.parametrize("each", WITH_BODY, ids=lambda each: each.name)
def test_every_kind_of_wrong_field_has_a_sentence_of_its_own(each: Endpoint) -> None:
    assert each.body
    for field in body_fields(each):
        for value in field.refused():
            with pytest.raises(InvalidFields) as refusal:
                parse_body(each.body, json.dumps(field.body(value)).encode(), Language.EN)
            assert {error.kind for error in refusal.value.fields} <= set(FIELD_MESSAGES)


class Shares(Value):
    """A list that may not be empty."""

    parts: Annotated[tuple[int, ...], Field(min_length=1)]


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        (b'{"parts": []}', [("/parts", "too_short")]),
        (b'{"parts": ["1"]}', [("/parts/0", "int_type")]),
    ],
)
def test_a_list_of_wrong_items_is_not_called_short(
    sent: bytes, found: list[tuple[str, str]]
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        parse_body(Shares, sent, Language.EN)
    assert [(error.pointer, error.kind) for error in refusal.value.fields] == found


@pytest.mark.parametrize("each", ENDPOINTS, ids=lambda each: each.name)
def test_a_request_is_bounded_in_every_direction(each: Endpoint) -> None:
    """What is not bounded here is bounded by the database, as an incident."""
    fields = body_fields(each) if each.body else []
    for field in fields + query_fields(each):
        for schema in field.schema.get("anyOf", [field.schema]):
            assert bounded(resolved(schema)), f"{field.pointer}: {schema}"


def bounded(schema: dict[str, Any]) -> bool:
    match schema.get("type"):
        case "string":
            long = "x" * 100_000
            return "format" in schema or bool(errors_of(schema, long))
        case "integer":
            return {"minimum", "maximum"} <= set(schema) or "enum" in schema
        case "array":
            return "maxItems" in schema
        case "object":
            return schema.get("additionalProperties") is False or "maxProperties" in schema
    return True
