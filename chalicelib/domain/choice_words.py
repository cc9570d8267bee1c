"""What is wrong with an applicant's choices, as people read it."""

from collections.abc import Iterable, Mapping

from chalicelib.domain.errors import Said
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.procedure import Quantity
from chalicelib.domain.value import Named


def channel_not_taken(channel: Channel, taken: Iterable[Channel]) -> Said:
    """The procedure is not filed that way."""
    offered = ", ".join(taken)
    return Said(
        kind="channel_not_taken",
        vi=f"Thủ tục này không nộp qua kênh {channel}; có thể: {offered}.",
        en=f"The procedure is not filed by the channel {channel}; possible: {offered}.",
    )


def case_required(cases: Mapping[str, Named]) -> Said:
    """One of several cases must be chosen."""
    return Said(
        kind="case_required",
        vi=f"Hãy chọn một trường hợp: {_listed(cases, 'vi')}.",
        en=f"Choose one of the cases: {_listed(cases, 'en')}.",
    )


def not_known(code: str, known: Mapping[str, Named]) -> Said:
    """The procedure has no such case, option or exemption."""
    return Said(
        kind="not_known",
        vi=f"Thủ tục này không có {code}; có: {_listed(known, 'vi')}.",
        en=f"The procedure has no {code}; it has: {_listed(known, 'en')}.",
    )


def quantity_not_used(name: str, used: list[str]) -> Said:
    """No line that is owed depends on this count."""
    known = ", ".join(used) or "-"
    return Said(
        kind="quantity_not_used",
        vi=f"Không có khoản thu nào tính theo {name}; có: {known}.",
        en=f"No line that is owed depends on {name}; used are: {known}.",
    )


def out_of_bounds(quantity: Quantity) -> Said:
    """The count is too small or too large."""
    least, most = quantity.minimum, quantity.maximum
    return Said(
        kind="quantity_out_of_bounds",
        vi=f"{quantity.name.vi}: phải từ {least} đến {most}.",
        en=f"{quantity.name.en}: it must be from {least} to {most}.",
    )


def _listed(known: Mapping[str, Named], language: str) -> str:
    return ", ".join(f"{code} ({getattr(name, language)})" for code, name in known.items()) or "-"
