"""Exemptions: of several that are claimed, the one that helps most counts; they never add up."""

from collections.abc import Iterable

from chalicelib.domain.fee_line import FeeLine, LineKind, SetBy
from chalicelib.domain.procedure import Exemption


def relieving(line: FeeLine, ids: frozenset[str], claimed: Iterable[Exemption]) -> list[Exemption]:
    """The claimed exemptions that relieve `line`, the one that helps most first.

    An exemption that names a line relieves whatever stands in that line's place (`ids`). What is
    assessed is relieved by its own notice: only an exemption that names the line relieves it.
    """
    found = [each for each in claimed if ids & set(each.lines) or _of_all(each, line)]
    return sorted(found, key=lambda each: (-each.percent, each.code))


def relieved(amount: int, exemption: Exemption) -> int:
    """What is left of `amount`, rounded down to whole đồng, in the payer's favour."""
    return amount * (100 - exemption.percent) // 100


def assessed(line: FeeLine) -> bool:
    """Whether a notice says the amount, not the catalogue."""
    return line.kind is LineKind.FINANCIAL_OBLIGATION or line.set_by is SetBy.ASSESSED


def _of_all(exemption: Exemption, line: FeeLine) -> bool:
    return not exemption.lines and not assessed(line)
