"""Bills: what a dossier owes at one moment to one beneficiary."""

from enum import StrEnum
from types import MappingProxyType
from typing import Self

from pydantic import Field, model_validator

from chalicelib.domain.fee_line import LineKind
from chalicelib.domain.instant import Instant
from chalicelib.domain.machine import Machine
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Owing, Value


class BillState(StrEnum):
    """Where a bill stands."""

    OPEN = "open"
    COVERED = "covered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


class BillEvent(StrEnum):
    """What can happen to a bill."""

    COVERED = "covered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"


BILL = Machine(
    "bill",
    BillState.OPEN,
    MappingProxyType(
        {
            (BillState.OPEN, BillEvent.COVERED): BillState.COVERED,
            (BillState.OPEN, BillEvent.LAPSED): BillState.LAPSED,
            (BillState.OPEN, BillEvent.CANCELLED): BillState.CANCELLED,
        }
    ),
)


class BillLine(Value):
    """One frozen line of a bill."""

    line_id: str
    kind: LineKind
    name: Named
    amount: Dong
    legal_basis: str
    refundable_if_refused: bool | None = None


class Bill(Owing):
    """What is owed (`amount`), what money facts brought (`paid`), until when (`pay_by`).

    `settled` is how much of `paid` the dossier's timeline already knows.

    `orders` holds the latest order of each method: the attempts that decide about a new one.
    """

    dossier_code: str
    bill_id: str
    lines: tuple[BillLine, ...]
    amount: Dong
    paid: Dong = 0
    settled: Dong = 0
    state: BillState = BillState.OPEN
    opened_at: Instant
    pay_by: Instant
    orders: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _sums_up(self) -> Self:
        if sum(line.amount for line in self.lines) != self.amount:
            raise ValueError("the amount of a bill is the sum of its lines")
        return self

    @property
    def covered(self) -> bool:
        """Whether the money that came in reaches what is owed."""
        return self.paid >= self.amount

    @property
    def remaining(self) -> int:
        """What is still owed, in đồng."""
        return max(self.amount - self.paid, 0)
