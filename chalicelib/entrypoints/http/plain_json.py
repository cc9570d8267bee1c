"""A request body as plain JSON: what RFC 8259 calls unpredictable is refused, not guessed at."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NoReturn

from chalicelib.domain.errors import Refusal

CONTROL = "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f"
"""Control characters that no text of ours holds; tab, line feed and carriage return may stand."""

TEXT_PATTERN = f"^[^{CONTROL}]*$"
_CONTROL = re.compile(f"[{CONTROL}]")

LONGEST_INTEGER = 600
"""Digits of an integer: far more than any field takes, and as many as every parser here reads."""
_TOO_LONG = object()

Steps = tuple[str | int, ...]


class Members(dict[str, Any]):
    """A JSON object that remembers which of its names stand in it twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        counted = Counter(name for name, _ in pairs) if len(pairs) > len(self) else {}
        self.twice = {name for name, count in counted.items() if count > 1}


def read_json(body: bytes) -> Any:
    """The value that a body holds. Raises Refusal `body_not_json`: not UTF-8, not JSON, too deep."""
    try:
        plain = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=Members,
            parse_constant=_no_number,
            parse_int=_integer,
        )
        # half a surrogate pair is no text
        json.dumps(plain, ensure_ascii=False, default=str).encode()
    except (ValueError, RecursionError):
        raise Refusal("body_not_json") from None
    return plain


def unfit(plain: Any) -> Iterator[tuple[Steps, str]]:
    """Where plain JSON holds what no field of ours takes, each with the kind of its sentence."""
    waiting: list[tuple[Steps, Any]] = [((), plain)]
    while waiting:  # not by recursion: what was read may be as deep as the stack allows
        at, value = waiting.pop()
        if isinstance(value, str) and control_in(value):
            yield at, "control_character"
        elif value is _TOO_LONG:
            yield at, "integer_too_long"
        elif isinstance(value, Members):
            yield from (((*at, name), "given_twice") for name in value.twice)
            yield from (((*at, name), "control_character") for name in value if control_in(name))
            waiting += [((*at, name), inner) for name, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*at, number), inner) for number, inner in enumerate(value)]


def control_in(text: str) -> bool:
    """Whether a text holds a character that ours never do."""
    return _CONTROL.search(text) is not None


def _integer(digits: str) -> Any:
    """An integer of any length is JSON, though Python reads no more than 4,300 digits."""
    return int(digits) if len(digits.lstrip("-")) <= LONGEST_INTEGER else _TOO_LONG


def _no_number(_: str) -> NoReturn:
    """NaN and the infinities are no JSON, though Python reads them."""
    raise ValueError
