"""OpenAPI 3.1, made from the endpoints as they are served and the models that they parse and dump.

`python -m chalicelib.entrypoints.http.openapi > docs/openapi.json`
"""

import json
import re
import sys
from collections.abc import Iterable
from typing import Any, TypeAlias

from pydantic.json_schema import JsonSchemaMode, models_json_schema

from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import template
from chalicelib.entrypoints.http.problem import MEDIA_TYPE, STATUS_OF_CODE, Problem
from chalicelib.entrypoints.http.resource import Resource

Json: TypeAlias = dict[str, Any]
Model: TypeAlias = tuple[Any, JsonSchemaMode]
"""A model and whether it is parsed (validation) or dumped (serialization)."""

VERSION = "1.0.0"
ABOUT = (
    "Portals file dossiers and open payment orders, providers tell us about money, and every "
    "dossier is carried from filing to result."
)
PARAMETER = re.compile(r"{(\w+)}")


def text(resources: Iterable[Resource]) -> str:
    """The document as JSON."""
    return json.dumps(document(resources), ensure_ascii=False, indent=2, sort_keys=True)


def document(resources: Iterable[Resource]) -> Json:
    """The document."""
    endpoints = [(each, resource) for resource in resources for each in resource.endpoints]
    refs, schemas = _schemas([each for each, _ in endpoints])
    paths: Json = {}
    for each, resource in endpoints:
        tag = resource.name.rpartition(".")[2]
        paths.setdefault(each.path, {})[each.method.lower()] = _operation(each, tag, refs)
    return {
        "openapi": "3.1.0",
        "info": {"title": "hosopay", "version": VERSION, "description": ABOUT},
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
            },
        },
    }


def _schemas(endpoints: list[Endpoint]) -> tuple[dict[Model, Json], Json]:
    models: list[Model] = [(Problem, "serialization")]
    for each in endpoints:
        models += [(each.body, "validation")] if each.body else []
        models += [(model, "serialization") for model in each.answers.values() if model]
    refs, definitions = models_json_schema(
        list(dict.fromkeys(models)), ref_template="#/components/schemas/{model}"
    )
    return dict(refs), definitions.get("$defs", {})


def _operation(each: Endpoint, tag: str, refs: dict[Model, Json]) -> Json:
    operation: Json = {
        "operationId": each.name,
        "summary": each.summary,
        "tags": [tag],
        "parameters": [*_path_parameters(each), *_query_parameters(each), *_headers(each)],
        "responses": {**_answers(each, refs), **_problems(each, refs)},
        "security": [{"bearer": []}] if each.scope else [],
    }
    if each.scope:
        operation["description"] = f"Needs the scope `{each.scope}`."
    if each.body:
        content = {"application/json": {"schema": refs[(each.body, "validation")]}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _path_parameters(each: Endpoint) -> list[Json]:
    return [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in PARAMETER.findall(each.path)
    ]


def _query_parameters(each: Endpoint) -> list[Json]:
    if each.query is None:
        return []
    schema = each.query.model_json_schema()
    required = schema.get("required", [])
    definitions = schema.get("$defs", {})
    return [
        {"name": name, "in": "query", "required": name in required, **_parameter(one, definitions)}
        for name, one in schema["properties"].items()
    ]


def _parameter(schema: Json, definitions: Json) -> Json:
    """A list is written with commas; definitions are put in place of their references."""
    inlined = json.loads(json.dumps(schema), object_hook=lambda part: _inlined(part, definitions))
    style = {"style": "form", "explode": False} if inlined.get("type") == "array" else {}
    return {"schema": inlined, **style}


def _inlined(part: Json, definitions: Json) -> Json:
    reference = part.get("$ref")
    if reference is None:
        return part
    found: Json = definitions[reference.rpartition("/")[2]]
    return found


def _headers(each: Endpoint) -> list[Json]:
    headers = [_header("Accept-Language", "`vi` (default) or `en`, for sentences.")]
    if each.key is not Key.NONE:
        required = each.key is Key.REQUIRED
        about = "The same key, route and caller make one resource."
        headers.append({**_header("Idempotency-Key", about), "required": required})
    if each.versioned:
        headers.append(_header("If-None-Match", "An ETag; 304 if nothing has changed."))
    return headers


def _header(name: str, about: str) -> Json:
    return {"name": name, "in": "header", "description": about, "schema": {"type": "string"}}


def _answers(each: Endpoint, refs: dict[Model, Json]) -> Json:
    found: Json = {}
    for status, model in each.answers.items():
        schema = {"schema": refs[(model, "serialization")]} if model else {}
        empty = model is None and status in (204, 302)
        content = {} if empty else {"content": {each.media_type: schema}}
        found[str(status)] = {"description": each.summary, **content}
    if each.versioned:
        found["304"] = {"description": "Nothing has changed."}
    return found


def _problems(each: Endpoint, refs: dict[Model, Json]) -> Json:
    """The refusals of an endpoint by status; each names its codes."""
    by_status: dict[int, list[str]] = {}
    for code in codes_of(each):
        by_status.setdefault(status_of_code(code), []).append(code)
    schema = refs[(Problem, "serialization")]
    return {
        str(status): {
            "description": "\n".join(
                f"- `{code}`: {template(code, Language.EN)}" for code in codes
            ),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status, codes in sorted(by_status.items())
        if status not in each.answers
    }


def codes_of(each: Endpoint) -> list[str]:
    """Every code that an endpoint can refuse with, its own and those of its declaration."""
    codes = list(each.problems)
    if each.scope:
        codes += ["token_required", "scope_missing"]
    if each.body:
        codes += ["body_not_json", "body_too_large", "body_invalid", "media_type_unsupported"]
    if each.query:
        codes.append("query_invalid")
    if each.key is Key.REQUIRED:
        codes.append("idempotency_key_required")
    if PARAMETER.search(each.path):
        codes.append("not_found")
    return [*codes, "internal_error", "try_again"]


def status_of_code(code: str) -> int:
    """The status that a code is refused with; the ending of a code says its kind."""
    if code in STATUS_OF_CODE:
        return STATUS_OF_CODE[code]
    return KIND_OF_CODE.get(code, 404 if code.endswith("not_found") else 409)


KIND_OF_CODE = {
    "scope_missing": 403,
    "provider_declined": 503,
    **dict.fromkeys(
        (
            "body_invalid",
            "query_invalid",
            "cursor_invalid",
            "procedure_not_offered",
            "timing_not_supported",
            "amount_open",
            "amount_not_owed",
            "amount_out_of_limits",
            "method_not_offered",
            "no_merchant",
            "return_url_not_registered",
            "outcome_not_allowed",
        ),
        422,
    ),
}
"""The status of each code whose name does not say it; a test holds it against the refusals raised."""


def main() -> None:
    """Print the document."""
    from chalicelib.entrypoints.http.resources import RESOURCES

    sys.stdout.write(text(RESOURCES) + "\n")


if __name__ == "__main__":
    main()
