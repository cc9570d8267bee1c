"""How a due date was counted, in words that can be followed with a calendar on the wall."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from chalicelib.domain.clock import words as words
from chalicelib.domain.clock.countdown import Countdown
from chalicelib.domain.clock.reading import Step
from chalicelib.domain.clock.ways import ByCalendarDay, PromisedDay, is_after_cut_off
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named
from chalicelib.domain.working_time import HOURS_PER_DAY, WorkingTime


def begun_later(times: WorkingTime, at: datetime, since: datetime) -> Iterator[Step]:
    """Why counting begins later than at `at`, if it does."""
    if since <= at:
        return
    why, asked, found = words.why_not_working(times, at), words.moment(at), words.moment(since)
    yield Step(
        code="moved_to_working_time",
        at=since,
        says=Named(
            vi=f"{asked} không thuộc giờ làm việc ({why.vi}), nên tính từ lúc bắt đầu làm việc"
            f" tiếp theo: {found}.",
            en=f"Nobody works at {asked} ({why.en}), so counting begins when work begins next:"
            f" {found}.",
        ),
    )


def counted(countdown: Countdown, before: Countdown | None, at: datetime) -> Iterator[Step]:
    """How the due date follows from where it counts, asked for at `at`; `before` the pause."""
    yield from begun_later(countdown.times, at, countdown.since)
    if before and isinstance(countdown.way, PromisedDay):
        yield Step(code="named_day", at=at, says=_named_day(countdown, before))
    elif countdown.is_rule and before and before.since == countdown.since:
        yield Step(code="same_day_still", at=at, says=_same_day_still(countdown))
    elif countdown.is_rule:
        yield Step(code="same_day", at=countdown.since, says=_same_day(countdown))
    elif countdown.unit is TimeUnit.DAY:
        yield from _calendar_days(countdown)
    else:
        yield from _unusual_day(countdown)
        yield Step(code="working_time", at=countdown.since, says=_working_time(countdown))


def _same_day(countdown: Countdown) -> Named:
    due = words.moment(countdown.due_at)
    cut_off = f"{countdown.times.calendar.cut_off:%H:%M}"
    if is_after_cut_off(countdown.times, countdown.since):
        return Named(
            vi=f"Sau {cut_off} thì giải quyết trong ngày làm việc tiếp theo: đến hạn {due}.",
            en=f"After {cut_off} it is done on the next working day: due {due}.",
        )
    return Named(
        vi=f"Không muộn hơn {cut_off} thì giải quyết trong ngày: đến hạn {due}.",
        en=f"Not later than {cut_off} it is done the same day: due {due}.",
    )


def _same_day_still(countdown: Countdown) -> Named:
    due = words.moment(countdown.due_at)
    return Named(
        vi=f"Hết tạm dừng khi ngày làm việc đó chưa hết giờ, nên hạn không đổi: đến hạn {due}.",
        en=f"The pause ended before that working day did, so nothing moves: due {due}.",
    )


def _named_day(countdown: Countdown, before: Countdown) -> Named:
    """A day on a slip moves by the length of the pause, which may be too short for that."""
    due = words.moment(countdown.due_at)
    if before.due_at == countdown.due_at:
        return Named(
            vi=f"Cộng thời gian tạm dừng, ngày ghi trên phiếu hẹn lại vẫn như cũ: đến hạn {due}.",
            en=f"With the length of the pause added, the day on the slip is the same: due {due}.",
        )
    return Named(
        vi=f"Ngày ghi trên phiếu hẹn lại dời theo thời gian tạm dừng: đến hạn {due}.",
        en=f"The day on the slip moves by the length of the pause: due {due}.",
    )


def _working_time(countdown: Countdown) -> Named:
    span = words.amount(countdown.left, countdown.unit)
    since, due = words.moment(countdown.since), words.moment(countdown.due_at)
    passed = _passed(countdown.times, vietnam_day(countdown.since), countdown.due_on)
    return Named(
        vi=f"{span.vi} tính từ {since}: đến hạn {due}.{passed.vi}",
        en=f"{span.en} from {since}: due {due}.{passed.en}",
    )


def _passed(times: WorkingTime, after: date, upto: date) -> Named:
    """Which days after `after` and up to `upto` did not count, and which Saturdays did."""
    unusual = tuple(times.days.exceptions(after, upto))
    off = [one for one, worked in unusual if not worked]
    made_up = words.joined(words.spans(one for one, worked in unusual if worked))
    following = timedelta(days=1)
    worked = times.days.count(after + following, upto + following)
    rest = words.rest_days((upto - after).days - worked - len(off))
    skipped = words.joined([*rest, *words.spans(off)])
    no = Named(vi=f" Không tính: {skipped.vi}.", en=f" Not counted: {skipped.en}.")
    yes = Named(vi=f" Có làm việc: {made_up.vi}.", en=f" Worked: {made_up.en}.")
    told = [said for said, of in ((no, skipped), (yes, made_up)) if of.vi]
    return Named(vi="".join(said.vi for said in told), en="".join(said.en for said in told))


def _unusual_day(countdown: Countdown) -> Iterator[Step]:
    """Eight hours are a working day, also where a day is shorter or longer; then it is said."""
    hours = countdown.times.hours_of(vietnam_day(countdown.since))
    if hours == HOURS_PER_DAY:
        return
    shown = f"{float(hours):g}"
    yield Step(
        code="day_of_other_length",
        at=countdown.since,
        says=Named(
            vi=f"Lịch của cơ quan có {shown} giờ mỗi ngày; một ngày làm việc vẫn tính là 8 giờ.",
            en=f"The agency works {shown} hours a day; a working day still counts as 8 hours.",
        ),
    )


def _calendar_days(countdown: Countdown) -> Iterator[Step]:
    times, since = countdown.times, countdown.since
    end = ByCalendarDay.uncorrected(since, countdown.left)
    span = words.amount(countdown.left, countdown.unit)
    yield Step(
        code="calendar_days",
        at=since,
        says=Named(
            vi=f"{span.vi} (kể cả ngày nghỉ) tính từ {words.moment(since)}: {words.moment(end)}.",
            en=f"{span.en} (rest days included) from {words.moment(since)}: {words.moment(end)}.",
        ),
    )
    if end != countdown.due_at:
        why, due = words.why_not_working(times, end), words.moment(countdown.due_at)
        yield Step(
            code="due_day_not_worked",
            at=countdown.due_at,
            says=Named(
                vi=f"Lúc đó cơ quan không làm việc ({why.vi}), nên đến hạn vào đầu giờ làm việc"
                f" tiếp theo: {due}.",
                en=f"Nobody works then ({why.en}), so it is due when work begins next: {due}.",
            ),
        )
