"""What an administration publishes: every version is kept, with who made it, when and why."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value, Versioned

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$")]
"""A code that fits into an address: letters, digits, dots, dashes."""

Word = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
"""A name for programs: a line, a case, an option, a quantity, an exemption."""


class Edition(Value):
    """Who made a version, when and why."""

    by: str
    at: Instant
    reason: str


class Entry(Versioned):
    """An entry of the catalogue; None `edition`: it was put in place with the stage itself.

    An entry is its facts, which people edit, and the keys, version and edition, which they do not.
    """

    edition: Edition | None = None


class Draft(Value):
    """What every edit says beside the new facts: the version it was made from (0: none), and why."""

    version: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    reason: Annotated[str, Field(min_length=1, max_length=500)]


class Source(Value):
    """Where an entry was read, and the day or month as of which it was true."""

    kind: Annotated[str, Field(max_length=60)]
    reference: Annotated[str, Field(max_length=300)] | None = None
    as_of: Annotated[str, Field(pattern=r"^\d{4}-\d{2}(-\d{2})?$")] | None = None


class Dated(Value):
    """Something that holds from one day to another, both included; None leaves an end open."""

    valid_from: date | None = None
    valid_to: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise PydanticCustomError("window_upside_down", "valid_to lies before valid_from")
        return self

    def holds_on(self, day: date) -> bool:
        """Whether `day` lies within."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    @property
    def days(self) -> int:
        """How many days it holds, for telling a narrow window from a wide one."""
        return ((self.valid_to or date.max) - (self.valid_from or date.min)).days
