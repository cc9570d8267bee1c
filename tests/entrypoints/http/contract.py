"""Every answer that any test sees is held to the description: status, headers, media type, shape."""

import json
from functools import cache
from typing import Any, TypeAlias

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from chalicelib.entrypoints.http.openapi import document
from chalicelib.entrypoints.http.resources import RESOURCES

Json: TypeAlias = Any
HERE = "urn:description"


def hold(method: str, path: str, status: int, headers: dict[str, str], text: str) -> None:
    """Raises AssertionError unless an operation's answer is one that its description foresees."""
    operation = described()["paths"].get(path, {}).get(method.lower())
    if operation is None or status == 405:
        return
    place = f"{method} {path} → {status}"
    assert str(status) in operation["responses"], f"{place} is not described"
    response = resolved(operation["responses"][str(status)])
    _hold_headers(place, response, headers)
    if text and status != 204:  # what a provider's 204 says is dropped on the way
        _hold_body(place, response.get("content", {}), headers["Content-Type"], text)
    else:
        assert not response.get("content"), f"{place} has no body"


@cache
def described() -> Json:
    """The description, with every answer's object closed: a field that it lacks is a defect."""
    whole = json.loads(json.dumps(document(RESOURCES)))
    for schema in whole["components"]["schemas"].values():
        if "properties" in schema:
            schema.setdefault("additionalProperties", False)
    return whole


def resolved(part: Json) -> Json:
    """What a reference leads to."""
    while "$ref" in part:
        _, components, kind, name = part["$ref"].split("/")
        part = described()[components][kind][name]
    return part


def errors_of(schema: Json, instance: Json) -> list[str]:
    """What is wrong with an instance, each error with its place."""
    found = _validator(json.dumps(schema)).iter_errors(instance)
    return [f"{error.json_path}: {error.message}" for error in found]


@cache
def _validator(schema: str) -> Draft202012Validator:
    return Draft202012Validator(
        _absolute(json.loads(schema)), registry=_registry(), format_checker=FormatChecker()
    )


@cache
def _registry() -> Registry[Any]:
    empty: Registry[Any] = Registry()
    filled: Registry[Any] = empty.with_resource(HERE, DRAFT202012.create_resource(described()))
    return filled


def _absolute(part: Json) -> Json:
    """`part` with its references leading into the description."""

    def led(found: Json) -> Json:
        reference = found.get("$ref")
        return {**found, "$ref": HERE + reference} if reference else found

    return json.loads(json.dumps(part), object_hook=led)


def _hold_headers(place: str, response: Json, headers: dict[str, str]) -> None:
    for name, header in response.get("headers", {}).items():
        found = resolved(header)
        assert name in headers or not found.get("required"), f"{place}: no {name}"
        if name in headers:
            typed = int(headers[name]) if found["schema"]["type"] == "integer" else headers[name]
            assert not errors_of(found["schema"], typed), f"{place}: {name}: {headers[name]}"


def _hold_body(place: str, content: Json, media_type: str, text: str) -> None:
    media = content.get(media_type, content.get("*/*"))
    assert media is not None, f"{place}: {media_type} is not described"
    if "json" in media_type and "schema" in media:
        wrong = errors_of(media["schema"], json.loads(text))
        assert not wrong, f"{place}: {wrong}"
