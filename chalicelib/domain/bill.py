"""Bills: what a dossier owes at one moment to one beneficiary."""

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator

from chalicelib.domain.entry import Code, Word
from chalicelib.domain.fee_line import LineKind
from chalicelib.domain.instant import Instant, end_of_vietnam_day, vietnam_day
from chalicelib.domain.machine import Machine
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Owing, Value
from chalicelib.domain.working_time import WorkingTime


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
    POSTPONED = "postponed"


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
            # the dossier is recalled: what it owed comes again, in its time
            (BillState.OPEN, BillEvent.POSTPONED): BillState.PLANNED,
            (BillState.LAPSED, BillEvent.POSTPONED): BillState.PLANNED,
            (BillState.CANCELLED, BillEvent.POSTPONED): BillState.PLANNED,
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


class Notice(Value):
    """The paper by which an office states an obligation, e.g. the tax office's (thông báo thuế)."""

    number: Annotated[str, Field(pattern=r"^[0-9A-Za-zÀ-ỹ./_-]{1,60}$")]
    issued_on: date
    issuer: Annotated[str, Field(min_length=1, max_length=200)]


class Bill(Owing):
    """What is owed (`amount`), what money facts brought (`paid`), until when (`pay_by`).

    `paid_at` is when money that was owed was last verified: the legal clock counts from there.

    `beneficiary` is the agency whose money it is; None: the dossier's own. `settled` is how much
    of `paid` the dossier's timeline already knows. A planned bill has the days that it would have
    if it were opened now.

    `notice` is the paper that states it, if it was assessed; such a bill is `divisible`: it may be
    paid in parts. One that does not lapse (`lapses`) is paid when the result is handed over, and is
    only overdue after `pay_by`.

    `kept` of a bill that closed unpaid is what had been told of by then: it was owed.
    `refund_to_decide` was owed and paid, but the dossier ended without its result: somebody decides
    what of it goes back.

    `orders` holds the latest order of each method: the attempts that decide about a new one.
    """

    dossier_code: str
    bill_id: str
    beneficiary: Code | None = None
    lines: tuple[BillLine, ...]
    amount: Dong
    paid: Dong = 0
    paid_at: Instant | None = None
    settled: Dong = 0
    state: BillState = BillState.OPEN
    opened_at: Instant
    pay_by: Instant
    payment_days: Annotated[int, Field(ge=1)] = 10
    notice: Notice | None = None
    lapses: bool = True
    kept: Dong = 0
    refund_to_decide: Dong = 0
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

    @property
    def divisible(self) -> bool:
        """Whether less than the rest may be paid at a time."""
        return self.notice is not None

    def may_be_paid(self, amount: int) -> bool:
        """Whether an attempt may be of this amount: the rest, or a part if it is divisible."""
        return amount == self.remaining or (self.divisible and 0 < amount < self.remaining)

    def takes_money(self, now: Instant) -> bool:
        """Whether it can be paid now."""
        return self.state is BillState.OPEN and (now < self.pay_by or not self.lapses)

    @property
    def ends_at(self) -> Instant | None:
        """When an open bill owes its end; never, if it does not lapse."""
        return self.pay_by if self.lapses else None

    def opened(self, now: Instant, times: WorkingTime) -> "Bill":
        """The planned bill, open: from now on it can be paid, and owes its end.

        Money that came for it while it was closed counts again, and is told anew if it suffices.
        """
        pay_by = last_instant(times, now, self.payment_days)
        state = BILL.after(self.state, BillEvent.OPENED)
        due_at = now if self.covered else pay_by if self.lapses else None
        settled = 0 if self.covered else self.settled
        return self.succeed(
            state=state, opened_at=now, pay_by=pay_by, due_at=due_at, settled=settled
        )

    @property
    def owed_back(self) -> int:
        """What came in and is not owed, in đồng: too much, or for what was closed already."""
        owed = self.kept if self.state in CLOSED_UNPAID else self.amount
        return max(self.paid - owed, 0)

    def awaiting_decision(self) -> "Bill":
        """Paid for nothing: what was owed may have to go back."""
        return self.succeed(refund_to_decide=self.paid - self.owed_back)

    def needed_again(self) -> "Bill":
        """The dossier goes on after all, so nothing of it is to be decided."""
        return self.succeed(refund_to_decide=0)

    def closed_unpaid(self, event: BillEvent, now: Instant) -> "Bill":
        """Nothing more is owed on it. What was paid of it is kept if the rest was waived; else the
        dossier ends, and somebody decides."""
        return self.succeed(
            state=BILL.after(self.state, event),
            kept=self.settled,
            refund_to_decide=0 if event is BillEvent.WAIVED else self.settled,
            due_at=now if self.paid != self.settled else None,
        )

    def postponed(self) -> "Bill":
        """Planned again, because the dossier goes back to before it was due."""
        return self.succeed(
            state=BILL.after(self.state, BillEvent.POSTPONED),
            kept=0,
            refund_to_decide=0,
            due_at=self.due_at if self.paid != self.settled else None,
        )


def last_instant(times: WorkingTime, opened_at: Instant, payment_days: int) -> Instant:
    """Until when a bill can be paid: the end, in Vietnam, of the last of its working days."""
    return end_of_vietnam_day(times.days.nth_after(vietnam_day(opened_at), payment_days))
