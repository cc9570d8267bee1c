"""Offerings: a procedure at an agency. What is switched on there is a setting, not a release."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.entry import Code, Dated, Draft, Entry, Word
from chalicelib.domain.fee_line import Channel, Price
from chalicelib.domain.value import Named, Value


class ServiceLevel(StrEnum):
    """How far a service runs online: toàn trình, một phần, information only, not said."""

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION = "information"
    UNKNOWN = "unknown"


class LocalPrice(Price, Dated):
    """What a line costs here, where the national catalogue leaves it to the province."""

    line_id: Word
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=3)] = tuple(Channel)
    case: Word | None = None
    legal_basis: Annotated[str, Field(min_length=1, max_length=300)]

    def holds(self, *, channel: Channel, case: str | None, on: date) -> bool:
        """Whether it applies to a filing by `channel`, in `case`, on that day."""
        return channel in self.channels and self.case in (None, case) and self.holds_on(on)


class Collector(Value):
    """Another agency that collects a line; each bill is of one collector, whose money it is."""

    line_id: Word
    agency_code: Code


class OfferingFacts(Dated):
    """From when to when a procedure is offered, at which level, payable how or why not."""

    level: ServiceLevel
    payable_online: bool
    why_not: Named | None = None
    methods: Annotated[tuple[Word, ...], Field(max_length=50)] = ()
    prices: Annotated[tuple[LocalPrice, ...], Field(max_length=100)] = ()
    collectors: Annotated[tuple[Collector, ...], Field(max_length=100)] = ()

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if self.payable_online and not self.methods:
            raise PydanticCustomError("methods_missing", "what is payable online names its methods")
        return self


class Offering(OfferingFacts, Entry):
    """A procedure at an agency."""

    agency_code: Code
    procedure_code: Code

    def collector_of(self, *line_ids: str) -> str:
        """The agency whose money a line is: of the line itself, or of one whose place it takes."""
        by_line = {each.line_id: each.agency_code for each in self.collectors}
        found = (by_line[line_id] for line_id in line_ids if line_id in by_line)
        return next(found, self.agency_code)


class OfferingDraft(OfferingFacts, Draft):
    """The next version of an offering."""
