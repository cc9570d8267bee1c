"""Examples of the main operations, from examples.json: requests are written by people, answers by us.

`make docs` records the answers; the tests play each request again.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from chalicelib.domain.value import Value

FILE = Path(__file__).with_suffix(".json")


class Example(Value):
    """A request's body (None: it has none), the status and the body of its answer."""

    about: str
    request: Any = None
    status: int = 0
    answer: Any = None


Examples = dict[str, dict[str, Example]]
"""By the operation's id and a name."""


@cache
def examples() -> Examples:
    """All of them."""
    return TypeAdapter(Examples).validate_json(FILE.read_bytes())


def requests_of(operation: str) -> dict[str, Any]:
    """An operation's request examples, as OpenAPI has them."""
    return {
        name: {"summary": each.about, "value": each.request}
        for name, each in examples().get(operation, {}).items()
        if each.request is not None
    }


def answers_of(operation: str, status: int) -> dict[str, Any]:
    """The examples of one answer of an operation, as OpenAPI has them."""
    return {
        name: {"summary": each.about, "value": each.answer}
        for name, each in examples().get(operation, {}).items()
        if each.status == status
    }


def as_text(found: Examples) -> str:
    """The file as it is kept."""
    plain = {
        operation: {name: each.model_dump(exclude_unset=True) for name, each in named.items()}
        for operation, named in found.items()
    }
    return json.dumps(plain, ensure_ascii=False, indent=2) + "\n"
