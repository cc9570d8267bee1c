"""One change, one transaction: the writes that belong together, as a value.

Each write names the condition under which it holds, so that a loser of a race is told what
it lost. Storage turns the whole into one `TransactWriteItems`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from chalicelib.domain.agency import Agency, Merchant, MerchantOwner
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.event import Event
from chalicelib.domain.marker import Marker
from chalicelib.domain.offering import Offering
from chalicelib.domain.owed import OwingItem
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.transaction import Seen, Transaction

Mutable: TypeAlias = OwingItem | Agency | Merchant | Procedure | Offering | Calendar
Entity: TypeAlias = Mutable | Event | Transaction | Seen | Marker | MerchantOwner


@dataclass(frozen=True, slots=True)
class Insert:
    """Write something new; `otherwise` is what it means if it is there already."""

    entity: Entity
    otherwise: str


@dataclass(frozen=True, slots=True)
class Replace:
    """Write the next version; `otherwise` is what it means if somebody was faster."""

    entity: Mutable
    otherwise: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Add money, verified `at` that instant, to a bill without reading it; it owes its settlement.

    With `only_while_owing` the bill must be open and not covered yet.
    """

    dossier_code: str
    bill_id: str
    amount: int
    at: datetime
    only_while_owing: bool
    otherwise: str


Write: TypeAlias = Insert | Replace | Credit


@dataclass(frozen=True, slots=True)
class Change:
    """All writes of one transaction, in the order in which their conditions are reported."""

    writes: tuple[Write, ...] = field(default=())

    def __add__(self, other: "Change") -> "Change":
        return Change(self.writes + other.writes)


def change(*writes: Write) -> Change:
    """A change of these writes."""
    return Change(writes)
