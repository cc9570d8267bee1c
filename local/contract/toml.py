"""Plain values as TOML, which the standard library reads and does not write (TOML 1.0)."""

import json
from collections.abc import Mapping
from typing import Any


def toml(table: Mapping[str, Any]) -> str:
    """A document whose top-level values stand one to a line; JSON's texts are TOML's."""
    return "".join(f"{json.dumps(name)} = {_value(value)}\n" for name, value in table.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        members = (f"{json.dumps(name)} = {_value(inner)}" for name, inner in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value)
