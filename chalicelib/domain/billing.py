"""From a price to bills: one for each beneficiary, the first of which is open."""

from chalicelib.domain.bill import BILL, Bill, BillEvent, BillLine, BillState, last_instant
from chalicelib.domain.instant import Instant
from chalicelib.domain.priced import Priced, PricedLine, Share


def bills_of(
    priced: Priced, *, dossier_code: str, payment_days: int, at: Instant
) -> tuple[Bill, ...]:
    """The bills of a filing, in the order in which they are to be paid; no line may be open.

    One of nothing is covered from the start: it keeps what was exempt.
    """
    assert not priced.open_lines, "what cannot be said cannot be billed"
    bills = [
        _bill(share, dossier_code, number, payment_days, at)
        for number, share in enumerate(priced.shares, start=1)
    ]
    first = next((bill for bill in bills if bill.state is BillState.PLANNED), None)
    return tuple(_first(bill, at) if bill is first else bill for bill in bills)


def _bill(share: Share, code: str, number: int, payment_days: int, at: Instant) -> Bill:
    amount = share.known_amount
    planned = BILL.initial
    return Bill(
        dossier_code=code,
        bill_id=str(number),
        beneficiary=share.beneficiary,
        lines=tuple(_frozen(line) for line in share.lines),
        amount=amount,
        state=planned if amount else BILL.after(planned, BillEvent.COVERED),
        opened_at=at,
        pay_by=last_instant(at, payment_days),
        payment_days=payment_days,
    )


def _first(bill: Bill, at: Instant) -> Bill:
    """Open, and not written before."""
    return bill.opened(at).model_copy(update={"version": bill.version})


def _frozen(line: PricedLine) -> BillLine:
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
