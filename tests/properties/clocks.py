"""Calendars, limits and lives of legal clocks, made up; and the same arithmetic done slowly."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from chalicelib.domain.calendar import CalendarFacts, Day, Hours, Season
from chalicelib.domain.clock.entry import (
    ClockEntries,
    ClockEntry,
    Extend,
    Ground,
    Pause,
    Restart,
    Resume,
    Start,
)
from chalicelib.domain.clock.limit import Limit, Term
from chalicelib.domain.instant import VIETNAM
from chalicelib.domain.procedure import ClockStart, TimeUnit
from chalicelib.domain.value import Named

MINUTE = timedelta(minutes=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 4, 30)
BEGINNING = datetime(2025, 12, 31, 17, tzinfo=UTC)

DAYS = (
    (("07:00", "11:30"), ("13:30", "17:00")),
    (("07:30", "12:00"), ("13:00", "16:30")),
    (("08:00", "16:00"),),
    (("08:00", "12:00"),),
    (("08:00", "12:00"), ("13:00", "16:00")),
    (("00:00", "09:30"), ("20:15", "23:59")),
)
"""Eight hours in three ways, four, seven, and an odd day that begins at midnight."""


def hours(stretches: tuple[tuple[str, str], ...]) -> tuple[Hours, ...]:
    return tuple(
        Hours(start=time.fromisoformat(start), end=time.fromisoformat(end))
        for start, end in stretches
    )


working_hours = st.sampled_from([hours(each) for each in DAYS])
days = st.dates(FIRST, LAST)


def named(day: date) -> Day:
    return Day(on=day, name=Named(vi=f"Ngày {day}", en=f"Day {day}"))


@st.composite
def calendars(draw: st.DrawFn, *, seasons: bool = True) -> CalendarFacts:
    off = draw(st.sets(days, max_size=25))
    made_up = draw(st.sets(days, max_size=8)) - off
    fields: dict[str, Any] = {
        "hours": draw(working_hours),
        "weekend": draw(st.sampled_from([(6, 7), (7,), (), (5, 6, 7), (1, 3, 5)])),
        "days_off": tuple(map(named, sorted(off))),
        "made_up_days": tuple(map(named, sorted(made_up))),
        "cut_off": draw(st.sampled_from([time(15), time(6), time(12), time(23, 59)])),
        "announced_years": (2026,),
    }
    if seasons and draw(st.booleans()):
        first, last = sorted((draw(days), draw(days)))
        season = Season(valid_from=first, valid_to=last, hours=draw(working_hours))
        fields["seasons"] = (season,)
    return CalendarFacts.model_validate(fields)


terms = st.builds(Term, value=st.integers(0, 30), unit=st.sampled_from(TimeUnit))
limits = st.builds(Limit, term=terms)
wide_limits = st.builds(Limit, term=terms, longest=st.none() | terms)
"""Also those that the law lets an agency stretch with a reason."""
moments = st.integers(0, 60 * 24 * 60).map(lambda minutes: BEGINNING + minutes * MINUTE)
"""Any minute of sixty days from 1 January 2026 in Vietnam."""


def started(at: datetime) -> Start:
    return Start(at=at, by="officer", rule=ClockStart.VALID_DOSSIER)


@st.composite
def lives(draw: st.DrawFn, *, restarts: bool = False, extensions: bool = False) -> ClockEntries:
    """A start and then pauses that begin and end in any order, some never."""
    entries: list[ClockEntry] = [started(at := draw(moments))]
    held: set[Ground] = set()
    for _ in range(draw(st.integers(0, 8))):
        at += draw(st.integers(0, 5 * 24 * 60)) * MINUTE
        ground = draw(st.sampled_from(Ground))
        kinds: list[type[Resume] | type[Restart]] = [Resume, Restart] if restarts else [Resume]
        if ground in held:
            entries.append(draw(st.sampled_from(kinds))(at=at, by="officer", ground=ground))
        elif extensions and not held and draw(st.booleans()):
            day = at.date() + timedelta(days=draw(st.integers(0, 40)))
            entries.append(Extend(at=at, by="officer", slip="1", reason="late", due_on=day))
            continue
        else:
            entries.append(Pause(at=at, by="officer", ground=ground))
        held ^= {ground}
    return tuple(entries)


def pauses(entries: ClockEntries) -> Iterator[tuple[datetime, datetime | None]]:
    """From when to when some ground held; None: it still does."""
    held: set[Ground] = set()
    since = entries[0].at
    for entry in entries:
        if isinstance(entry, Pause):
            since = since if held else entry.at
            held.add(entry.ground)
        elif isinstance(entry, Resume | Restart):
            held.discard(entry.ground)
            if not held:
                yield since, entry.at
    if held:
        yield since, None


def works_at(calendar: CalendarFacts, minute: datetime) -> bool:
    """Whether somebody works in the minute that begins then: written down from the words."""
    local = minute.astimezone(VIETNAM)
    worked = local.isoweekday() not in calendar.weekend
    worked = worked and all(day.on != local.date() for day in calendar.days_off)
    worked = worked or any(day.on == local.date() for day in calendar.made_up_days)
    stretches = calendar.hours
    for season in calendar.seasons:
        if season.holds_on(local.date()):
            stretches = season.hours
    return worked and any(part.start <= local.time() < part.end for part in stretches)


def minutes_worked(calendar: CalendarFacts, start: datetime, end: datetime) -> int:
    """The minutes from `start` to `end` in which somebody works, one by one."""
    count = (end - start) // MINUTE
    return sum(works_at(calendar, start + number * MINUTE) for number in range(count))
