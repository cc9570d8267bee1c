"""How a legal clock began and ended, one sentence each."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from chalicelib.domain.clock import words as words
from chalicelib.domain.clock.entry import Reopen, Start
from chalicelib.domain.clock.limit import Limit, Term
from chalicelib.domain.clock.names import RULES
from chalicelib.domain.clock.reading import Verdict
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named


def limit(found: Limit | None) -> Named:
    """What the procedure allows."""
    if found is None:
        return Named(
            vi="Thủ tục không nêu thời hạn cho trường hợp này, nên không có ngày đến hạn.",
            en="The procedure states no time limit for this case, so there is no due date.",
        )
    term, more = _term(found.term), _longest(found)
    return Named(vi=f"Thời hạn: {term.vi}.{more.vi}", en=f"The limit: {term.en}.{more.en}")


def started(entry: Start) -> Named:
    """From when it counts, and why from then."""
    rule, at = RULES[entry.rule], words.moment(entry.at)
    return Named(
        vi=f"Thời hạn tính từ {rule.vi}: {at} (giờ Hà Nội).",
        en=f"It counts from {rule.en}: {at} (time in Hanoi).",
    )


def ended(at: datetime) -> Named:
    """Nothing is counted any more."""
    return Named(
        vi=f"Thời hạn kết thúc lúc {words.moment(at)}.",
        en=f"The clock ended at {words.moment(at)}.",
    )


def reopened(entry: Reopen) -> Named:
    """The end did not count."""
    at = words.moment(entry.at)
    return Named(
        vi=f"{at}: việc kết thúc trước đó được hủy, lý do: {words.quoted(entry.reason)}. Thời gian ở giữa vẫn"
        " được tính.",
        en=f"{at}: the end was undone, because: {words.quoted(entry.reason)}. The time between counts.",
    )


def judged(verdict: Verdict, ended_on: date, due_on: date | None) -> Named:
    """Days are compared."""
    if due_on is None:
        return Named(
            vi="Lúc kết thúc không có ngày đến hạn, nên tính là đúng hạn.",
            en="There was no due day when it ended, so it counts as on time.",
        )
    vi, en = {
        Verdict.EARLY: ("Trước hạn", "Early"),
        Verdict.ON_TIME: ("Đúng hạn", "On time"),
        Verdict.LATE: ("Trễ hạn", "Late"),
    }[verdict]
    end, due = words.day(ended_on), words.day(due_on)
    return Named(
        vi=f"{vi}: kết thúc ngày {end}, hạn là ngày {due}.",
        en=f"{en}: it ended on {end}, the due day is {due}.",
    )


def uncertain(years: Iterable[int]) -> Named:
    """The calendar does not know these years."""
    listed = ", ".join(str(year) for year in years)
    return Named(
        vi=f"Ngày nghỉ năm {listed} chưa được công bố trong lịch; ngày đến hạn có thể dời.",
        en=f"The days off of {listed} are not announced in the calendar; the due date may move.",
    )


def _term(term: Term) -> Named:
    if term.unit is TimeUnit.SAME_DAY:
        return Named(vi="trong ngày làm việc", en="the same working day")
    days = Fraction(term.value)
    if term.unit is TimeUnit.WORKING_HOUR:
        days /= words.hours_in(term.unit)
    return words.amount(days, term.unit)


def _longest(found: Limit) -> Named:
    if found.longest is None:
        return words.both("")
    term = _term(found.longest)
    return Named(
        vi=f" Khi có lý do, được kéo dài đến {term.vi}.",
        en=f" With a reason it may take up to {term.en}.",
    )
