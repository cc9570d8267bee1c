"""Bills: what a dossier owes at one moment to one beneficiary."""

from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from chalicelib.domain.entry import Code, Word
from chalicelib.domain.fee_line import LineKind
from chalicelib.domain.instant import (
    Instant,
    end_of_vietnam_day,
    vietnam_day,
    working_days_after,
)
from chalicelib.domain.machine import Machine
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Owing, Value


class BillState(StrEnum):
    """Where a bill stands; one that is planned opens when the bill before it is done with."""

    PLANNED = "planned"
    OPEN = "open"
    COVERED = "covered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    WAIVED = "waived"


class BillEvent(StrEnum):
    """What can happen to a bill."""

    OPENED = "opened"
    COVERED = "covered"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    WAIVED = "waived"


CLOSED_UNPAID = frozenset({BillState.LAPSED, BillState.CANCELLED, BillState.WAIVED})
"""Nothing is owed on such a bill any more: money that comes for it is late, and owed back."""


BILL = Machine(
    "bill",
    BillState.PLANNED,
    MappingProxyType(
        {
            (BillState.PLANNED, BillEvent.OPENED): BillState.OPEN,
            # nothing is owed from the start
            (BillState.PLANNED, BillEvent.COVERED): BillState.COVERED,
            (BillState.PLANNED, BillEvent.CANCELLED): BillState.CANCELLED,
            (BillState.OPEN, BillEvent.COVERED): BillState.COVERED,
            (BillState.OPEN, BillEvent.LAPSED): BillState.LAPSED,
            (BillState.OPEN, BillEvent.CANCELLED): BillState.CANCELLED,
            (BillState.OPEN, BillEvent.WAIVED): BillState.WAIVED,
        }
    ),
)


class BillLine(Value):
    """One frozen line of a bill.

    With an `exemption` the payer owes less than the `full_amount`: what is fully exempt stands
    here with nothing to pay, so that it can be told from what was free. None: not known, or
    nobody claimed anything.
    """

    line_id: str
    kind: LineKind
    name: Named
    amount: Dong
    full_amount: Dong | None = None
    exemption: Word | None = None
    legal_basis: str
    refundable_if_refused: bool | None = None


class Bill(Owing):
    """What is owed (`amount`), what money facts brought (`paid`), until when (`pay_by`).

    `beneficiary` is the agency whose money it is; None: the dossier's own. `settled` is how much
    of `paid` the dossier's timeline already knows. A planned bill has the days that it would have
    if it were opened now.

    `orders` holds the latest order of each method: the attempts that decide about a new one.
    """

    dossier_code: str
    bill_id: str
    beneficiary: Code | None = None
    lines: tuple[BillLine, ...]
    amount: Dong
    paid: Dong = 0
    settled: Dong = 0
    state: BillState = BillState.OPEN
    opened_at: Instant
    pay_by: Instant
    payment_days: Annotated[int, Field(ge=1)] = 10
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

    def opened(self, now: Instant) -> "Bill":
        """The planned bill, open: from now on it can be paid, and owes its end."""
        pay_by = last_instant(now, self.payment_days)
        state = BILL.after(self.state, BillEvent.OPENED)
        return self.succeed(state=state, opened_at=now, pay_by=pay_by, due_at=pay_by)


def last_instant(opened_at: Instant, payment_days: int) -> Instant:
    """Until when a bill can be paid: the end, in Vietnam, of the last of its working days."""
    return end_of_vietnam_day(working_days_after(vietnam_day(opened_at), payment_days))
