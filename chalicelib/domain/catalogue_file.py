"""A catalogue file: agencies, merchants, calendars, procedures and who offers them, in our form."""

from typing import TypeAlias

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value

Filed: TypeAlias = Agency | Merchant | Calendar | Procedure | Offering


class CatalogueFile(Value):
    """Entries as their facts and keys; versions are given when they are put in place."""

    agencies: tuple[Agency, ...] = ()
    merchants: tuple[Merchant, ...] = ()
    calendars: tuple[Calendar, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    offerings: tuple[Offering, ...] = ()

    @property
    def entries(self) -> tuple[Filed, ...]:
        """All of them, in the order in which they need one another."""
        successors: dict[str, tuple[str, ...]] = {}
        for agency in self.agencies:
            for code in agency.replaces:
                successors[code] = (*successors.get(code, ()), agency.code)
        agencies = tuple(
            one.model_copy(update={"replaced_by": successors.get(one.code, ())})
            for one in self.agencies
        )
        return (*agencies, *self.merchants, *self.calendars, *self.procedures, *self.offerings)

    def __add__(self, other: "CatalogueFile") -> "CatalogueFile":
        """The entries of both."""
        mine, its = dict(self), dict(other)
        return CatalogueFile.model_construct(**{name: mine[name] + its[name] for name in mine})


def name_of(entry: Filed) -> str:
    """What people call an entry: its kind and its codes."""
    match entry:
        case Agency():
            return f"agency {entry.code}"
        case Merchant():
            return f"merchant {entry.agency_code}/{entry.provider}"
        case Calendar():
            return f"calendar {entry.agency_code}"
        case Procedure():
            return f"procedure {entry.code}"
        case Offering():
            return f"offering {entry.agency_code}/{entry.procedure_code}"
