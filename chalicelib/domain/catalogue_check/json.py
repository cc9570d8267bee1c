"""The JSON of a catalogue file: text that cannot be read, and names that stand twice."""

import json
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.catalogue_check.words import Defect, defect


class Members(dict[str, Any]):
    """An object as it was written; `twice` are its names that stand more than once."""

    twice: tuple[str, ...] = ()


def read_json(text: bytes) -> tuple[Any, tuple[Defect, ...]]:
    """What the text says, or None and why it cannot be read."""
    try:
        said = text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (defect("file_not_utf8", "", place=error.start + 1),)
    try:
        return json.loads(said, object_pairs_hook=_members, parse_constant=_refused), ()
    except json.JSONDecodeError as error:
        facts = {"line": error.lineno, "column": error.colno, "why": error.msg}
        return None, (defect("file_not_json", "", **facts),)
    except (ValueError, RecursionError) as error:
        why = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        return None, (defect("file_not_json", "", line=1, column=1, why=why),)


def named_twice(plain: Any, pointer: str = "") -> Iterator[Defect]:
    """Every name that stands twice in its object: only one of the two would count."""
    if isinstance(plain, Members):
        yield from (defect("name_twice", step(pointer, name), name=name) for name in plain.twice)
    inside = plain.items() if isinstance(plain, dict) else enumerate(plain)
    for name, value in inside:
        if isinstance(value, (dict, list)):
            yield from named_twice(value, step(pointer, name))


def step(pointer: str, name: str | int) -> str:
    """The pointer to what has this name there (RFC 6901)."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def _members(pairs: list[tuple[str, Any]]) -> Members:
    found = Members(pairs)
    names = [name for name, _ in pairs]
    found.twice = tuple(name for name in found if names.count(name) > 1)
    return found


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number of JSON")
