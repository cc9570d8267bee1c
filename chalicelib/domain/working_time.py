"""Working time: moments, hours and days that an agency works, in UTC instants.

Each worked day counts as one working day, which is eight working hours, however long it is: an
hour of a seven-hour day counts 8/7 of a working hour. With the usual 07:00-11:30 and 13:30-17:00
a working hour is an hour. Amounts are exact fractions of working days, so nothing is rounded away.
"""

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from math import ceil, floor

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.days import WorkedDays
from chalicelib.domain.instant import VIETNAM, vietnam_day

HOURS_PER_DAY = 8
_MICROSECOND = timedelta(microseconds=1)


class WorkingTime:
    """A calendar as arithmetic."""

    def __init__(self, calendar: CalendarFacts) -> None:
        self.calendar = calendar
        self.days = WorkedDays(calendar)
        self._known: dict[date, tuple[tuple[datetime, datetime], ...]] = {}

    def next_moment(self, instant: datetime) -> datetime:
        """The first moment at or after `instant` at which somebody works."""
        day = vietnam_day(instant)
        if self.days.works_on(day):
            for start, end in self._stretches(day):
                if instant < end:
                    return max(instant.astimezone(UTC), start)
        return self.opening(self.days.nth_after(day, 1))

    def opening(self, day: date) -> datetime:
        """When work begins on `day`."""
        return self._stretches(day)[0][0]

    def closing(self, day: date) -> datetime:
        """When work ends on `day`."""
        return self._stretches(day)[-1][1]

    def closing_after(self, instant: datetime, number: int) -> datetime:
        """The end of the `number`-th working day after the one in which `instant` counts."""
        return self.closing(self.days.nth_after(vietnam_day(self.next_moment(instant)), number))

    def between(self, start: datetime, end: datetime) -> Fraction:
        """The working time from `start` to `end`; nothing when `end` is not later."""
        if end <= start:
            return Fraction(0)
        whole = self.days.count(vietnam_day(start), vietnam_day(end))
        return whole + self._share(end) - self._share(start)

    def after(self, start: datetime, amount: Fraction, *, closing: bool = False) -> datetime:
        """The moment that lies `amount` of working time after `start`.

        Where a stretch of work ends at that moment, the clock shows two times at once: the end,
        and the beginning of the next stretch. `closing` asks for the end (eight hours from 07:00
        are over at 17:00); otherwise the answer is when work goes on (a working day from 07:00 is
        07:00 of the next one, the same time of day).
        """
        begun = self.next_moment(start)
        total = self._share(begun) + amount
        whole = ceil(total) - 1 if closing and total else floor(total)
        found = self._moment(vietnam_day(begun), whole, total - whole, closing=closing)
        return max(found, begun)

    def hours_of(self, day: date) -> Fraction:
        """How many hours by the clock are worked on `day`, if it is worked."""
        return Fraction(self._length(day), timedelta(hours=1) // _MICROSECOND)

    def _moment(self, day: date, number: int, share: Fraction, *, closing: bool) -> datetime:
        day = self.days.nth_after(day, number)
        rest = ceil(share * self._length(day)) * _MICROSECOND
        for start, end in self._stretches(day):
            if rest < end - start or (closing and rest == end - start):
                return start + rest
            rest -= end - start
        return self.opening(self.days.nth_after(day, 1))

    def _share(self, instant: datetime) -> Fraction:
        """Which part of its day is over at `instant`; nothing of a day that is not worked."""
        day = vietnam_day(instant)
        if not self.days.works_on(day):
            return Fraction(0)
        return Fraction(self._worked(day, instant), self._length(day))

    def _length(self, day: date) -> int:
        """How many microseconds are worked on `day`."""
        return self._worked(day, self.closing(day))

    def _worked(self, day: date, until: datetime) -> int:
        parts = self._stretches(day)
        return sum(
            max(min(until, end) - start, timedelta()) // _MICROSECOND for start, end in parts
        )

    def _stretches(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """From when to when somebody works on `day`, if it is worked; found once a day."""
        if day not in self._known:
            hours = self.calendar.hours_on(day)
            self._known[day] = tuple((_at(day, part.start), _at(day, part.end)) for part in hours)
        return self._known[day]


def _at(day: date, moment: time) -> datetime:
    """The instant at which the clocks of Vietnam show `moment` on `day`."""
    return datetime.combine(day, moment, VIETNAM).astimezone(UTC)
