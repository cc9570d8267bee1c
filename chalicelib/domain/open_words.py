"""Why an amount cannot be said yet, as people read it."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from chalicelib.domain.fee_line import FeeLine
from chalicelib.domain.priced import OpenReason
from chalicelib.domain.procedure import Quantity
from chalicelib.domain.value import Named

Said: TypeAlias = Callable[[FeeLine, list[Quantity]], Named]


def because(reason: OpenReason, line: FeeLine, to_count: list[Quantity]) -> Named:
    """One sentence: the line is not payable yet because …"""
    why = _WHY[reason](line, to_count)
    return Named(
        vi=f"{line.name.vi}: chưa nộp được vì {why.vi}.",
        en=f"{line.name.en}: not payable yet because {why.en}.",
    )


def _set_by_council(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi="Hội đồng nhân dân cấp tỉnh quy định mức thu và mức của nơi này chưa được nhập",
        en="the provincial People's Council sets it, and this place's amount is not entered",
    )


def _assessed(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi=f"số tiền do thông báo ấn định ({line.legal_basis})",
        en=f"a notice will say the amount ({line.legal_basis})",
    )


def _not_counted(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi="chưa đếm " + ", ".join(each.name.vi for each in to_count),
        en="nobody has counted: " + ", ".join(each.name.en for each in to_count),
    )


def _not_read(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi=f"mức thu theo {line.legal_basis} chưa được nhập vào danh mục",
        en=f"the amount of {line.legal_basis} is not in the catalogue yet",
    )


def _not_that_day(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi="danh mục không nói mức thu của ngày này",
        en="the catalogue does not say what it costs on this day",
    )


def _not_by_channel(line: FeeLine, to_count: list[Quantity]) -> Named:
    return Named(
        vi="danh mục không nói mức thu của kênh nộp này",
        en="the catalogue does not say what it costs by this channel",
    )


_WHY: Mapping[OpenReason, Said] = MappingProxyType(
    {
        OpenReason.SET_BY_COUNCIL: _set_by_council,
        OpenReason.ASSESSED: _assessed,
        OpenReason.NOT_COUNTED: _not_counted,
        OpenReason.NOT_READ: _not_read,
        OpenReason.NOT_THAT_DAY: _not_that_day,
        OpenReason.NOT_BY_CHANNEL: _not_by_channel,
    }
)
