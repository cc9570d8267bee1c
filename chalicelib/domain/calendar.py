"""An agency's calendar: its working hours, days off, days made up for, and daily cut-off."""

from datetime import date, time
from itertools import pairwise
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from chalicelib.domain.entry import Code, Dated, Draft, Entry
from chalicelib.domain.value import Named, Value


def _without_zone(moment: time) -> time:
    if moment.tzinfo is not None:
        raise PydanticCustomError("time_with_zone", "a time of day is Vietnam's and has no zone")
    return moment


TimeOfDay = Annotated[time, AfterValidator(_without_zone)]
"""A time on the clocks of Vietnam."""


class Hours(Value):
    """A stretch of working time within a day in Vietnam; at `end` nobody works any more."""

    start: TimeOfDay
    end: TimeOfDay


def _in_order(hours: tuple[Hours, ...]) -> tuple[Hours, ...]:
    ends = [moment for part in hours for moment in (part.start, part.end)]
    if ends != sorted(set(ends)):
        raise PydanticCustomError(
            "hours_out_of_order", "working hours stand in order and do not overlap"
        )
    return hours


WorkingHours = Annotated[
    tuple[Hours, ...], Field(min_length=1, max_length=10), AfterValidator(_in_order)
]
"""The stretches of one day, in order."""


class Day(Value):
    """A day that differs from its weekday, and why."""

    on: date
    name: Named


MORNING = Hours(start=time(7), end=time(11, 30))
AFTERNOON = Hours(start=time(13, 30), end=time(17))


class Season(Dated):
    """Other hours for a while: winter hours, or the hours before they were changed for good."""

    hours: WorkingHours


class CalendarFacts(Value):
    """When an agency works; `weekend` names weekdays (1 Monday … 7 Sunday, ISO 8601).

    `hours` hold outside of all `seasons`. The days off of `announced_years` are official; those
    of any other year are missing or guessed, and a due date there says so.
    """

    hours: WorkingHours = (MORNING, AFTERNOON)
    seasons: Annotated[tuple[Season, ...], Field(max_length=100)] = ()
    weekend: Annotated[tuple[Annotated[int, Field(ge=1, le=7)], ...], Field(max_length=6)] = (6, 7)
    days_off: Annotated[tuple[Day, ...], Field(max_length=1000)] = ()
    made_up_days: Annotated[tuple[Day, ...], Field(max_length=200)] = ()
    announced_years: Annotated[
        tuple[Annotated[int, Field(ge=1900, le=2999)], ...], Field(max_length=200)
    ] = ()
    cut_off: TimeOfDay = time(15)

    def hours_on(self, day: date) -> tuple[Hours, ...]:
        """The hours of that day, if it is worked."""
        season = (one.hours for one in self.seasons if one.holds_on(day))
        return next(season, self.hours)

    @model_validator(mode="after")
    def _without_contradiction(self) -> Self:
        off, made_up = {day.on for day in self.days_off}, {day.on for day in self.made_up_days}
        if len(off) < len(self.days_off) or len(made_up) < len(self.made_up_days):
            raise PydanticCustomError("day_twice", "a day stands in a list once")
        if off & made_up:
            raise PydanticCustomError("day_in_both", "a day is off or made up for, not both")
        inorder = sorted(self.seasons, key=lambda one: one.valid_from or date.min)
        if any(
            (a.valid_to or date.max) >= (b.valid_from or date.min) for a, b in pairwise(inorder)
        ):
            raise PydanticCustomError("seasons_overlap", "seasons do not overlap")
        return self


class Calendar(CalendarFacts, Entry):
    """One agency's calendar; agencies below it without one of their own inherit it."""

    agency_code: Code


class CalendarDraft(CalendarFacts, Draft):
    """The next version of a calendar."""
