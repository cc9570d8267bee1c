"""What stands between the slashes of our addresses, and the codes that a query or a body names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Annotated, TypeAlias

from pydantic import Field

PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
"""Our codes are URL-safe; `.` and `..` alone would be folders to a client that tidies addresses."""

LEGAL_SEGMENT = re.compile(PATTERN)
PARAMETER = re.compile(r"{(\w+)}")

Code: TypeAlias = Annotated[str, Field(pattern=PATTERN)]
"""One of our codes in a query: what cannot be one is refused, not looked up."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What a parameter of an address means, with an example."""

    about: str
    example: str


_BY_PARENT: Mapping[str, Segment] = MappingProxyType(
    {
        "agencies": Segment("The agency's code.", "H32.12"),
        "broken": Segment("The fingerprint of those that broke alike.", "5f2a9c0d1e3b4a67"),
        "dossiers": Segment("The dossier's code; opaque.", "H32.12-261123-0001"),
        "executions": Segment("The dossier's code; opaque.", "H32.12-261123-0001"),
        "merchants": Segment("The payment provider's name.", "momo"),
        "orders": Segment("The order's number.", "261123000000012"),
        "pay": Segment("The order's number.", "261123000000012"),
        "procedures": Segment("The procedure's national code.", "3.000347"),
        "return": Segment("The payment provider's name.", "momo"),
        "tasks": Segment("The task's id, as `waiting_for` names it.", "intake-1"),
        "webhooks": Segment("The payment provider's name.", "momo"),
    }
)
_BY_NAME: Mapping[str, Segment] = MappingProxyType(
    {"kind": Segment("Which of its calls this is, where a protocol has several.", "ipn")}
)
_UNNAMED = Segment("", "")


def legal(segment: str) -> bool:
    """Whether this could be one of our codes."""
    return LEGAL_SEGMENT.fullmatch(segment) is not None


def segments_of(path: str) -> dict[str, Segment]:
    """Every parameter of a path by name, in order; the segment before one says what it means."""
    parts = path.split("/")
    found: dict[str, Segment] = {}
    for parent, part in pairwise(parts):
        if match := PARAMETER.fullmatch(part):
            name = match[1]
            found[name] = _BY_NAME.get(name) or _BY_PARENT.get(parent, _UNNAMED)
    return found
