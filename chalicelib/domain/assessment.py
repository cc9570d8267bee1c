"""What an officer states about money: a notice of the tax office, or an amount counted late."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.bill import BillLine
from chalicelib.domain.entry import Word
from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import FeeLine
from chalicelib.domain.money import MOST_DONG, Dong
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value


class StatedLine(Value):
    """What is owed for a line of the fee table: `payable`, and what was `exempted` of it."""

    line_id: Word
    payable: Dong
    exempted: Dong = 0


def stated(procedure: Procedure, lines: Iterable[StatedLine]) -> dict[str, BillLine]:
    """The lines as they stand on a bill.

    Raises Invalid for one unknown or stated twice, and for more money than there can be.
    """
    known = {line.line_id: line for line in procedure.fee_lines}
    found, total = dict[str, BillLine](), 0
    for number, line in enumerate(lines):
        pointer = f"/lines/{number}/line_id"
        if line.line_id not in known:
            raise Invalid("line_not_known", [(pointer, "line_not_known")], line_id=line.line_id)
        if line.line_id in found:
            raise Invalid("line_twice", [(pointer, "line_twice")], line_id=line.line_id)
        total += line.payable + line.exempted
        if total > MOST_DONG:
            raise Invalid("amount_too_large", [(f"/lines/{number}/payable", "amount_too_large")])
        found[line.line_id] = _frozen(known[line.line_id], line)
    return found


def by_beneficiary(
    whose: Mapping[str, str], lines: Mapping[str, BillLine]
) -> dict[str, list[BillLine]]:
    """The lines by the agency whose money they are, in the order of each one's first."""
    found: dict[str, list[BillLine]] = {}
    for line_id, line in lines.items():
        found.setdefault(whose[line_id], []).append(line)
    return found


def _frozen(line: FeeLine, said: StatedLine) -> BillLine:
    return BillLine(
        line_id=line.line_id,
        kind=line.kind,
        name=line.name,
        amount=said.payable,
        full_amount=said.payable + said.exempted,
        legal_basis=line.legal_basis,
        refundable_if_refused=line.refundable_if_refused,
    )
