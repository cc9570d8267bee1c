"""What a catalogue file would change: for a dry run, and before anything is written."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Protocol

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.catalogue_file import CatalogueFile, Filed
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value


class Current(Protocol):
    """What stands in the catalogue now; a stage's tables, or its HTTP API."""

    def agency(self, code: str) -> Agency | None:
        """One node of the tree."""

    def own_merchant(self, agency_code: str, provider: str) -> Merchant | None:
        """The agency's very own account."""

    def calendar(self, agency_code: str) -> Calendar | None:
        """The agency's own calendar."""

    def procedure(self, code: str) -> Procedure | None:
        """A procedure in its current version."""

    def offering(self, agency_code: str, procedure_code: str) -> Offering | None:
        """The procedure as this agency offers it."""


class Standing(StrEnum):
    """What putting an entry in place would do."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Planned(Value):
    """One entry of a file, what stands there now, and the fields in which the two differ."""

    entry: Filed
    current: Filed | None
    fields: tuple[str, ...]

    @property
    def standing(self) -> Standing:
        """What putting it in place would do."""
        if self.current is None:
            return Standing.NEW
        return Standing.CHANGED if self.fields else Standing.SAME


MARKS = frozenset({"version", "edition", "replaced_by"})
"""Fields that nobody edits: they follow from the edit itself, or from a successor's."""


def plan(catalogue: Current, file: CatalogueFile) -> tuple[Planned, ...]:
    """Every entry of the file, in the order in which they need one another."""
    return tuple(planned(catalogue, entry) for entry in file.entries)


def planned(catalogue: Current, entry: Filed) -> Planned:
    """One entry against what stands there now."""
    current = current_of(catalogue, entry)
    fields = tuple(_differing(entry, current)) if current else ()
    return Planned(entry=entry, current=current, fields=fields)


def current_of(catalogue: Current, entry: Filed) -> Filed | None:
    """The entry under the same keys, as it stands now."""
    match entry:
        case Agency():
            return catalogue.agency(entry.code)
        case Procedure():
            return catalogue.procedure(entry.code)
        case Offering():
            return catalogue.offering(entry.agency_code, entry.procedure_code)
        case Merchant():
            return catalogue.own_merchant(entry.agency_code, entry.provider)
        case Calendar():
            return catalogue.calendar(entry.agency_code)


def _differing(entry: Filed, current: Filed) -> Iterator[str]:
    for name in type(entry).model_fields:
        if name not in MARKS and getattr(entry, name) != getattr(current, name):
            yield name
