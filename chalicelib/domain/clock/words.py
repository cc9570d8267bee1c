"""The vocabulary of a legal clock's explanation: days, moments, amounts, why nobody works."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType

from chalicelib.domain.calendar import Day
from chalicelib.domain.instant import VIETNAM, vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named
from chalicelib.domain.working_time import HOURS_PER_DAY, WorkingTime

_HOURS: Mapping[TimeUnit, int] = MappingProxyType({TimeUnit.DAY: 24})
SECONDS_PER_HOUR = 3600
MOST_SPANS, MOST_LETTERS, MOST_QUOTED = 8, 60, 300


def moment(instant: datetime) -> str:
    """`23/11/2026 09:00`, as the clocks of Hanoi show it."""
    return f"{instant.astimezone(VIETNAM):%d/%m/%Y %H:%M}"


def day(on: date) -> str:
    """`23/11/2026`."""
    return f"{on:%d/%m/%Y}"


def both(text: str) -> Named:
    """The same in both languages."""
    return Named(vi=text, en=text)


def joined(parts: Iterable[Named]) -> Named:
    """Parts of a sentence, one after the other."""
    listed = tuple(parts)
    return Named(vi=", ".join(part.vi for part in listed), en=", ".join(p.en for p in listed))


def hours_in(unit: TimeUnit) -> int:
    """How many hours a day of this unit has."""
    return _HOURS.get(unit, HOURS_PER_DAY)


def amount(days: Fraction, unit: TimeUnit) -> Named:
    """`2 working days 3 hours 15 minutes`; minutes are rounded down."""
    total = days * hours_in(unit) * 60 // 1
    by_hour = unit in (TimeUnit.WORKING_HOUR, TimeUnit.SAME_DAY)
    whole, rest = divmod(total, hours_in(unit) * 60) if not by_hour else (0, total)
    hours, minutes = divmod(rest, 60)
    counted = [(whole, _unit(unit)), (hours, _hour(unit)), (minutes, ("phút", "minute"))]
    said = [(number, words) for number, words in counted if number] or [(0, counted[-1][1])]
    return Named(
        vi=" ".join(f"{number} {vi}" for number, (vi, _) in said),
        en=" ".join(f"{number} {en}{'' if number == 1 else 's'}" for number, (_, en) in said),
    )


def rest_days(number: int) -> tuple[Named, ...]:
    """`4 weekly rest days`, or nothing."""
    if not number:
        return ()
    vi, en = (
        f"{number} ngày nghỉ hằng tuần",
        f"{number} weekly rest day{'' if number == 1 else 's'}",
    )
    return (Named(vi=vi, en=en),)


def spans(days: Iterable[Day]) -> tuple[Named, ...]:
    """Days with their names; `16/02/2026-20/02/2026 (Tết Nguyên đán)` where a name goes on."""
    runs: list[tuple[Day, Day]] = []
    for one in days:
        if runs and one.name == runs[-1][1].name and (one.on - runs[-1][1].on).days == 1:
            runs[-1] = (runs[-1][0], one)
        else:
            runs.append((one, one))
    listed = tuple(_span(first, last) for first, last in runs[:MOST_SPANS])
    more = len(runs) - MOST_SPANS
    return (*listed, Named(vi=f"và {more} dịp khác", en=f"and {more} more")) if more > 0 else listed


def short(name: Named) -> Named:
    """A name as a sentence can bear it."""
    return Named(vi=name.vi[:MOST_LETTERS], en=name.en[:MOST_LETTERS])


def quoted(reason: str) -> str:
    """An officer's reason within a sentence; all of it stands in the clock's entry."""
    short = reason if len(reason) <= MOST_QUOTED else f"{reason[:MOST_QUOTED]}…"
    return short.rstrip(".")


def _span(first: Day, last: Day) -> Named:
    on = day(first.on) if first is last else f"{day(first.on)}-{day(last.on)}"
    name = short(first.name)
    return Named(vi=f"{on} ({name.vi})", en=f"{on} ({name.en})")


def why_not_working(times: WorkingTime, instant: datetime) -> Named:
    """Why nobody works at `instant`."""
    on = vietnam_day(instant)
    if not times.days.works_on(on):
        return short(times.days.why_off(on))
    if instant < times.opening(on):
        return Named(vi="trước giờ làm việc", en="before working hours")
    if instant >= times.closing(on):
        return Named(vi="sau giờ làm việc", en="after working hours")
    return Named(vi="trong giờ nghỉ giữa ngày", en="in the midday break")


def _unit(unit: TimeUnit) -> tuple[str, str]:
    return ("ngày", "day") if unit is TimeUnit.DAY else ("ngày làm việc", "working day")


def _hour(unit: TimeUnit) -> tuple[str, str]:
    by_hour = unit in (TimeUnit.WORKING_HOUR, TimeUnit.SAME_DAY)
    return ("giờ làm việc", "working hour") if by_hour else ("giờ", "hour")
