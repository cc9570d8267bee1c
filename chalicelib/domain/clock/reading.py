"""What can be read from a legal clock."""

from datetime import date
from enum import StrEnum

from chalicelib.domain.clock.entry import Ground
from chalicelib.domain.instant import Instant
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.value import Named, Value


class ClockState(StrEnum):
    """Where the clock stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Verdict(StrEnum):
    """How an ended clock kept its legal limit; days are compared, not times."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


class PromiseKind(StrEnum):
    """What a due date was promised by."""

    FIRST = "first"
    AFTER_PAUSE = "after_pause"
    RESTARTED = "restarted"
    FIXED_REMAINDER = "fixed_remainder"
    EXTENDED = "extended"


class Promise(Value):
    """A due date that the applicant could rely on from `made_at` on; never erased."""

    kind: PromiseKind
    made_at: Instant
    due_at: Instant
    due_on: date
    slip: str | None = None


class Amount(Value):
    """An amount of time in whole seconds, rounded down.

    In `day` a day has 24 hours; in `working_day` and `working_hour` a working day has eight.
    """

    unit: TimeUnit
    seconds: int


class Step(Value):
    """One sentence of the explanation: what it is about, and from which instant on it holds."""

    code: str
    at: Instant
    says: Named


class Reading(Value):
    """What the clock shows.

    `due_at` is what the applicant was promised last; `legal_due_at` what the law gives, which an
    apology does not move. Both are None as long as nothing is due: before the start, without a
    limit, and during a pause that began in time. `elapsed` counts since the start or the last
    restart, without pauses. `uncertain_years`: their days off are not announced yet.
    """

    state: ClockState
    started_at: Instant | None
    paused_for: tuple[Ground, ...]
    ended_at: Instant | None
    due_at: Instant | None
    due_on: date | None
    legal_due_at: Instant | None
    legal_due_on: date | None
    elapsed: Amount
    remaining: Amount | None
    promises: tuple[Promise, ...]
    verdict: Verdict | None = None
    promise_kept: bool | None = None
    uncertain_years: tuple[int, ...]
    steps: tuple[Step, ...]


def verdict_of(ended_on: date, due_on: date | None) -> Verdict:
    """Ended before the due day, on it, or after it; without a due day: on time."""
    if due_on is None or ended_on == due_on:
        return Verdict.ON_TIME
    return Verdict.EARLY if ended_on < due_on else Verdict.LATE
