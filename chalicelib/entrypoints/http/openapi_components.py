"""What many operations share: headers, parameters, and the problems that any of them may answer."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any, TypeAlias

from chalicelib.entrypoints.http.endpoint import ALWAYS
from chalicelib.entrypoints.http.idempotency import KEY_PATTERN
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import template
from chalicelib.entrypoints.http.openapi_schemas import PLACE
from chalicelib.entrypoints.http.problem import MEDIA_TYPE
from chalicelib.entrypoints.http.statuses import status_of_code

Json: TypeAlias = dict[str, Any]


def _header(about: str, *, required: bool = False, **schema: Any) -> Json:
    return {
        "description": about,
        **({"required": True} if required else {}),
        "schema": {"type": "string", **schema},
    }


HEADERS: Json = {
    "Content-Language": _header(
        "The language of the sentences.", required=True, enum=[each.value for each in Language]
    ),
    "ETag": _header(
        "Names this very answer; give it back in `If-None-Match`.",
        required=True,
        pattern='^"[0-9a-f]{32}"$',
    ),
    "Location": _header("The address of what was made.", required=True, format="uri"),
    "Retry-After": {
        "description": "Ask again after so many seconds.",
        "schema": {"type": "integer", "minimum": 1},
    },
    "Idempotent-Replayed": _header(
        "`true` when an earlier request with this key had done it already.", const="true"
    ),
    "WWW-Authenticate": _header("The kind of token to bring.", required=True, const="Bearer"),
}

OPTIONAL = {
    f"{name}-optional": {k: v for k, v in header.items() if k != "required"}
    for name, header in HEADERS.items()
}
OPTIONAL["Content-Language-optional"] = _header(
    "The language of the sentences; API Gateway says them in both.",
    enum=[*Language, ", ".join(Language)],
)

PARAMETERS: Json = {
    "Accept-Language": {
        "name": "Accept-Language",
        "in": "header",
        "description": "`vi` (default) or `en`, for sentences; codes never change.",
        "schema": {"type": "string"},
    },
    "If-None-Match": {
        "name": "If-None-Match",
        "in": "header",
        "description": "An ETag; 304 if nothing has changed.",
        "schema": {"type": "string"},
    },
    "Idempotency-Key": {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": "The same key, caller and route make one thing; another body is refused.",
        "schema": {"type": "string", "pattern": KEY_PATTERN, "maxLength": 255},
    },
}


def referred(kind: str, name: str) -> Json:
    """A reference to one of them."""
    return {"$ref": f"#/components/{kind}/{name}"}


def headers(*names: str, optional: Iterable[str] = ()) -> Json:
    """The headers of a response; none is no member at all."""
    found: Json = {name: referred("headers", name) for name in names}
    found |= {name: referred("headers", f"{name}-optional") for name in optional}
    return {"headers": found} if found else {}


def problem(status: int, codes: list[str]) -> Json:
    """The response of a refusal: each of its codes, with its sentence."""
    sentences = [f"- `{code}`: {template(code, Language.EN)}" for code in codes]
    required = ("WWW-Authenticate",) if status == 401 else ()
    retry = ("Retry-After",) if status in (429, 503) else ()
    schema = {
        "$ref": f"{PLACE}Problem",
        "properties": {"status": {"const": status}, "code": {"enum": codes}},
    }
    return {
        "description": "\n".join(sentences),
        **headers(*required, optional=("Content-Language", *retry)),
        "content": {MEDIA_TYPE: {"schema": schema}},
    }


def by_status(codes: Iterable[str]) -> dict[int, list[str]]:
    """Codes under the statuses that they are refused with."""
    found: dict[int, list[str]] = {}
    for code in codes:
        found.setdefault(status_of_code(code), []).append(code)
    return dict(sorted(found.items()))


_COMMON = by_status(
    (
        *("bad_request", "token_required", "scope_missing", "forbidden", "body_too_large"),
        *("media_type_unsupported", *ALWAYS),
    )
)
SHARED_RESPONSES: Json = {
    HTTPStatus(status).phrase.title().replace(" ", ""): problem(status, codes)
    for status, codes in _COMMON.items()
}


def refusal(status: int, codes: list[str]) -> Json:
    """The response of a refusal, or a reference where many operations have the same."""
    if sorted(_COMMON.get(status, [])) == sorted(codes):
        return referred("responses", HTTPStatus(status).phrase.title().replace(" ", ""))
    return problem(status, codes)
