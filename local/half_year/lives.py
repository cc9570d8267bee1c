"""The half-year as provinces report it: 172,440 dossiers, 98 % early or on time, Tết, a surge.

Seeded: the same number and seed give the same dossiers. The volume and the rate are published
figures of the first half of 2020; agencies, fields and the shares of the rest are made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TypeVar

from chalicelib.domain.dossier import Status
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.service_report.course import Moves, Traits

HALF_YEAR = 172_440
BEGINS, ENDS = date(2020, 1, 1), date(2020, 6, 30)
EARLIEST = date(2019, 11, 15)
TET = (date(2020, 1, 23), date(2020, 1, 29))

_AGENCIES = {"H32.12": 40, "H32.13": 30, "H32.20": 20, "H32.21": 10}
_PROCEDURES = {
    ("Xúc tiến thương mại", "2.000131"): 35,
    ("Thú y", "1.005319"): 25,
    ("Đất đai", "1.012783"): 20,
    ("Hộ tịch", "2.000635"): 20,
}
_PROVINCES = {"TP. Hồ Chí Minh": 35, "Hà Nội": 25, "Khánh Hòa": 30, "unknown": 10}
_KINDS = {"business": 55, "person": 40, "organisation": 5}

One = TypeVar("One")

_S = Status


@dataclass(frozen=True)
class Life:
    """A dossier from filing to its end, wherever a report's period ends."""

    filing: Traits
    moves: Moves
    due_on: date | None


def lives(scale: int, seed: int = 1) -> Iterator[Life]:
    """One dossier for every `scale` of the half-year, and those of the weeks before."""
    random = Random(seed)
    count = HALF_YEAR // scale
    before = count * (BEGINS - EARLIEST).days // (ENDS - BEGINS).days
    for number in range(before):
        yield _life(random, number, _day(random, EARLIEST, BEGINS - timedelta(days=1)))
    for number in range(before, before + count):
        yield _life(random, number, _day(random, BEGINS, ENDS))


def _day(random: Random, first: date, last: date) -> date:
    """Any day, few at weekends, none at Tết except online in spite of it, more since February."""
    while True:
        day = first + timedelta(days=random.randint(0, (last - first).days))
        likely = 0.15 if _off(day) else 0.7 if day < date(2020, 2, 1) else 1.0
        if random.random() < likely:
            return day


def _off(day: date) -> bool:
    return day.weekday() >= 5 or TET[0] <= day <= TET[1]


def _life(random: Random, number: int, day: date) -> Life:
    online = 0.35 if day < date(2020, 2, 1) else 0.6
    channel = (
        Channel.ONLINE
        if _off(day) or random.random() < online
        else random.choices([Channel.DIRECT, Channel.POSTAL], [3, 1])[0]
    )
    field, procedure = _pick(random, _PROCEDURES)
    filed_at = _within(random, day, 0, 24) if channel is Channel.ONLINE else _within(random, day)
    filing = Traits(
        code=f"{number:06d}",
        agency=_pick(random, _AGENCIES),
        field=field,
        procedure=procedure,
        channel=channel,
        origin="provincial_portal" if channel is Channel.ONLINE else "counter",
        applicant_kind=_pick(random, _KINDS),
        applicant_province=_pick(random, _PROVINCES),
        filed_at=filed_at,
    )
    moves, due_on = _course(random, filed_at)
    return Life(filing, tuple(moves), due_on)


def _course(
    random: Random, filed_at: datetime
) -> tuple[list[tuple[datetime, Status]], date | None]:
    moves = [(filed_at, _S.SUBMITTED)]
    taken_on = _worked(_local(filed_at), 1)
    at = _within(random, taken_on)
    fate = random.random()
    if fate < 0.03:
        return [*moves, (at, _S.NOT_RECEIVED)], None
    if fate < 0.04:
        return [*moves, (at, _S.WITHDRAWN)], None
    moves += [(at, _S.RECEIVED), (at, _S.PROCESSING)]
    limit = random.choice([1, 3, 5, 7, 15, 30])
    due_on = _worked(taken_on, limit)
    if fate < 0.16:
        due_on = _asked(random, moves, taken_on, due_on)
    _ended(random, moves, due_on, fate)
    return moves, None if fate > 0.995 else due_on


def _asked(random: Random, moves: list[tuple[datetime, Status]], day: date, due_on: date) -> date:
    """Asked for papers or money: the time until the answer is not counted."""
    waits = random.choice([_S.AWAITING_SUPPLEMENT, _S.AWAITING_PAYMENT])
    asked_on = day + timedelta(days=1)
    days = random.randint(1, 25)
    moves.append((_within(random, asked_on), waits))
    moves.append((_within(random, asked_on + timedelta(days=days)), _S.PROCESSING))
    return _worked(due_on + timedelta(days=days), 1)


def _ended(random: Random, moves: list[tuple[datetime, Status]], due_on: date, fate: float) -> None:
    shift = random.choices([-2, -1, 0, random.randint(1, 12)], [30, 38, 30, 2])[0]
    last = _local(moves[-1][0])
    ended_on = max(due_on + timedelta(days=shift), last)
    at = max(_within(random, ended_on), moves[-1][0] + timedelta(minutes=5))
    end = _S.STOPPED if fate > 0.98 else _S.WITHDRAWN if fate > 0.97 else _S.RESOLVED
    moves.append((at, end))
    if end is _S.RESOLVED and random.random() < 0.9:
        moves.append((at + timedelta(days=random.randint(0, 6), minutes=9), _S.RETURNED))
    elif end is not _S.WITHDRAWN and random.random() < 0.06:
        again = at + timedelta(days=random.randint(1, 40))
        moves += [(again, _S.PROCESSING), (again + timedelta(days=2), _S.RESOLVED)]


def _worked(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= not _off(day)
    return day


def _within(random: Random, day: date, first: int = 7, last: int = 17) -> datetime:
    """An instant between these hours of a day in Hanoi."""
    seconds = random.randrange((last - first) * 3600)
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=7)
    return begins + timedelta(hours=first, seconds=seconds)


def _local(instant: datetime) -> date:
    return (instant + timedelta(hours=7)).date()


def _pick(random: Random, weights: dict[One, int]) -> One:
    return random.choices(list(weights), list(weights.values()))[0]
