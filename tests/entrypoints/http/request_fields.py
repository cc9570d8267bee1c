"""Every field that a request may have, read from the description, and what does not belong there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.openapi_schemas import query_schema
from tests.entrypoints.http.contract import described, errors_of, resolved

Json: TypeAlias = Any
Steps: TypeAlias = tuple[str | int, ...]

MEMBER = "a"
"""A name that every map of ours would take."""

ODD_TEXTS = (
    "🙂",
    "مرحبا بالعالم",
    "\u202eabc",
    "a\u0000b",
    "a\u001bb",
    "e\u0302\u0301",
    "ế",
    "x" * 100_000,
    "",
    " ",
    "'; DROP TABLE dossiers; --",
    "{{7*7}}",
    "../../etc/passwd",
)
ODD_DAYS = ("2025-02-29", "2026-13-01", "2026-11-31", "29/02/2024", "2026-11-23T00:00:00Z")
ODD_NUMBERS = (-1, 10**18, 10**40, -(10**40), 1.5, 1e308, "1", True)
OTHER_TYPES: tuple[Json, ...] = (17, 1.5, True, "x", [], {}, [[]], {"no_such_field": 1}, None)


@dataclass(frozen=True)
class Field:
    """One field: the steps to it, and its schema."""

    steps: Steps
    schema: Json

    @property
    def pointer(self) -> str:
        """The steps as a problem names them."""
        return "".join(f"/{step}" for step in self.steps)

    def body(self, value: Json) -> Json:
        """A body that has this field only."""
        for step in reversed(self.steps):
            value = [value] if isinstance(step, int) else {step: value}
        return value

    def refused(self) -> Iterator[Json]:
        """Values that its schema refuses."""
        for value in (*OTHER_TYPES, *ODD_TEXTS, *ODD_DAYS, *ODD_NUMBERS):
            if errors_of(self.schema, value):
                yield value


def body_fields(each: Endpoint) -> list[Field]:
    """The fields of an endpoint's body, at every depth."""
    operation = described()["paths"][each.path][each.method.lower()]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    return [field for field in _fields(schema, ()) if field.steps]


def query_fields(each: Endpoint) -> list[Field]:
    """The parameters of an endpoint's query."""
    properties = query_schema(each.query)["properties"] if each.query else {}
    return [Field((name,), schema) for name, schema in properties.items()]


def _fields(schema: Json, steps: Steps) -> Iterator[Field]:
    yield Field(steps, schema)
    for whole in (resolved(part) for part in schema.get("anyOf", [schema])):
        for name, inner in whole.get("properties", {}).items():
            yield from _fields(inner, (*steps, name))
        if isinstance(inner := whole.get("additionalProperties"), dict):
            yield from _fields(inner, (*steps, MEMBER))
        if "items" in whole:
            yield from _fields(whole["items"], (*steps, 0))
