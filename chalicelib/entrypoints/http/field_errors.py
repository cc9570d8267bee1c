"""What is wrong with a request, field by field: pointers and sentences for a problem's `errors`."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.entrypoints.http.field_messages import field_sentence
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.plain_json import Steps

MOST_ERRORS = 50
"""A body of nothing but mistakes is not answered with a larger one."""

Said = list[tuple[str, str]]


def of_pydantic(error: ValidationError, plain: Any, language: Language) -> Said:
    """The errors that pydantic found in `plain`."""
    return [
        (
            pointer(_real(each["loc"], plain)),
            field_sentence(each["type"], language, each.get("ctx", {})),
        )
        for each in details(error)
    ]


def of_kinds(found: Iterable[tuple[Steps, str]], language: Language) -> Said:
    """Errors of our own, each at its place and of a kind that field_messages.py knows."""
    return [(pointer(at), field_sentence(kind, language, {})) for at, kind in found]


def said_once(errors: Said) -> Said:
    """Each error once (the members of a union repeat themselves), and not too many."""
    return list(dict.fromkeys(errors))[:MOST_ERRORS]


def details(error: ValidationError) -> list[Any]:
    """The errors without what was sent: it may be personal."""
    return list(error.errors(include_url=False, include_input=False))


def pointer(steps: Steps) -> str:
    """An RFC 6901 pointer to a field."""
    escaped = (str(step).replace("~", "~0").replace("/", "~1") for step in steps)
    return "".join(f"/{step}" for step in escaped)


def _real(location: Steps, plain: Any) -> Steps:
    """The steps that lead through what was sent; pydantic also names members of unions.

    The last step may lead to a field that is missing.
    """
    real: list[str | int] = []
    for number, step in enumerate(location):
        inside = plain.get(step) if isinstance(plain, Mapping) else None
        if isinstance(plain, list) and isinstance(step, int) and step < len(plain):
            inside = plain[step]
        elif not (isinstance(plain, Mapping) and (step in plain or number == len(location) - 1)):
            continue
        real.append(step)
        plain = inside
    return tuple(real)
