"""The ways in which time is counted, one for each unit of a legal limit."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import Protocol

from chalicelib.domain.instant import VIETNAM, vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.working_time import WorkingTime

_DAY = timedelta(days=1)
_MICROSECOND = timedelta(microseconds=1)


class Way(Protocol):
    """A way to count: what lies between two instants, and what lies an amount after one."""

    def between(self, times: WorkingTime, start: datetime, end: datetime) -> Fraction:
        """The days from `start` to `end`, with their fraction."""
        ...

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """When `amount` days after `start` are over."""
        ...

    def goes_on(self, times: WorkingTime, at: datetime) -> datetime:
        """From when it counts again after a pause that ended at `at`."""
        ...


class ByWorkingDay:
    """The same time of day so many working days later."""

    def between(self, times: WorkingTime, start: datetime, end: datetime) -> Fraction:
        """Working days."""
        return times.between(start, end)

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """From 07:00 it is 07:00 again."""
        return times.after(start, amount)

    def goes_on(self, times: WorkingTime, at: datetime) -> datetime:
        """When work goes on."""
        return times.next_moment(at)


class ByWorkingHour(ByWorkingDay):
    """When the last hour has been worked."""

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """Eight hours from 07:00 are over at 17:00."""
        return times.after(start, amount, closing=True)


class SameDay(ByWorkingDay):
    """The end of the day; of the next working day after the cut-off ("nhận sau 15 giờ")."""

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """Exactly at the cut-off is not yet after it."""
        return times.closing_after(start, 1 if is_after_cut_off(times, start) else 0)


class ByCalendarDay:
    """All days count; what ends on a day that is not worked ends on the next that is.

    There it ends when work begins: if it kept its time of day, what started on Thursday
    afternoon could end after what started on Friday morning.
    """

    def between(self, times: WorkingTime, start: datetime, end: datetime) -> Fraction:
        """Calendar days of 24 hours."""
        return max(Fraction((end - start) // _MICROSECOND, _DAY // _MICROSECOND), Fraction(0))

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """The same time of day, but not before work begins."""
        end = self.uncorrected(start, amount)
        return max(end, times.opening(times.days.next_worked(vietnam_day(end))))

    def goes_on(self, times: WorkingTime, at: datetime) -> datetime:
        """At once: if it waited for work, a minute before the weekend would gain the weekend."""
        return at

    @staticmethod
    def uncorrected(start: datetime, amount: Fraction) -> datetime:
        """Where the days end, worked or not."""
        return start + ceil(amount * (_DAY // _MICROSECOND)) * _MICROSECOND


class PromisedDay(ByCalendarDay):
    """The end of work on a day that somebody named: a pause of three days moves it by three."""

    def after(self, times: WorkingTime, start: datetime, amount: Fraction) -> datetime:
        """On a day that is not worked: the end of work on the next that is."""
        day = vietnam_day(self.uncorrected(start, amount))
        return times.closing(times.days.next_worked(day))


WAYS: Mapping[TimeUnit, Way] = MappingProxyType(
    {
        TimeUnit.WORKING_HOUR: ByWorkingHour(),
        TimeUnit.SAME_DAY: SameDay(),
        TimeUnit.WORKING_DAY: ByWorkingDay(),
        TimeUnit.DAY: ByCalendarDay(),
    }
)


def is_after_cut_off(times: WorkingTime, moment: datetime) -> bool:
    """Whether `moment` lies after the daily cut-off."""
    return moment.astimezone(VIETNAM).time() > times.calendar.cut_off
