"""The legal clock: a pure function from entries, calendar and limit to what the clock shows.

Nothing here is stored: whoever corrects a calendar reads all clocks again. Sources of the rules
and how sure they are: docs/legal-clock.md.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from fractions import Fraction
from itertools import accumulate

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock import sentences as says
from chalicelib.domain.clock.entry import ClockEntry
from chalicelib.domain.clock.face import Face
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.reading import Amount, Reading, Step, verdict_of
from chalicelib.domain.clock.turn import turn
from chalicelib.domain.clock.words import SECONDS_PER_HOUR, hours_in
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.procedure import TimeUnit
from chalicelib.domain.working_time import WorkingTime


def read(
    entries: Iterable[ClockEntry],
    calendar: CalendarFacts,
    limit: Limit | None,
    at: datetime | None = None,
) -> Reading:
    """What the clock shows at `at` (None: at its last entry); never fails."""
    return read_by(WorkingTime(calendar), tuple(entries), limit, at)


def read_by(
    times: WorkingTime,
    entries: tuple[ClockEntry, ...],
    limit: Limit | None,
    at: datetime | None = None,
) -> Reading:
    """`read` for many clocks of one calendar."""
    *_, face = faces(times, entries, limit)
    return _judged(_reading(face, _moment(face, entries, at)))


def faces(
    times: WorkingTime, entries: tuple[ClockEntry, ...], limit: Limit | None
) -> Iterator[Face]:
    """The face before any entry, and after each."""
    return accumulate(entries, turn, initial=Face(times, limit))


def due_day(
    times: WorkingTime, entries: tuple[ClockEntry, ...], limit: Limit | None, until: datetime
) -> date | None:
    """The legal due day as it was known at `until`, that instant itself left out."""
    known = tuple(entry for entry in entries if entry.at < until)
    return read_by(times, known, limit, until).legal_due_on


def _moment(face: Face, entries: tuple[ClockEntry, ...], at: datetime | None) -> datetime | None:
    return face.ended_at or at or (entries[-1].at if entries else None)


def _reading(face: Face, at: datetime | None) -> Reading:
    due, legal = face.standing(face.promised), face.standing(face.legal)
    return Reading(
        state=face.state,
        started_at=face.started_at,
        paused_for=face.grounds,
        ended_at=face.ended_at,
        due_at=due.due_at if due else None,
        due_on=due.due_on if due else None,
        legal_due_at=legal.due_at if legal else None,
        legal_due_on=legal.due_on if legal else None,
        elapsed=_amount(face.elapsed_at(at) if at else face.elapsed, face.unit),
        remaining=_remaining(face, at),
        promises=face.promises,
        uncertain_years=_uncertain_years(face, at),
        steps=face.steps,
    )


def _judged(reading: Reading) -> Reading:
    """With the verdict and the last sentences."""
    steps = reading.steps
    if reading.ended_at is None:
        return reading.model_copy(update={"steps": (*steps, *_warning(reading))})
    ended_on = vietnam_day(reading.ended_at)
    verdict = verdict_of(ended_on, reading.legal_due_on)
    said = says.judged(verdict, ended_on, reading.legal_due_on)
    last = Step(code=verdict, at=reading.ended_at, says=said)
    kept = ended_on <= reading.due_on if reading.due_on else None
    update = {"verdict": verdict, "promise_kept": kept}
    return reading.model_copy(update={**update, "steps": (*steps, last, *_warning(reading))})


def _warning(reading: Reading) -> Iterator[Step]:
    if reading.uncertain_years and reading.started_at:
        said = says.uncertain(reading.uncertain_years)
        yield Step(code="calendar_uncertain", at=reading.started_at, says=said)


def _remaining(face: Face, at: datetime | None) -> Amount | None:
    """What is left of the promise; nobody knows during a pause if the rule is "the same day"."""
    promised = face.promised
    if promised is None or at is None or (face.grounds and promised.is_rule):
        return None
    if face.grounds and not promised.missed:
        return _amount(promised.left, promised.unit)
    return _amount(promised.left_at(at), promised.unit)


def _amount(days: Fraction, unit: TimeUnit) -> Amount:
    shown = TimeUnit.WORKING_HOUR if unit is TimeUnit.SAME_DAY else unit
    return Amount(unit=shown, seconds=int(days * hours_in(unit) * SECONDS_PER_HOUR))


def _uncertain_years(face: Face, at: datetime | None) -> tuple[int, ...]:
    """The years that were counted in and are not announced in the calendar."""
    if face.started_at is None or at is None:
        return ()
    standing = (face.standing(face.promised), face.standing(face.legal))
    ends = [countdown.due_on for countdown in standing if countdown]
    last = max([vietnam_day(face.started_at), vietnam_day(at), *ends])
    years = range(vietnam_day(face.started_at).year, last.year + 1)
    return tuple(year for year in years if year not in face.times.calendar.announced_years)
