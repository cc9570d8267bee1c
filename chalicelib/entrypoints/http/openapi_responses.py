"""Everything that an operation can be answered, by us and by API Gateway before us."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from chalicelib.entrypoints.http.endpoint import Endpoint, Key
from chalicelib.entrypoints.http.examples import answers_of
from chalicelib.entrypoints.http.openapi_components import by_status, headers, problem, refusal
from chalicelib.entrypoints.http.openapi_schemas import Schemas

Json: TypeAlias = dict[str, Any]

EMPTY = (204, 302)
MEANING: Mapping[int, str] = MappingProxyType(
    {
        200: "As it is now.",
        201: "It was made.",
        202: "It was taken on, and is not finished yet.",
        204: "Done; there is nothing to say.",
        302: "Go on there.",
        304: "Nothing has changed.",
        400: "Refused, in the provider's own words.",
        404: "A page that says that there is nothing.",
    }
)


def responses(each: Endpoint, schemas: Schemas) -> Json:
    """The responses object of an endpoint."""
    found: dict[int, Json] = {}
    for status in each.answers:
        found[status] = _answer(each, status, schemas)
    if each.versioned:
        found[304] = {"description": MEANING[304], **headers("Content-Language", "ETag")}
    for status, codes in by_status(each.codes).items():
        if status in found:  # a page, or a provider's own words, where others get a problem
            found[status].setdefault("content", {}).update(problem(status, codes)["content"])
        else:
            found[status] = refusal(status, codes)
    return {str(status): response for status, response in sorted(found.items())}


def _answer(each: Endpoint, status: int, schemas: Schemas) -> Json:
    model = each.answers[status]
    schema = schemas.answer(model) if model else {"type": "string"}
    media: Json = {"schema": schema} if model or each.media_type.startswith("image") else {}
    if examples := answers_of(each.name, status):
        media["examples"] = examples
    texts = {name: {"schema": {"type": "string"}} for name in each.also}
    content = {} if status in EMPTY else {"content": {each.media_type: media, **texts}}
    return {"description": MEANING[status], **_headers(each, status), **content}


def _headers(each: Endpoint, status: int) -> Json:
    """A POST that makes something says where it is; what a PUT makes is where it was put."""
    required = ["Content-Language"] if status < 300 else []
    if each.versioned and status == 200:
        required.append("ETag")
    if status == 302 or (status, each.method) == (201, "POST"):
        required.append("Location")
    optional = [name for name in each.headers if name not in required]
    if each.key is not Key.NONE and status < 300:
        optional.append("Idempotent-Replayed")
    return headers(*required, optional=optional)
