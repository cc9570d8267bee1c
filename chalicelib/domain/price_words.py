"""How a price came about, as people read it: one sentence for each line and each decision."""

from collections.abc import Iterable, Iterator
from datetime import date

from chalicelib.domain.due_line import DueLine
from chalicelib.domain.fee_line import FeeLine
from chalicelib.domain.priced import OpenLine, Priced, PricedLine, Remark, Share
from chalicelib.domain.procedure import Exemption
from chalicelib.domain.value import Named


def of_line(due: DueLine) -> Iterator[Remark]:
    """The amount or why there is none, then each decision that led to it."""
    result = due.result
    said = [result.because if isinstance(result, OpenLine) else _amount(due, result)]
    said += _windows(due)
    if due.local and isinstance(result, PricedLine) and result.full_amount is not None:
        said.append(_local(due.local.legal_basis))
    if isinstance(result, PricedLine) and due.exemption:
        said.append(_exempted(due, due.exemption))
    yield from (Remark(vi=one.vi, en=one.en, line_id=due.line.line_id) for one in said)


def of_no_effect(exemption: Exemption) -> Remark:
    """A claim that relieves nothing."""
    return Remark(
        vi=f"Diện “{exemption.name.vi}” không làm giảm khoản nào phải nộp.",
        en=f"“{exemption.name.en}” relieves none of the lines that are owed.",
    )


def total(priced: Priced) -> Remark:
    """What it comes to."""
    vi, en = _dong(priced.known_amount)
    if priced.open_lines:
        return Remark(
            vi=f"Chưa biết tổng số tiền; phần đã biết là {vi}.",
            en=f"The total is not known yet; the known part is {en}.",
        )
    if not priced.lines:
        return Remark(vi="Không phải nộp khoản nào.", en="Nothing is owed.")
    return Remark(vi=f"Tổng cộng {vi}.", en=f"Together {en}.")


def split(shares: Iterable[Share]) -> Remark:
    """Whose money it is, if it is not all of one agency."""
    parts = [(share.beneficiary, share.amount) for share in shares]
    vi = "; ".join(f"{code}: {_or_open(amount)[0]}" for code, amount in parts)
    en = "; ".join(f"{code}: {_or_open(amount)[1]}" for code, amount in parts)
    return Remark(
        vi=f"Nộp thành từng khoản cho mỗi cơ quan thụ hưởng: {vi}.",
        en=f"It is paid in one bill for each beneficiary: {en}.",
    )


def _amount(due: DueLine, line: PricedLine) -> Named:
    counted = [(each.name, count) for each, count in due.counted.values() if count is not None]
    vi = "; ".join(f"{name.vi}: {count}" for name, count in counted)
    en = "; ".join(f"{name.en}: {count}" for name, count in counted)
    sums = _dong(line.amount)
    capped = due.capped
    most = _dong(capped) if capped is not None else None
    return Named(
        vi=f"{line.name.vi}{_bracketed(vi)}: {sums[0]}{f', mức tối đa {most[0]}' if most else ''}.",
        en=f"{line.name.en}{_bracketed(en)}: {sums[1]}{f', capped at {most[1]}' if most else ''}.",
    )


def _windows(due: DueLine) -> list[Named]:
    """Which window won over which, and which do not hold that day."""
    line, others = due.line, due.place.holding[1:]
    said = [_instead_of(line, other) for other in others]
    if due.place.holding:
        past = (other for other in due.place.offered if other not in due.place.holding)
        said += [_not_on(other, due.on) for other in past]
    return said


def _instead_of(line: FeeLine, other: FeeLine) -> Named:
    vi, en = _window(line)
    narrower = line.days < other.days
    why_vi = "khoảng thời gian hẹp hơn được áp dụng" if narrower else "dòng này thay thế dòng kia"
    why_en = "the narrower window wins" if narrower else "it replaces that line"
    return Named(
        vi=f"“{line.name.vi}” ({vi}) thay cho “{other.name.vi}”: {why_vi}, các mức không cộng dồn.",
        en=f"“{line.name.en}” ({en}) stands in place of “{other.name.en}”: {why_en}, and they"
        " never add up.",
    )


def _not_on(line: FeeLine, on: date) -> Named:
    vi, en = _window(line)
    return Named(
        vi=f"“{line.name.vi}” ({vi}) không áp dụng vào ngày {on:%d/%m/%Y}.",
        en=f"“{line.name.en}” ({en}) does not hold on {on}.",
    )


def _local(legal_basis: str) -> Named:
    return Named(
        vi=f"Mức thu của địa phương theo {legal_basis}.",
        en=f"The amount is this place's own, by {legal_basis}.",
    )


def _exempted(due: DueLine, exemption: Exemption) -> Named:
    full, percent = due.full_amount, exemption.percent
    vi, en = _dong(full) if full is not None else ("mức thu chưa biết", "an amount not known")
    several = len(due.claims) > 1
    return Named(
        vi=f"Giảm {percent}% của {vi} vì thuộc diện “{exemption.name.vi}”"
        f"{'; chỉ tính diện có lợi nhất, không cộng dồn' if several else ''}.",
        en=f"{percent}% of {en} is relieved because of “{exemption.name.en}”"
        f"{'; of several only the best counts, they never add up' if several else ''}.",
    )


def _window(line: FeeLine) -> tuple[str, str]:
    since, until = line.valid_from, line.valid_to
    if since and until:
        return f"{since:%d/%m/%Y} – {until:%d/%m/%Y}", f"{since} to {until}"
    if since:
        return f"từ {since:%d/%m/%Y}", f"from {since}"
    if until:
        return f"đến {until:%d/%m/%Y}", f"until {until}"
    return "không thời hạn", "without end"


def _bracketed(text: str) -> str:
    return f" ({text})" if text else ""


def _or_open(amount: int | None) -> tuple[str, str]:
    return ("chưa biết", "not known yet") if amount is None else _dong(amount)


def _dong(amount: int) -> tuple[str, str]:
    return f"{amount:,} đồng".replace(",", "."), f"{amount:,} VND"
