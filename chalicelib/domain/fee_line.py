"""Fee lines: one row of a procedure's fee table, with its price, its window and its source."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.entry import Dated, Source, Word
from chalicelib.domain.money import Dong
from chalicelib.domain.value import Named, Value


class Channel(StrEnum):
    """How a dossier is filed."""

    ONLINE = "online"
    DIRECT = "direct"
    POSTAL = "postal"


class LineKind(StrEnum):
    """The three kinds of amounts: phí, lệ phí (Law on Fees and Charges), nghĩa vụ tài chính."""

    FEE = "phi"
    CHARGE = "le_phi"
    FINANCIAL_OBLIGATION = "nghia_vu_tai_chinh"


class SetBy(StrEnum):
    """Who decides the amount of a line."""

    CIRCULAR = "circular"
    PROVINCIAL_COUNCIL = "provincial_council"
    ASSESSED = "assessed"


class Certainty(StrEnum):
    """How sure a fact is: read in its source, in part, or recalled or inferred."""

    SOURCED = "sourced"
    PARTLY_SOURCED = "partly_sourced"
    APPROXIMATE = "approximate"


class Tier(Value):
    """The price in đồng of each unit up to and including number `up_to`; None: of all further."""

    up_to: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    amount: Dong


class Price(Value):
    """What one unit costs: an `amount`, or `tiers` by the number of the unit, at most `cap`."""

    amount: Dong | None = None
    tiers: Annotated[tuple[Tier, ...], Field(max_length=20)] = ()
    cap: Dong | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has set it yet."""
        return self.amount is None and not self.tiers

    def of(self, count: int) -> int:
        """What `count` units cost, in đồng; the price must not be open."""
        total = (self.amount or 0) * count if not self.tiers else _tiered(self.tiers, count)
        return total if self.cap is None else min(total, self.cap)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if self.amount is not None and self.tiers:
            raise PydanticCustomError(
                "amount_and_tiers", "a price has an amount or tiers, not both"
            )
        limits = [tier.up_to for tier in self.tiers]
        closed = [limit for limit in limits[:-1] if limit is not None]
        rising = len(closed) == len(limits[:-1]) and closed == sorted(set(closed))
        if limits and not (rising and limits[-1] is None):
            raise PydanticCustomError(
                "tiers_out_of_order", "tiers stand in rising order, and only the last has no end"
            )
        return self


class FeeLine(Price, Dated):
    """One line of the fee table.

    `replaces` names the line whose place this one takes where it holds: of all lines that stand
    for one another the narrowest window wins. `case` is the one of several alternatives in which
    the line is owed, `option` the extra that must be chosen for it. `quantity` names how many
    units are owed (None: one), `times` a second quantity that multiplies the capped price.
    `source` None: the amount was read where the procedure was.
    """

    line_id: Word
    kind: LineKind
    name: Named
    unit: Annotated[str, Field(max_length=40)] = "dossier"
    quantity: Word | None = None
    times: Word | None = None
    channels: Annotated[tuple[Channel, ...], Field(min_length=1, max_length=3)]
    case: Word | None = None
    option: Word | None = None
    replaces: Word | None = None
    set_by: SetBy = SetBy.CIRCULAR
    legal_basis: Annotated[str, Field(max_length=300)]
    certainty: Certainty
    refundable_if_refused: bool | None = None
    source: Source | None = None
    note: Named | None = None

    def holds(
        self, *, channel: Channel, case: str | None, options: frozenset[str], on: date
    ) -> bool:
        """Whether the line applies to a filing by `channel`, in `case`, on that day."""
        return (
            channel in self.channels
            and self.case in (None, case)
            and (self.option is None or self.option in options)
            and self.holds_on(on)
        )


def _tiered(tiers: tuple[Tier, ...], count: int) -> int:
    total, before = 0, 0
    for tier in tiers:
        upto = count if tier.up_to is None else min(count, tier.up_to)
        total += tier.amount * max(upto - before, 0)
        before = max(upto, before)
    return total
