"""How much of a limit has been counted: what its division among the steps is laid against."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from chalicelib.domain.clock.countdown import Countdown
from chalicelib.domain.clock.ways import ByWorkingHour, Way
from chalicelib.domain.working_time import WorkingTime


@dataclass(frozen=True)
class Plan:
    """`spent` of `whole` days before `since`; nothing is counted while `since` is None.

    No extension moves it: a later day is more time for the result, not for the step.
    """

    times: WorkingTime
    way: Way
    whole: Fraction
    spent: Fraction = Fraction(0)
    since: datetime | None = None

    def spent_at(self, at: datetime) -> Fraction:
        """What has been counted until `at`."""
        if self.since is None:
            return self.spent
        return self.spent + self.way.between(self.times, self.since, max(at, self.since))

    def held(self, at: datetime) -> "Plan":
        """Time is not counted from `at` on."""
        return replace(self, spent=self.spent_at(at), since=None)

    def released(self, paused: datetime | None, at: datetime) -> "Plan":
        """Time is counted again from `at` on, as in a countdown (`Countdown.resumed`)."""
        since = self.way.goes_on(self.times, at) if paused else self.times.next_moment(at)
        return replace(self, since=since)

    def after(self, at: datetime, amount: Fraction) -> datetime:
        """When so much more is counted from `at` on, if nothing interrupts it."""
        return self.way.after(self.times, max(at, self.since or at), amount)


def plan_of(countdown: Countdown) -> Plan:
    """The plan of a limit that counts anew.

    "The same day" is no amount of time: divided is the working time from its start to its end.
    """
    times, since = countdown.times, countdown.since
    if countdown.is_rule:
        return Plan(times, ByWorkingHour(), times.between(since, countdown.due_at), since=since)
    return Plan(times, countdown.way, countdown.left, since=since)
