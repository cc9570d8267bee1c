"""Which days an agency works, and counting them without walking over each."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from chalicelib.domain.calendar import CalendarFacts, Day
from chalicelib.domain.value import Named

WEEK = 7
WEEKEND = Named(vi="ngày nghỉ hằng tuần", en="weekly rest day")


class WorkedDays:
    """The days of a calendar: a made-up day is worked, a day off is not, else the weekday decides.

    Days are counted by their ordinal; 1 January of year 1, ordinal 1, was a Monday.
    """

    def __init__(self, calendar: CalendarFacts) -> None:
        rest = frozenset(calendar.weekend)
        self._week = tuple(number not in rest for number in range(1, WEEK + 1))
        self._off = {day.on: day for day in calendar.days_off if self._usual(day.on)}
        self._made_up = {day.on: day for day in calendar.made_up_days if not self._usual(day.on)}
        self._lost = sorted(day.toordinal() for day in self._off)
        self._gained = sorted(day.toordinal() for day in self._made_up)
        self._names = {day.on: day.name for day in calendar.days_off}

    def works_on(self, day: date) -> bool:
        """Whether the agency works that day."""
        return day in self._made_up or (self._usual(day) and day not in self._off)

    def count(self, first: date, until: date) -> int:
        """How many days are worked from `first` up to, but without, `until`."""
        return self._count(first.toordinal(), until.toordinal())

    def nth_after(self, day: date, number: int) -> date:
        """The `number`-th worked day after `day`; number 0: `day` itself, worked or not."""
        if number == 0:
            return day
        following = day.toordinal() + 1
        furthest = following + WEEK * (number + len(self._lost))

        def counted(upto: int) -> int:
            return self._count(following, upto + 1)

        days = range(following, furthest)
        return date.fromordinal(days[bisect_left(days, number, key=counted)])

    def next_worked(self, day: date) -> date:
        """`day` if it is worked, else the first worked day after it."""
        return day if self.works_on(day) else self.nth_after(day, 1)

    def why_off(self, day: date) -> Named:
        """Why `day`, which is not worked, is not."""
        return self._names.get(day, WEEKEND)

    def exceptions(self, after: date, upto: date) -> Iterator[tuple[Day, bool]]:
        """The days whose weekday deceives, after `after` and up to `upto`, and if each is worked."""
        unusual = {**self._off, **self._made_up}
        for on in sorted(unusual):
            if after < on <= upto:
                yield unusual[on], on in self._made_up

    def _usual(self, day: date) -> bool:
        return self._week[day.weekday()]

    def _count(self, first: int, until: int) -> int:
        if until <= first:
            return 0
        weeks, rest = divmod(until - first, WEEK)
        usual = weeks * sum(self._week)
        usual += sum(self._week[(first - 1 + step) % WEEK] for step in range(rest))
        return usual - _within(self._lost, first, until) + _within(self._gained, first, until)


def _within(days: list[int], first: int, until: int) -> int:
    return bisect_left(days, until) - bisect_left(days, first)
