"""Worked examples of the legal clock: how one is written down, and what the product makes of it."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from chalicelib.domain.calendar import Calendar, CalendarFacts
from chalicelib.domain.clock.entry import ClockEntries, ClockEntry
from chalicelib.domain.clock.limit import Limit, Term, limit_of
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import VIETNAM
from chalicelib.domain.procedure import Procedure, TimeUnit
from local.seed import shipped_catalogue

ENTRIES: TypeAdapter[ClockEntries] = TypeAdapter(ClockEntries)
ENTRY: TypeAdapter[ClockEntry] = TypeAdapter(ClockEntry)


@dataclass(frozen=True, kw_only=True)
class Example:
    """One row. Times are Hanoi's; `by_hand` is the computation to follow with a calendar.

    `filing`: a procedure of the catalogue and a channel (`1.001471 online option=urgent`), or a
    limit (`limit 2 working_hour`). `entries`: one a line or between semicolons, as
    `pause supplement 07/10/2026 09:00`, `extend 16/10/2026 at 12/10/2026 08:00`.
    `due`, `legal` (None: the same): `dd/MM/yyyy HH:mm`, or `none`. `agency`: what differs from
    the national calendar.
    """

    name: str
    filing: str
    entries: str
    due: str
    by_hand: str
    legal: str | None = None
    verdict: str | None = None
    kept: bool | None = None
    left: str | None = None
    spent: str | None = None
    uncertain: tuple[int, ...] = ()
    agency: dict[str, Any] = field(default_factory=dict)

    @property
    def calendar(self) -> CalendarFacts:
        """The national calendar, with what this agency does otherwise."""
        if not self.agency:
            return calendar()
        facts = {name: getattr(calendar(), name) for name in CalendarFacts.model_fields}
        return CalendarFacts.model_validate({**facts, **self.agency})


@cache
def procedures() -> dict[str, Procedure]:
    return {each.code: each for each in shipped_catalogue().procedures}


@cache
def calendar() -> Calendar:
    """The shipped calendar of the whole country; 2027 is an estimate in it."""
    (national,) = (each for each in shipped_catalogue().calendars if each.agency_code == "VN")
    return national


def limit_for(filing: str) -> Limit | None:
    code, *rest = filing.split()
    if code == "limit":
        return Limit(term=Term(value=int(rest[0]), unit=TimeUnit(rest[1])))
    chosen = dict(each.split("=") for each in rest[1:])
    options = [chosen["option"]] if "option" in chosen else []
    channel = Channel(rest[0])
    return limit_of(procedures()[code], channel=channel, case=chosen.get("case"), options=options)


def instant(text: str) -> datetime:
    """`dd/MM/yyyy HH:mm[:ss]` in Hanoi."""
    form = "%d/%m/%Y %H:%M:%S" if text.count(":") == 2 else "%d/%m/%Y %H:%M"
    return datetime.strptime(text, form).replace(tzinfo=VIETNAM)


def entries(text: str) -> ClockEntries:
    return tuple(entry(line.strip()) for line in re.split(r"[;\n]", text) if line.strip())


def entry(line: str) -> ClockEntry:
    """One entry from its line."""
    kind, *words = line.split()
    fields: dict[str, object] = {"kind": kind, "by": "officer-1"}
    fields["at"] = instant(" ".join(words[-2:]))
    match kind:
        case "start":
            fields["rule"] = "valid_dossier"
        case "pause" | "resume":
            fields["ground"] = words[0]
        case "remainder":
            fields["working_days"] = int(words[0])
        case "reopen":
            fields["reason"] = "the result was recalled"
        case "extend":
            told = datetime.strptime(words[0], "%d/%m/%Y").date()  # noqa: DTZ007 -- a day
            fields |= {"slip": f"{fields['at']:%d}/PXL", "reason": "the map must be measured again"}
            fields["due_on"] = told
    return ENTRY.validate_python(fields)
