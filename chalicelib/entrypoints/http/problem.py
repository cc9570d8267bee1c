"""Refusals and incidents as `application/problem+json` (RFC 9457)."""

import traceback
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

from pydantic import Field

from chalicelib.domain.errors import ConditionFailed, Invalid, Refusal, Said, Transient
from chalicelib.domain.instant import to_text
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.field_errors import FieldError, InvalidFields
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.messages import sentence
from chalicelib.entrypoints.http.statuses import status_of_code

MEDIA_TYPE = "application/problem+json"

RETRY_AFTER_SECONDS: Mapping[str, int] = MappingProxyType({"try_again": 1})


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


def refused(refusal: Refusal, language: Language, request_id: str) -> Answer:
    """The answer to a request that is refused."""
    status = status_of_code(refusal.code)
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
        headers=_headers(refusal.code),
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
    if isinstance(refusal, InvalidFields):
        return refusal.fields
    if not isinstance(refusal, Invalid) or not refusal.errors:
        return None
    return tuple(_field(refusal, *error, language) for error in refusal.errors)


def _field(refusal: Refusal, pointer: str, said: str | Said, language: Language) -> FieldError:
    """What we say of a field ourselves is a code; what the catalogue says is its own words."""
    if isinstance(said, Said):
        words: str = getattr(said, language.value)
        return FieldError(pointer=pointer, kind=said.kind, message=words)
    words = sentence(said, language, refusal.facts)
    return FieldError(pointer=pointer, kind=said, message=words)


def _plain(value: Any) -> str | int:
    if isinstance(value, datetime):
        return to_text(value)
    return value if isinstance(value, int) else str(value)


def _headers(code: str) -> dict[str, str]:
    seconds = RETRY_AFTER_SECONDS.get(code)
    retry = {"Retry-After": str(seconds)} if seconds else {}
    return {**retry, **({"WWW-Authenticate": "Bearer"} if code == "token_required" else {})}
