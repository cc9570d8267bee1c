"""What an extension promises and what it leaves as it is, one sentence each."""

from datetime import date, datetime

from chalicelib.domain.clock import words as words
from chalicelib.domain.clock.entry import Extend
from chalicelib.domain.value import Named


def extended(entry: Extend, new: date, old: date) -> Named:
    """A new day was promised; the old one is kept."""
    at = words.moment(entry.at)
    return Named(
        vi=f"{at}: phiếu hẹn lại số {entry.slip} hẹn trả kết quả ngày {words.day(new)}, lý do:"
        f" {words.quoted(entry.reason)}. Ngày hẹn trước ({words.day(old)}) vẫn được lưu.",
        en=f"{at}: slip {entry.slip} promises {words.day(new)} instead, because:"
        f" {words.quoted(entry.reason)}. The promise before ({words.day(old)}) is kept on record.",
    )


def legal_day(due_on: date, *, moved: bool) -> Named:
    """Whether an extension moves the day that the law gives."""
    on = words.day(due_on)
    if moved:
        return Named(
            vi=f"Thủ tục cho phép kéo dài khi có lý do: hạn theo quy định nay là {on}.",
            en=f"The procedure allows more time with a reason: the legal due day is now {on}.",
        )
    return Named(
        vi=f"Hẹn lại không đổi hạn theo quy định ({on}): trả kết quả sau ngày đó là trễ hạn.",
        en=f"The new promise does not move the legal due day ({on}): after it, it is late.",
    )


def promise_moved(due_at: datetime) -> Named:
    """A day promised by a slip moves with the pause, too."""
    at = words.moment(due_at)
    return Named(vi=f"Ngày hẹn lại cũng dời: {at}.", en=f"The promised day moves, too: {at}.")


def promise_stays(due_at: datetime) -> Named:
    """A day promised by a slip that the pause does not move."""
    at = words.moment(due_at)
    return Named(vi=f"Ngày hẹn lại giữ nguyên: {at}.", en=f"The promised day stays: {at}.")
