"""From a price to bills: one for each beneficiary, opened one after the other."""

from collections.abc import Iterable
from typing import NamedTuple

from chalicelib.domain.bill import (
    BILL,
    Bill,
    BillEvent,
    BillLine,
    BillState,
    Notice,
    last_instant,
)
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.instant import Instant
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.priced import Priced, PricedLine
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.terms import Terms

MOST_BILLS = 60
"""Of one dossier, over its life: a move that touches all of them must fit into one transaction."""


class Billing(NamedTuple):
    """For which dossier bills are made, from which number on, under which terms, and when."""

    dossier_code: str
    first: int
    terms: Terms
    at: Instant

    def plan(
        self, beneficiary: str, lines: Iterable[BillLine], number: int, notice: Notice | None = None
    ) -> Bill:
        """A planned bill; one of nothing is covered from the start: it keeps what was exempt.

        Raises Invalid if what was counted and what an officer states are too much together, and
        Conflict for one bill more than a dossier may have.
        """
        if self.first + number > MOST_BILLS:
            raise Conflict("too_many_bills", most=MOST_BILLS)
        frozen, procedure = tuple(lines), self.terms.procedure
        amount = sum(line.amount for line in frozen)
        if amount > MOST_DONG:
            raise Invalid("amount_too_large", [("/lines", "amount_too_large")])
        planned = BILL.initial
        return Bill(
            dossier_code=self.dossier_code,
            bill_id=str(self.first + number),
            beneficiary=beneficiary,
            lines=frozen,
            amount=amount,
            state=planned if amount else BILL.after(planned, BillEvent.COVERED),
            opened_at=self.at,
            pay_by=last_instant(self.terms.times, self.at, procedure.payment_days),
            payment_days=procedure.payment_days,
            notice=notice,
            lapses=procedure.collection_timing is not CollectionTiming.ON_RESULT,
        )

    def bills_of(self, priced: Priced) -> tuple[Bill, ...]:
        """The bills of those shares of which every line is known, in the order of payment."""
        known = [share for share in priced.shares if not share.open_lines]
        return tuple(
            self.plan(share.beneficiary, map(frozen_line, share.lines), number)
            for number, share in enumerate(known)
        )


def opening_first(bills: tuple[Bill, ...], billing: Billing) -> tuple[Bill, ...]:
    """The same bills, not written before, of which the first that owes something is open."""
    first = next((bill for bill in bills if bill.state is BillState.PLANNED), None)
    return tuple(fresh(bill, billing) if bill is first else bill for bill in bills)


def fresh(bill: Bill, billing: Billing) -> Bill:
    """A bill that is written open: it was never planned."""
    return bill.opened(billing.at, billing.terms.times).model_copy(update={"version": 1})


def planned(bills: Iterable[Bill]) -> tuple[str, ...]:
    """The ids of those that wait for their turn."""
    return tuple(bill.bill_id for bill in bills if bill.state is BillState.PLANNED)


def lines_to_price(priced: Priced) -> tuple[str, ...]:
    """The lines that are billed later: whoever is owed one that is open waits with all of them."""
    waiting = [share for share in priced.shares if share.open_lines]
    return tuple(line.line_id for share in waiting for line in (*share.lines, *share.open_lines))


def frozen_line(line: PricedLine) -> BillLine:
    """The line as it stands on a bill."""
    return BillLine(
        line_id=line.line_id,
        kind=line.kind,
        name=line.name,
        amount=line.amount,
        full_amount=line.full_amount,
        exemption=line.exemption,
        legal_basis=line.legal_basis,
        refundable_if_refused=line.refundable_if_refused,
    )
