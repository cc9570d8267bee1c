"""A price as a value: what is owed, what nobody can say yet, and why, in both languages."""

from enum import StrEnum

from chalicelib.domain.entry import Code, Word
from chalicelib.domain.fee_line import Certainty, LineKind
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Value


class OpenReason(StrEnum):
    """Why an amount is not known yet."""

    SET_BY_COUNCIL = "set_by_provincial_council"
    ASSESSED = "assessed_by_notice"
    NOT_COUNTED = "quantity_not_counted"
    NOT_READ = "amount_not_read"
    NOT_THAT_DAY = "no_price_that_day"
    NOT_BY_CHANNEL = "no_price_by_channel"


class Remark(Named):
    """One sentence of the explanation, of a line or (None) of the whole."""

    line_id: Word | None = None


class Due(Value):
    """What priced and open lines have in common; `beneficiary` is the agency whose money it is."""

    line_id: Word
    kind: LineKind
    name: Named
    unit: str
    legal_basis: str
    certainty: Certainty
    refundable_if_refused: bool | None
    beneficiary: Code


class PricedLine(Due):
    """A line whose amount is known.

    `full_amount` is what it costs without the `exemption`; None if only the exemption makes it
    known. `units` were counted, `times` over; None: not counted, and fully exempt.
    """

    amount: Dong
    full_amount: Dong | None
    units: int | None
    times: int | None
    exemption: Word | None = None


class OpenLine(Due):
    """A line that cannot be paid yet; `to_count` are the quantities that somebody must count."""

    reason: OpenReason
    to_count: tuple[Word, ...] = ()
    because: Named


class Share(Value):
    """What is owed to one beneficiary: one bill. `amount` is None while a line of it is open."""

    beneficiary: Code
    lines: tuple[PricedLine, ...]
    open_lines: tuple[OpenLine, ...]

    @property
    def known_amount(self) -> int:
        """The sum of the lines whose amount is known, in đồng."""
        return sum(line.amount for line in self.lines)

    @property
    def amount(self) -> int | None:
        """What is owed, in đồng; None while a line is open."""
        return None if self.open_lines else self.known_amount


class Priced(Value):
    """All that a filing owes, with its explanation."""

    lines: tuple[PricedLine, ...]
    open_lines: tuple[OpenLine, ...]
    explanation: tuple[Remark, ...] = ()

    @property
    def known_amount(self) -> int:
        """The sum of the lines whose amount is known, in đồng."""
        return sum(line.amount for line in self.lines)

    @property
    def amount(self) -> int | None:
        """What is owed, in đồng; None while a line is open."""
        return None if self.open_lines else self.known_amount

    @property
    def shares(self) -> tuple[Share, ...]:
        """The lines by beneficiary, in the order of each one's first line."""
        due: tuple[Due, ...] = (*self.lines, *self.open_lines)
        return tuple(
            Share(
                beneficiary=code,
                lines=tuple(line for line in self.lines if line.beneficiary == code),
                open_lines=tuple(line for line in self.open_lines if line.beneficiary == code),
            )
            for code in dict.fromkeys(line.beneficiary for line in due)
        )
