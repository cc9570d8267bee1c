"""Why time was not counted and how it went on, one sentence each."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from chalicelib.domain.clock import words as words
from chalicelib.domain.clock.entry import Ground, Pause
from chalicelib.domain.clock.names import GROUNDS
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named


def paused(entry: Pause, elapsed: Named, left: Named | None) -> Named:
    """Since when and why time is not counted, and what is left."""
    why, at = _why(entry), words.moment(entry.at)
    rest = Named(vi=f", còn {left.vi}", en=f", {left.en} left") if left else words.both("")
    return Named(
        vi=f"Từ {at} tạm dừng tính thời hạn vì {why.vi}: đã tính {elapsed.vi}{rest.vi}.",
        en=f"Since {at} no time is counted, because of {why.en}: {elapsed.en} spent{rest.en}.",
    )


def paused_too(entry: Pause) -> Named:
    """One more ground; time is left out once only."""
    why, at = _why(entry), words.moment(entry.at)
    return Named(
        vi=f"Từ {at} còn vì {why.vi}; thời gian trùng nhau chỉ trừ một lần.",
        en=f"Since {at} also because of {why.en}; time in common is left out once.",
    )


def missed_before(due_on: date) -> Named:
    """A pause does not heal what was late already."""
    return Named(
        vi=f"Hạn theo quy định ({words.day(due_on)}) đã qua trước khi tạm dừng, nên không dời.",
        en=f"The legal due day ({words.day(due_on)}) was over before the pause and does not move.",
    )


def still_paused(ground: Ground, at: datetime, others: Iterable[Ground]) -> Named:
    """One ground is over, another is not."""
    over, rest = GROUNDS[ground], words.joined(GROUNDS[one] for one in others)
    return Named(
        vi=f"{words.moment(at)}: hết lý do {over.vi}; vẫn tạm dừng vì {rest.vi}.",
        en=f"{words.moment(at)}: no longer because of {over.en}; still because of {rest.en}.",
    )


def resumed(ground: Ground, at: datetime) -> Named:
    """Time counts again."""
    over = GROUNDS[ground]
    return Named(
        vi=f"{words.moment(at)}: hết lý do {over.vi}; thời hạn được tính tiếp.",
        en=f"{words.moment(at)}: no longer because of {over.en}; time is counted again.",
    )


def ended_with_the_clock(grounds: Iterable[Ground], at: datetime) -> Named:
    """Who was waited for when the clock ended was not while it stood still."""
    why, end = words.joined(GROUNDS[one] for one in grounds), words.moment(at)
    return Named(
        vi=f"Việc tạm dừng vì {why.vi} chỉ kéo dài đến lúc kết thúc đó; thời hạn được tính tiếp từ"
        f" {end}.",
        en=f"The pause because of {why.en} lasted until that end only; time is counted again from"
        f" {end}.",
    )


def not_counted(since: datetime, at: datetime) -> Named:
    """A pause in which nobody worked is none."""
    first, last = words.moment(since), words.moment(at)
    return Named(
        vi=f"Từ {first} đến {last} cơ quan không có giờ làm việc nào, nên lần tạm dừng này không"
        " được trừ: mọi ngày đến hạn giữ nguyên.",
        en=f"Nobody worked from {first} to {last}, so this pause is not left out: every due date"
        " stays as it was.",
    )


def restarted(ground: Ground, at: datetime) -> Named:
    """The whole limit once more."""
    over = GROUNDS[ground]
    return Named(
        vi=f"{words.moment(at)}: hết lý do {over.vi}; theo quy định, thời hạn tính lại từ đầu.",
        en=f"{words.moment(at)}: no longer because of {over.en}; by its rule the limit counts"
        " from the beginning.",
    )


def fixed(ground: Ground, at: datetime, days: int) -> Named:
    """A fixed rest."""
    over, rest = GROUNDS[ground], words.amount(Fraction(days), TimeUnit.WORKING_DAY)
    return Named(
        vi=f"{words.moment(at)}: hết lý do {over.vi}; theo quy định, từ đó còn {rest.vi}.",
        en=f"{words.moment(at)}: no longer because of {over.en}; by its rule {rest.en} are left"
        " from then on.",
    )


def _why(entry: Pause) -> Named:
    why = GROUNDS[entry.ground]
    if entry.reason is None:
        return why
    reason = words.quoted(entry.reason)
    return Named(vi=f"{why.vi} ({reason})", en=f"{why.en} ({reason})")
