"""One place of the fee table as a filing owes it: its amount, or why nobody can say it yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from chalicelib.domain.choices import Choices, quantity_of
from chalicelib.domain.exemptions import assessed, relieved, relieving
from chalicelib.domain.fee_line import FeeLine, Price, SetBy
from chalicelib.domain.offering import LocalPrice, Offering
from chalicelib.domain.open_words import because
from chalicelib.domain.priced import OpenLine, OpenReason, PricedLine
from chalicelib.domain.procedure import Exemption, Procedure, Quantity
from chalicelib.domain.standing import Place


@dataclass(frozen=True)
class DueLine:
    """A place of the fee table, and everything that its amount depends on."""

    procedure: Procedure
    offering: Offering
    choices: Choices
    on: date
    place: Place

    @property
    def line(self) -> FeeLine:
        """The line that stands here."""
        return self.place.line

    @property
    def claims(self) -> list[Exemption]:
        """The claimed exemptions that relieve this line, the one that helps most first."""
        codes = self.choices.exemptions
        claimed = [each for each in self.procedure.exemptions if each.code in codes]
        return relieving(self.line, self.place.ids, claimed)

    @property
    def exemption(self) -> Exemption | None:
        """The one that counts."""
        return next(iter(self.claims), None)

    @property
    def local(self) -> LocalPrice | None:
        """What the agency says where the amount is the province's, in its narrowest window."""
        if not (self._of_council and self.line.open) or assessed(self.line):
            return None
        channel, case = self.choices.channel, self.choices.case
        mine = [each for each in self.offering.prices if each.line_id == self.line.line_id]
        held = [each for each in mine if each.holds(channel=channel, case=case, on=self.on)]
        return min(held, key=_rank, default=None)

    @property
    def price(self) -> Price:
        """What one unit costs, said by the agency or by the catalogue."""
        return self.local or self.line

    @property
    def counted(self) -> dict[str, tuple[Quantity, int | None]]:
        """The quantities that the line depends on, with what was counted or is the default."""
        names = [name for name in (self.line.quantity, self.line.times) if name]
        known = {name: quantity_of(self.procedure, name) for name in names}
        given = self.choices.quantities
        return {name: (each, given.get(name, each.default)) for name, each in known.items()}

    @property
    def reason(self) -> OpenReason | None:
        """Why the amount is not known; None if it is."""
        if not self.place.holding:
            offered = self.place.offered
            return OpenReason.NOT_THAT_DAY if offered else OpenReason.NOT_BY_CHANNEL
        if assessed(self.line):
            return OpenReason.ASSESSED
        if self.price.open:
            return OpenReason.SET_BY_COUNCIL if self._of_council else OpenReason.NOT_READ
        return OpenReason.NOT_COUNTED if self._uncounted else None

    @property
    def full_amount(self) -> int | None:
        """What the line costs before any exemption, in đồng; None while that is not known."""
        units, times = self._count(self.line.quantity), self._count(self.line.times)
        if self.reason or units is None or times is None:
            return None
        once = self.price.of(units)
        return min((once, *self._cap)) * times

    @property
    def capped(self) -> int | None:
        """The most that the units may cost together, if they would cost more without it."""
        units = self._count(self.line.quantity)
        if self.reason or units is None or not self._cap:
            return None
        free = self.price.model_copy(update={"cap": None}).of(units)
        return min(self._cap) if free > min(self._cap) else None

    @property
    def result(self) -> PricedLine | OpenLine:
        """The line with its amount, or open; what is fully exempt is known to be zero."""
        full, exemption = self.full_amount, self.exemption
        amount = _left(full, exemption)
        if amount is None:
            return self._open()
        return PricedLine(
            **self._facts(),
            amount=amount,
            full_amount=full,
            units=self._count(self.line.quantity),
            times=self._count(self.line.times),
            exemption=exemption.code if exemption else None,
        )

    def _open(self) -> OpenLine:
        assert self.reason, "a line without an amount has a reason"
        to_count = self._uncounted if self.reason is OpenReason.NOT_COUNTED else ()
        said = because(self.reason, self.line, [self.counted[name][0] for name in to_count])
        return OpenLine(**self._facts(), reason=self.reason, to_count=to_count, because=said)

    def _facts(self) -> dict[str, Any]:
        line = self.line
        return {
            "line_id": line.line_id,
            "kind": line.kind,
            "name": line.name,
            "unit": line.unit,
            "legal_basis": self.local.legal_basis if self.local else line.legal_basis,
            "certainty": line.certainty,
            "refundable_if_refused": line.refundable_if_refused,
            "beneficiary": self.offering.collector_of(*self.place.stood_for),
        }

    @property
    def _of_council(self) -> bool:
        return self.line.set_by is SetBy.PROVINCIAL_COUNCIL

    @property
    def _cap(self) -> tuple[int, ...]:
        """The most that the units may cost, by the catalogue and by the agency."""
        return tuple(cap for cap in (self.line.cap, self.price.cap) if cap is not None)

    @property
    def _uncounted(self) -> tuple[str, ...]:
        return tuple(name for name, (_, count) in self.counted.items() if count is None)

    def _count(self, name: str | None) -> int | None:
        return 1 if name is None else self.counted[name][1]


def _left(full: int | None, exemption: Exemption | None) -> int | None:
    """What the exemption leaves of the amount; of what nobody knows only nothing can be left."""
    if exemption is None:
        return full
    if full is None:
        return 0 if exemption.percent == 100 else None
    return relieved(full, exemption)


def _rank(price: LocalPrice) -> tuple[Any, ...]:
    """The narrowest window; then the one of the case, of the fewest channels, the latest."""
    since = (price.valid_from or date.min).toordinal()
    basis = (price.legal_basis, price.amount or 0, str(price.tiers))
    return price.days, price.case is None, len(price.channels), -since, basis
