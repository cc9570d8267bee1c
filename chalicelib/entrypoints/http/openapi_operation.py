"""One operation: what it takes, and everything that it can be answered."""

from typing import Any, TypeAlias

from chalicelib.entrypoints.http.body import may_be_empty
from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.examples import requests_of
from chalicelib.entrypoints.http.lists import Listed, PageQuery
from chalicelib.entrypoints.http.openapi_components import PARAMETERS, referred
from chalicelib.entrypoints.http.openapi_responses import responses
from chalicelib.entrypoints.http.openapi_schemas import Schemas, query_schema
from chalicelib.entrypoints.http.segments import PATTERN, segments_of

Json: TypeAlias = dict[str, Any]

ANYTHING: Json = {"type": "object", "additionalProperties": True}
WHOLE = "The list is whole: it takes neither `limit` nor `cursor`, and `next_cursor` is null."


def operation(each: Endpoint, tag: str, schemas: Schemas) -> Json:
    """The operation object of an endpoint."""
    scope = f"Needs the scope `{each.scope}`." if each.scope else ""
    about = [each.about, WHOLE if _is_whole(each) else "", scope]
    found: Json = {
        "operationId": each.name,
        "summary": each.summary,
        "description": "\n\n".join(filter(None, about)),
        "tags": [tag],
        "parameters": [*_path(each), *_query(each), *_headers(each)],
        "responses": responses(each, schemas),
        "security": [{"bearer": [each.scope]}] if each.scope else [],
    }
    if each.takes_body:
        found["requestBody"] = _body(each, schemas)
    return {name: value for name, value in found.items() if value != ""}


def _is_whole(each: Endpoint) -> bool:
    lists = any(model and issubclass(model, Listed) for model in each.answers.values())
    return lists and not (each.query and issubclass(each.query, PageQuery))


def _body(each: Endpoint, schemas: Schemas) -> Json:
    if each.body is None:
        return {
            "description": "As the provider's own protocol has it.",
            "content": {"application/json": {"schema": {}}, "*/*": {"schema": {}}},
        }
    examples = requests_of(each.name)
    media = {
        "schema": schemas.request(each.body),
        **({"examples": examples} if examples else {}),
    }
    return {"required": not may_be_empty(each.body), "content": {"application/json": media}}


def _path(each: Endpoint) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            **({"description": segment.about} if segment.about else {}),
            "schema": {"type": "string", "pattern": PATTERN},
            **({"example": segment.example} if segment.example else {}),
        }
        for name, segment in segments_of(each.path).items()
    ]


def _query(each: Endpoint) -> list[Json]:
    schema = query_schema(each.query) if each.query else {"properties": {}}
    required = schema.get("required", [])
    found = [_parameter(name, one, required) for name, one in schema["properties"].items()]
    if each.strict_query:
        return found
    about = "Whatever else stands in the query."
    return [*found, {"name": "others", "in": "query", "description": about, "schema": ANYTHING}]


def _parameter(name: str, schema: Json, required: list[str]) -> Json:
    """A list is written with commas."""
    about = schema.pop("description", None)
    return {
        "name": name,
        "in": "query",
        **({"required": True} if name in required else {}),
        **({"description": about} if about else {}),
        "schema": schema,
        **({"style": "form", "explode": False} if schema.get("type") == "array" else {}),
    }


def _headers(each: Endpoint) -> list[Json]:
    found = [referred("parameters", "Accept-Language")]
    if each.key is Key.REQUIRED:
        found.append(referred("parameters", "Idempotency-Key"))
    if each.key is Key.ACCEPTED:
        found.append({**PARAMETERS["Idempotency-Key"], "required": False})
    if each.versioned:
        found.append(referred("parameters", "If-None-Match"))
    return found
