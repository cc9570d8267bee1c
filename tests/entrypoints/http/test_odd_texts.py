"""Letters that nobody expected, in requests that are right in all else: taken or refused, never our fault.

What is taken comes back as it was sent.
"""

import copy
import unicodedata
from collections.abc import Iterator
from typing import Any, TypeAlias

import pytest

from chalicelib.entrypoints.http.examples import Example, examples
from chalicelib.entrypoints.http.masking import PERSONAL
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.example_stage import ENDPOINTS, PORTAL, played, stage
from tests.entrypoints.http.request_fields import Field, body_fields

Json: TypeAlias = Any

NAME = "Nguyễn Thị Ước"
TEXTS = {
    "emoji": "👨‍👩‍👧‍👦 🇻🇳 ✅",
    "right to left": "مرحبا بالعالم שלום",
    "direction overruled": "\u202egnaht\u202c",
    "composed": unicodedata.normalize("NFC", NAME),
    "decomposed": unicodedata.normalize("NFD", NAME),
    "many accents": "e" + "\u0301" * 40,
    "invisible": "\u200b\u2060\ufeff",
    "lines": "một\nhai\tba\r\nbốn",
    "line separators": "\u2028\u2029\u0085",
    "beyond the basic plane": "𠀀𝔘𓀀",
    "private and unassigned": "\ue000\U0010fffd",
    "markup": "<script>alert(1)</script>&amp;",
    "formats": "{code} %s ${x} {{7*7}} {0.__class__}",
    "quotes": "'; DROP TABLE dossiers; -- \" ` \\",
    "space": " ",
}
SENT = [
    pytest.param(operation, example, id=f"{operation}-{name}")
    for operation, named in examples().items()
    for name, example in named.items()
    if example.request is not None
]


def free_texts(operation: str) -> Iterator[Field]:
    """The fields of a request that take any text."""
    for field in body_fields(ENDPOINTS[operation]):
        for schema in field.schema.get("anyOf", [field.schema]):
            if schema.get("type") == "string" and "u0000" in schema.get("pattern", ""):
                yield Field(field.steps, schema)


def with_text(body: Json, steps: tuple[str | int, ...], text: str) -> Json | None:
    """`body` with a text at a place; None if there is no such place in it."""
    changed = copy.deepcopy(body)
    inside = changed
    for step in steps[:-1]:
        inside = inside.get(step) if isinstance(inside, dict) else inside[:1] and inside[0]
        if not inside:
            return None
    inside[steps[-1]] = text
    return changed


@pytest.mark.parametrize(("operation", "example"), SENT)
def test_a_text_of_any_letters_is_taken_or_refused(
    operation: str, example: Example, serve: Serve
) -> None:
    for field in free_texts(operation):
        longest = "𠀀" * field.schema.get("maxLength", 1)
        for text in (*TEXTS.values(), longest):
            body = with_text(example.request, field.steps, text)
            if body is None or len(text) > field.schema.get("maxLength", len(text)):
                continue
            reply = played(operation, example.model_copy(update={"request": body}), serve)
            assert reply.status < 500, f"{field.pointer}: {text!r}"
            assert reply.status < 300 or reply.code != "body_invalid" or reply.json["errors"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_name_comes_back_as_it_was_sent(text: str, serve: Serve) -> None:
    filing = examples()["file_dossier"]["free_of_charge"].request
    api = serve(stage(), PORTAL.model_copy(update={"scopes": PORTAL.scopes | {PERSONAL}}))
    reply = api.post(
        "/v1/dossiers", {**filing, "applicant": {"full_name": text}}, idempotency_key="k"
    )
    assert (reply.status, reply.json["applicant"]["full_name"]) == (201, text)


@pytest.mark.parametrize(("operation", "example"), SENT)
def test_a_megabyte_in_any_field_is_413(operation: str, example: Example, serve: Serve) -> None:
    for field in free_texts(operation):
        body = with_text(example.request, field.steps, "x" * 1024 * 1024)
        if body is not None:
            reply = played(operation, example.model_copy(update={"request": body}), serve)
            assert (reply.status, reply.code) == (413, "body_too_large")
