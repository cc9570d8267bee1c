"""An agency's calendar: its working hours, days off, days made up for, and daily cut-off."""

from datetime import date, time
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.entry import Code, Draft, Entry
from chalicelib.domain.value import Named, Value


class Hours(Value):
    """A stretch of working time within a day in Vietnam; at `end` nobody works any more."""

    start: time
    end: time


class Day(Value):
    """A day that differs from its weekday, and why."""

    on: date
    name: Named


MORNING = Hours(start=time(7), end=time(11, 30))
AFTERNOON = Hours(start=time(13, 30), end=time(17))


class CalendarFacts(Value):
    """When an agency works; `weekend` names weekdays (1 Monday … 7 Sunday, ISO 8601)."""

    hours: Annotated[tuple[Hours, ...], Field(min_length=1, max_length=10)] = (MORNING, AFTERNOON)
    weekend: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(max_length=6)] = (6, 7)
    days_off: Annotated[tuple[Day, ...], Field(max_length=1000)] = ()
    made_up_days: Annotated[tuple[Day, ...], Field(max_length=200)] = ()
    cut_off: time = time(15)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        ends = [moment for part in self.hours for moment in (part.start, part.end)]
        if ends != sorted(set(ends)):
            raise PydanticCustomError(
                "hours_out_of_order", "working hours stand in order and do not overlap"
            )
        off, made_up = {day.on for day in self.days_off}, {day.on for day in self.made_up_days}
        if len(off) < len(self.days_off) or len(made_up) < len(self.made_up_days):
            raise PydanticCustomError("day_twice", "a day stands in a list once")
        if off & made_up:
            raise PydanticCustomError("day_in_both", "a day is off or made up for, not both")
        return self


class Calendar(CalendarFacts, Entry):
    """One agency's calendar; agencies below it without one of their own inherit it."""

    agency_code: Code


class CalendarDraft(CalendarFacts, Draft):
    """The next version of a calendar."""
