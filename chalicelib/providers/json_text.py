"""JSON as it was received: numbers stay the text that a signature was made over.

A parsed number loses its spelling (`1.0`, `1e3`, twenty digits), and a key that occurs twice lets
two readers see two amounts; both are decided here, once, for every provider that speaks JSON.
"""

import json
from typing import NoReturn

from chalicelib.ports.provider import Malformed

LIMIT = 64 * 1024
"""Bytes. No provider's message comes near; what is larger is not parsed at all."""


def texts(body: bytes) -> dict[str, str]:
    """The members of a JSON object that are a text or a number, as text.

    Objects, arrays, booleans and null are left out: where a text is expected, it is missing.
    Raises Malformed for what is not one UTF-8 JSON object with unique keys.
    """
    if len(body) > LIMIT:
        raise Malformed("too large")
    try:
        parsed = json.loads(
            body.decode(),
            parse_int=str,
            parse_float=str,
            parse_constant=_refuse,
            object_pairs_hook=_unique,
        )
    except (ValueError, RecursionError):
        raise Malformed("not a JSON object with unique keys") from None
    if not isinstance(parsed, dict):
        raise Malformed("not an object")
    found = {name: value for name, value in parsed.items() if isinstance(value, str)}
    if not all(is_text(value) for value in found.values()):
        raise Malformed("half a surrogate pair")
    return found


def is_text(value: str) -> bool:
    """Whether `value` can be written as UTF-8; JSON's escapes can spell what cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in value)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a key occurs twice")
    return members


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
