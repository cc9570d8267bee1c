"""The period of a service report: days in Vietnam, both included, on or off the months' ends."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.instant import Instant, end_of_vietnam_day, vietnam_day
from chalicelib.domain.value import Value

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""Days that a report can be of."""

MOMENT = timedelta(microseconds=1)
"""The finest that instants are told apart."""


class Period(Value):
    """From one day to another, with what was known at `as_of`; what came later does not count."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    since: date = Field(alias="from")
    until: date = Field(alias="to")
    as_of: Instant

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.since < FIRST_DAY or self.until > LAST_DAY:
            raise PydanticCustomError("period_too_far", "a report is of days from 2000 to 2099")
        if self.until < self.since:
            raise PydanticCustomError("period_upside_down", "`from` lies after `to`")
        if self.as_of < self.begins_at:
            raise PydanticCustomError("period_not_begun", "nothing was known of this period yet")
        return self

    @cached_property
    def begins_at(self) -> datetime:
        """The first instant of the first day."""
        return end_of_vietnam_day(self.since - timedelta(days=1))

    @cached_property
    def counted_until(self) -> datetime:
        """The first instant that does not count: the end of the last day, or just after `as_of`."""
        return min(end_of_vietnam_day(self.until), self.as_of + MOMENT)

    @cached_property
    def last_day(self) -> date:
        """The last day of which anything counts."""
        return vietnam_day(self.counted_until - MOMENT)

    @cached_property
    def months(self) -> Fraction:
        """Whole months from the first day on, and the days that are left as a part of the next.

        20 June to 19 July is one month; to 20 July it is one and one thirty-first.
        """
        after, whole = self.last_day + timedelta(days=1), 0
        while _months_after(self.since, whole + 1) <= after:
            whole += 1
        begun = _months_after(self.since, whole)
        length = (_months_after(self.since, whole + 1) - begun).days
        return whole + Fraction((after - begun).days, length)


def _months_after(day: date, count: int) -> date:
    """The same day `count` months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
