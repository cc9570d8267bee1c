"""Missing papers: how often they may be asked for, until when they are awaited, when to remind."""

from datetime import timedelta

from chalicelib.domain.instant import Instant, end_of_vietnam_day, vietnam_day
from chalicelib.domain.procedure import SupplementPolicy
from chalicelib.domain.task import TaskKind
from chalicelib.domain.working_time import WorkingTime

REMIND_BEFORE = timedelta(days=3)
"""The applicant is reminded so long before the end, but not in the first half of the time."""


def papers_by(policy: SupplementPolicy, times: WorkingTime, at: Instant, days: int) -> Instant:
    """The end, in Vietnam, of the last of the applicant's days, counted as the policy says.

    Calendar days that end on a day that is not worked end on the next that is.
    """
    asked_on = vietnam_day(at)
    if policy.in_working_days:
        return end_of_vietnam_day(times.days.nth_after(asked_on, days))
    return end_of_vietnam_day(times.days.next_worked(asked_on + timedelta(days=days)))


def reminder(asked_at: Instant, until: Instant) -> Instant:
    """When the applicant is reminded of the papers."""
    return max(until - REMIND_BEFORE, asked_at + (until - asked_at) / 2)


def may_ask(policy: SupplementPolicy, rounds: dict[TaskKind, int]) -> bool:
    """Whether the procedure allows one more request (some texts: once only)."""
    return policy.rounds is None or rounds.get(TaskKind.SUPPLEMENT, 0) < policy.rounds
