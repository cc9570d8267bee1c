"""What a legal clock shows after some of its entries: the state that reading carries along."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from chalicelib.domain.clock_countdown import Countdown
from chalicelib.domain.clock_entry import Ground
from chalicelib.domain.clock_limit import Limit
from chalicelib.domain.clock_plan import Plan
from chalicelib.domain.clock_reading import ClockState, Promise, PromiseKind, Step
from chalicelib.domain.clock_ways import WAYS, Way
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named
from chalicelib.domain.working_time import WorkingTime


@dataclass(frozen=True)
class Face:
    """Three countdowns run side by side, the first two the same until somebody extends.

    `legal` is what the verdict compares with, `promised` what the applicant was told last,
    `longest` how far the law lets `legal` be extended with a reason. `plan` is what the steps
    divide among them. `since` is None as long as time is not counted.
    """

    times: WorkingTime
    limit: Limit | None
    started_at: datetime | None = None
    since: datetime | None = None
    elapsed: Fraction = Fraction(0)
    grounds: tuple[Ground, ...] = ()
    ended_at: datetime | None = None
    legal: Countdown | None = None
    promised: Countdown | None = None
    longest: Countdown | None = None
    plan: Plan | None = None
    promises: tuple[Promise, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> ClockState:
        """Where the clock stands."""
        if self.started_at is None:
            return ClockState.NOT_STARTED
        if self.ended_at is not None:
            return ClockState.ENDED
        return ClockState.PAUSED if self.grounds else ClockState.RUNNING

    @property
    def unit(self) -> TimeUnit:
        """The unit of the limit; without a limit working days."""
        return self.limit.term.unit if self.limit else TimeUnit.WORKING_DAY

    @property
    def way(self) -> Way:
        """How elapsed time is counted."""
        return WAYS[self.unit]

    def standing(self, countdown: Countdown | None) -> Countdown | None:
        """The countdown if it has a due date now: a pause suspends all but what was missed."""
        if countdown is None or (self.grounds and not countdown.missed):
            return None
        return countdown

    def elapsed_at(self, at: datetime) -> Fraction:
        """What has been counted until `at`."""
        if self.since is None:
            return self.elapsed
        return self.elapsed + self.way.between(self.times, self.since, at)

    def held(self, at: datetime) -> "Face":
        """Time is not counted from `at` on."""
        return replace(
            self,
            elapsed=self.elapsed_at(at),
            since=None,
            legal=self.legal and self.legal.held(at),
            promised=self.promised and self.promised.held(at),
            longest=self.longest and self.longest.held(at),
            plan=self.plan and self.plan.held(at),
        )

    def released(self, at: datetime) -> "Face":
        """Time is counted from the first working moment after `at` on."""
        return replace(
            self,
            since=self.times.next_moment(at),
            legal=self.legal and self.legal.resumed(at),
            promised=self.promised and self.promised.resumed(at),
            longest=self.longest and self.longest.resumed(at),
            plan=self.plan and self.plan.released(at),
        )

    def stopped(self, at: datetime) -> "Face":
        """Nothing is counted any more."""
        return replace(self, elapsed=self.elapsed_at(at), since=None, ended_at=at)

    def saying(self, code: str, at: datetime, says: Named) -> "Face":
        """One more sentence."""
        return self.telling(Step(code=code, at=at, says=says))

    def telling(self, *steps: Step) -> "Face":
        """More steps of the explanation."""
        return replace(self, steps=(*self.steps, *steps))

    def promising(self, kind: PromiseKind, at: datetime, slip: str | None = None) -> "Face":
        """The due date as it is now becomes a promise, if it is a new one."""
        found = self.standing(self.promised)
        if found is None or (self.promises and self.promises[-1].due_at == found.due_at):
            return self
        due_at = found.due_at
        promise = Promise(
            kind=kind, made_at=at, due_at=due_at, due_on=vietnam_day(due_at), slip=slip
        )
        return replace(self, promises=(*self.promises, promise))
