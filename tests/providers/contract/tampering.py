"""Changes that somebody on the way could make to a notification."""

from collections.abc import Iterator, Mapping
from typing import Any


def flipped(value: object) -> object:
    """The smallest other value of the same form, so that only the signature can notice."""
    if isinstance(value, int):
        return value + 1
    text = str(value)
    if not text[-1:].isalnum():
        return f"{text}x"
    if text[-1].isdigit():
        return text[:-1] + ("1" if text[-1] == "0" else "0")
    return text[:-1] + ("b" if text[-1] in "aA" else "a")


def without(name: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields but one."""
    return {key: value for key, value in fields.items() if key != name}


def replacements(name: str, fields: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The fields with one replaced by each kind of value."""
    for value in ("other", 31337, None, True, [0], {"resultCode": 0}):
        yield {**fields, name: value}
