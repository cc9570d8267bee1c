"""Refusals and incidents as `application/problem+json` (RFC 9457)."""

import traceback
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from pydantic import Field

from chalicelib.domain.errors import (
    ConditionFailed,
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Transient,
    Unavailable,
)
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import sentence

MEDIA_TYPE = "application/problem+json"

STATUS_OF_KIND: Mapping[type[Refusal], int] = MappingProxyType(
    {NotFound: 404, Forbidden: 403, Invalid: 422, Conflict: 409, Unavailable: 503}
)
STATUS_OF_CODE: Mapping[str, int] = MappingProxyType(
    {
        "bad_request": 400,
        "body_not_json": 400,
        "idempotency_key_required": 400,
        "token_required": 401,
        "method_not_allowed": 405,
        "body_too_large": 413,
        "media_type_unsupported": 415,
        "internal_error": 500,
        "try_again": 503,
    }
)
"""Refusals that HTTP itself knows better than our tree does."""

RETRY_AFTER_SECONDS: Mapping[str, int] = MappingProxyType({"try_again": 1})


class FieldError(Value):
    """What is wrong with one field: an RFC 6901 pointer and a sentence."""

    pointer: str
    message: str


class Problem(Value):
    """The body of every refusal. `code` is stable; `detail` follows Accept-Language."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    instance: str
    code: str
    facts: dict[str, str | int] = Field(default_factory=dict)
    errors: tuple[FieldError, ...] | None = None


def status_of(refusal: Refusal) -> int:
    """The HTTP status of a refusal."""
    if refusal.code in STATUS_OF_CODE:
        return STATUS_OF_CODE[refusal.code]
    return next(
        (status for kind, status in STATUS_OF_KIND.items() if isinstance(refusal, kind)), 400
    )


def refused(refusal: Refusal, language: Language, request_id: str) -> Answer:
    """The answer to a request that is refused."""
    status = status_of(refusal)
    problem = Problem(
        title=HTTPStatus(status).phrase,
        status=status,
        detail=sentence(refusal.code, language, refusal.facts),
        instance=request_id,
        code=refusal.code,
        facts={name: _plain(value) for name, value in refusal.facts.items()},
        errors=_errors(refusal, language),
    )
    return Answer(
        problem.model_dump_json(exclude_none=True),
        status=status,
        media_type=MEDIA_TYPE,
        headers=_retry_after(refusal.code),
        logged={"code": refusal.code},
    )


def broken(error: Exception, language: Language, request_id: str) -> Answer:
    """The answer when something is broken. The log gets the place, never the message.

    An exception's message may repeat what a citizen sent.
    """
    passing = isinstance(error, (Transient, ConditionFailed))
    answer = refused(Refusal("try_again" if passing else "internal_error"), language, request_id)
    frames = traceback.extract_tb(error.__traceback__)[-5:]
    place = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return answer.noting(error=type(error).__name__, place=place)


def _errors(refusal: Refusal, language: Language) -> tuple[FieldError, ...] | None:
    if not isinstance(refusal, Invalid) or not refusal.errors:
        return None
    return tuple(
        FieldError(pointer=pointer, message=sentence(said, language, refusal.facts))
        for pointer, said in refusal.errors
    )


def _plain(value: Any) -> str | int:
    return value if isinstance(value, int) else str(value)


def _retry_after(code: str) -> dict[str, str]:
    seconds = RETRY_AFTER_SECONDS.get(code)
    return {"Retry-After": str(seconds)} if seconds else {}
