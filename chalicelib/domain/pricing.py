"""What a filing costs: a pure function of procedure, channel, case and day."""

from datetime import date

from chalicelib.domain.bill import BillLine
from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import Channel, FeeLine
from chalicelib.domain.procedure import Procedure


def price(
    procedure: Procedure, *, channel: Channel, case: str | None, on: date
) -> tuple[BillLine, ...]:
    """The lines that a dossier filed `on` that day owes, amounts frozen.

    A line within its window takes the place of the line it replaces; lines never add up with
    the ones they replace. Raises Invalid `amount_open` while a line's amount is not set.
    """
    held = [
        line
        for line in procedure.fee_lines
        if line.holds(channel=channel, case=case, options=frozenset(), on=on)
    ]
    replaced = {line.replaces for line in held}
    return tuple(_frozen(line) for line in held if line.line_id not in replaced)


def _frozen(line: FeeLine) -> BillLine:
    if line.amount is None:
        raise Invalid("amount_open", line=line.line_id)
    return BillLine(
        line_id=line.line_id,
        kind=line.kind,
        name=line.name,
        amount=line.amount,
        legal_basis=line.legal_basis,
        refundable_if_refused=line.refundable_if_refused,
    )
