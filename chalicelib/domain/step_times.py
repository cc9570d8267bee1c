"""Until when a step is to be done, and from when on its lateness will make the result late."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from chalicelib.domain.clock.entry import ClockEntries, Remainder, Restart, Start
from chalicelib.domain.clock.face import Face
from chalicelib.domain.clock.legal_clock import faces
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.plan import Plan
from chalicelib.domain.instant import end_of_vietnam_day, vietnam_day
from chalicelib.domain.working_time import WorkingTime

_MICROSECOND = timedelta(microseconds=1)
_ANEW = Start | Restart | Remainder


@dataclass(frozen=True, slots=True)
class StepTimes:
    """`due_at`: when the step's part of the legal time, with those before it, is used up.

    From `late_from` on, the result is expected after `legal_due_on`; None of the three is known
    without a limit, before it starts, and during a pause that began in time.
    """

    due_at: datetime | None = None
    legal_due_on: date | None = None
    late_from: datetime | None = None


def step_times(
    times: WorkingTime,
    entries: ClockEntries,
    limit: Limit | None,
    shares: Sequence[Fraction],
    number: int,
    *,
    since: datetime,
    at: datetime,
) -> StepTimes:
    """What the step with this index, begun at `since`, is to keep, as seen at `at`.

    What is left of a remainder that a procedure fixes is divided as the whole limit is, and so is
    a new day that "the same day" is applied to; the parts of the steps that are done are then
    spare time of the step that goes on.
    """
    course = list(faces(times, entries, limit))
    face = course[-1]
    legal, plan = face.standing(face.legal), face.plan
    if legal is None or plan is None:
        return StepTimes()
    if face.grounds:  # the due day was over before the pause began
        return StepTimes(legal_due_on=legal.due_on, late_from=at)
    used = max(plan.spent_at(at) - _spent_before(times, entries, limit, since), Fraction(0))
    return StepTimes(
        due_at=_reached(course, sum(shares[: number + 1], Fraction(0)) * plan.whole),
        legal_due_on=legal.due_on,
        late_from=Forecast(
            plan,
            at,
            own=max(shares[number] * plan.whole - used, Fraction(0)),
            others=sum(shares[number + 1 :], Fraction(0)) * plan.whole,
        ).late_from(legal.due_on),
    )


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is left at `at`: of the step's `own` part, and the parts of the `others` after it."""

    plan: Plan
    at: datetime
    own: Fraction
    others: Fraction

    def ends(self, at: datetime) -> datetime:
        """When all will be done, if the step is still not done at `at`.

        While the step is within its part this is the same instant; afterwards it moves on.
        """
        used = self.plan.spent_at(at) - self.plan.spent_at(self.at)
        return self.plan.after(at, max(self.own - used, Fraction(0)) + self.others)

    def late_from(self, due_on: date) -> datetime:
        """The first instant at which the end is expected after that day."""

        def late(microseconds: int) -> bool:
            return vietnam_day(self.ends(self.at + microseconds * _MICROSECOND)) > due_on

        over = max(end_of_vietnam_day(due_on) - self.at, timedelta())
        return self.at + bisect_left(range(over // _MICROSECOND), True, key=late) * _MICROSECOND


def _spent_before(
    times: WorkingTime, entries: ClockEntries, limit: Limit | None, since: datetime
) -> Fraction:
    """What had been counted when the step began; nothing if the limit began anew after that."""
    if any(isinstance(entry, _ANEW) and entry.at > since for entry in entries):
        return Fraction(0)
    *_, face = faces(times, tuple(entry for entry in entries if entry.at <= since), limit)
    return face.plan.spent_at(since) if face.plan else Fraction(0)


def _reached(course: Sequence[Face], amount: Fraction) -> datetime:
    """When so much was, or will be, counted: in the last stretch that began with less.

    What was used up just when a pause began does not wait for its end.
    """
    plans = [face.plan for face in course if face.plan and face.plan.since and not face.grounds]
    plan = next((plan for plan in reversed(plans) if plan.spent < amount), plans[0])
    assert plan.since is not None, "only what is counted reaches anything"
    return plan.after(plan.since, amount - plan.spent)
