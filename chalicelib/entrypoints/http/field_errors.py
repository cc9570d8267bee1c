"""What is wrong with a request, field by field: pointers and sentences for a problem's `errors`."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.domain.errors import Invalid
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.field_messages import field_sentence
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.plain_json import Steps

MOST_ERRORS = 50
"""A body of nothing but mistakes is not answered with a larger one."""


class FieldError(Value):
    """What is wrong with one field: an RFC 6901 pointer, a stable word, and a sentence."""

    pointer: str
    kind: str
    message: str


class InvalidFields(Invalid):
    """A body or a query that is wrong in itself, field by field."""

    def __init__(self, code: str, fields: Iterable[FieldError]) -> None:
        super().__init__(code)
        self.fields = tuple(dict.fromkeys(fields))[:MOST_ERRORS]


def of_pydantic(error: ValidationError, plain: Any, language: Language) -> list[FieldError]:
    """The errors that pydantic found in `plain`."""
    return [
        _said(_real(each, plain), each["type"], language, each.get("ctx", {}))
        for each in details(error)
    ]


def of_kinds(found: Iterable[tuple[Steps, str]], language: Language) -> list[FieldError]:
    """Errors of our own, each at its place and of a kind that field_messages.py knows."""
    return [_said(at, kind, language, {}) for at, kind in found]


def details(error: ValidationError) -> list[Any]:
    """The errors without what was sent: it may be personal.

    Pydantic counts the items that are right: of a list of wrong ones it would say that it is short.
    """
    found = error.errors(include_url=False, include_input=False)
    return [each for each in found if each["type"] != "too_short" or not _within(each, found)]


def _within(whole: Any, errors: Iterable[Any]) -> bool:
    """Whether another error lies within the list of this one."""
    at = whole["loc"]
    return any(len(each["loc"]) > len(at) and each["loc"][: len(at)] == at for each in errors)


def _said(at: Steps, kind: str, language: Language, context: Mapping[str, Any]) -> FieldError:
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in at)
    return FieldError(
        pointer="".join(f"/{step}" for step in escaped),
        kind=kind,
        message=field_sentence(kind, language, context),
    )


def _real(error: Any, plain: Any) -> Steps:
    """The steps that lead through what was sent, the last perhaps to a field that is missing.

    Pydantic also names the members of unions, and calls a wrong name of an object `[key]`.
    """
    real: list[str | int] = []
    for step in error["loc"]:
        known = isinstance(plain, Mapping) and step in plain
        if isinstance(plain, list) and isinstance(step, int):
            known = step < len(plain)
        if known:
            real.append(step)
            plain = plain[step]
    if error["type"] == "missing":
        real.append(error["loc"][-1])
    return tuple(real)
