"""What a legal clock shows after some of its entries: the state that reading carries along."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from chalicelib.domain.clock.countdown import Countdown
from chalicelib.domain.clock.entry import Ground
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.plan import Plan, plan_of
from chalicelib.domain.clock.reading import ClockState, Promise, PromiseKind, Step
from chalicelib.domain.clock.ways import WAYS, Way
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named
from chalicelib.domain.working_time import WorkingTime


@dataclass(frozen=True)
class Face:
    """Three countdowns run side by side, the first two the same until somebody extends.

    `legal` is what the verdict compares with, `promised` what the applicant was told last,
    `longest` how far the law lets `legal` be extended with a reason. `plan` is what the steps
    divide among them. `since` is None as long as time is not counted; then `before` is the face at
    `held_at`, when the pause began, unless the limit began anew within the pause. `before_end` is
    the face that a recall goes back to.
    """

    times: WorkingTime
    limit: Limit | None
    started_at: datetime | None = None
    since: datetime | None = None
    elapsed: Fraction = Fraction(0)
    grounds: tuple[Ground, ...] = ()
    held_at: datetime | None = None
    before: "Face | None" = None
    ended_at: datetime | None = None
    before_end: "Face | None" = None
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
            held_at=at,
            before=self,
            legal=self.legal and self.legal.held(at),
            promised=self.promised and self.promised.held(at),
            longest=self.longest and self.longest.held(at),
            plan=self.plan and self.plan.held(at),
        )

    def released(self, at: datetime) -> "Face":
        """Time is counted again from `at` on."""
        paused, times = self.held_at, self.times
        legal = self.legal and self.legal.resumed(paused, at)
        return replace(
            self,
            since=self.way.goes_on(times, at) if paused else times.next_moment(at),
            held_at=None,
            before=None,
            legal=legal,
            promised=self.promised and self.promised.resumed(paused, at),
            longest=self.longest and self.longest.resumed(paused, at),
            plan=self._plan_on(legal, paused, at),
        )

    def _plan_on(
        self, legal: Countdown | None, paused: datetime | None, at: datetime
    ) -> Plan | None:
        """A rule that still holds divides its day as before; one that is applied anew, the new day."""
        if self.plan is None or legal is None or not legal.is_rule:
            return self.plan and self.plan.released(paused, at)
        return replace(self.plan, since=paused) if legal is self.legal else plan_of(legal)

    def anew(self) -> "Face":
        """What is counted begins again: nothing of the time before the pause comes back."""
        return replace(self, held_at=None, before=None)

    def unpaused(self, at: datetime) -> "Face | None":
        """As if there had been no pause, if nobody worked from its beginning until `at`."""
        was, paused = self.before, self.held_at
        if was is None or paused is None or self.times.between(paused, at):
            return None
        return replace(was, steps=self.steps)

    def stopped(self, at: datetime) -> "Face":
        """Nothing is counted any more."""
        spent = self.elapsed_at(at)
        return replace(self, elapsed=spent, since=None, ended_at=at, before_end=self)

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
