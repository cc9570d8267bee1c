"""A countdown: so much of a limit is left from a moment on, and when that is over."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property

from chalicelib.domain.clock.limit import Term
from chalicelib.domain.clock.ways import WAYS, PromisedDay, SameDay, Way
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.working_time import HOURS_PER_DAY, WorkingTime


@dataclass(frozen=True)
class Countdown:
    """`left` days from `since` on, counted in a unit's way.

    `missed`: the due day was over before a pause began, so the pause does not move it.
    """

    times: WorkingTime
    unit: TimeUnit
    way: Way
    since: datetime
    left: Fraction
    missed: bool = False

    @cached_property
    def due_at(self) -> datetime:
        """When it is over, if nothing interrupts it."""
        return self.way.after(self.times, self.since, self.left)

    @property
    def due_on(self) -> date:
        """The day in Vietnam on which it is over."""
        return vietnam_day(self.due_at)

    @property
    def is_rule(self) -> bool:
        """Whether it is no amount of time but a rule, applied anew whenever it goes on."""
        return isinstance(self.way, SameDay)

    def held(self, at: datetime) -> "Countdown":
        """What is left when a pause begins at `at`.

        Days are what is compared: until its due day ends a limit is kept, so a pause may still
        begin; only afterwards it comes too late.
        """
        if self.missed or vietnam_day(at) > self.due_on:
            return replace(self, missed=True)
        spent = self.way.between(self.times, self.since, at)
        return replace(self, left=max(self.left - spent, Fraction(0)))

    def resumed(self, paused: datetime | None, at: datetime) -> "Countdown":
        """Going on at `at` after the pause that began at `paused`.

        None: what is counted began within the pause, and does so as at reception.
        """
        if self.missed or (self.is_rule and paused and self._still_holds(paused, at)):
            return self
        since = self.way.goes_on(self.times, at) if paused else self.times.next_moment(at)
        return replace(self, since=since)

    def _still_holds(self, paused: datetime, at: datetime) -> bool:
        """Whether the rule is not applied anew, because the pause left work on its own day."""
        first, last = (vietnam_day(self.times.next_moment(one)) for one in (paused, at))
        return first == last <= self.due_on

    def left_at(self, at: datetime) -> Fraction:
        """What is left at `at`, if it runs."""
        return self.way.between(self.times, max(at, self.since), self.due_at)


def begin(times: WorkingTime, term: Term, at: datetime) -> Countdown:
    """The countdown of a legal limit that starts at `at`, moved to the next working moment."""
    per_day = HOURS_PER_DAY if term.unit is TimeUnit.WORKING_HOUR else 1
    left = Fraction(term.value, per_day)
    return Countdown(times, term.unit, WAYS[term.unit], times.next_moment(at), left)


def until(times: WorkingTime, day: date, at: datetime) -> Countdown:
    """The countdown from `at` to the end of work on `day`, or on the next day that is worked."""
    way = PromisedDay()
    return Countdown(times, TimeUnit.DAY, way, at, way.between(times, at, times.closing(day)))
