"""`hosopay calendar`: an agency's hours, days off, days made up for, and cut-off."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from chalicelib.domain.instant import vietnam_day
from local.cli import places
from local.cli.command import command
from local.cli.edit import edit
from local.cli.files import read_object
from local.cli.history import show_history
from local.cli.language import Language
from local.cli.options import AgencyCode, DryRun, Reason
from local.cli.places import calendar as place_of
from local.cli.session import Session
from local.cli.tables import Column, facts, rows
from local.cli.values import moment, shown, value

calendars = typer.Typer(help="Calendars: hours, days off, days made up for, cut-off.")


def _hours(item: dict[str, list[dict[str, str]]], language: Language) -> str:
    return ", ".join(f"{part['start'][:5]}–{part['end'][:5]}" for part in item["hours"])


CalendarFile = Annotated[
    str, typer.Argument(metavar="FILE", help="The whole calendar as JSON; - is stdin.")
]
MOVES = [
    Column("code", value("dossier_code"), whole=True),
    Column("due_before", moment("before")),
    Column("due_after", moment("after")),
    Column("legal_before", moment("legal_before"), from_width=100),
    Column("legal_after", moment("legal_after"), from_width=100),
]
DETAILS = [
    Column("agency", value("agency_code")),
    Column("hours", _hours),
    Column("weekend", value("weekend")),
    Column("cut_off", lambda item, language: shown(item.get("cut_off"), language)[:5]),
    Column("version", value("version")),
    Column("by", value("edition", "by")),
    Column("at", moment("edition", "at")),
    Column("reason", value("edition", "reason")),
]
DAYS = [
    Column("day", value("on"), whole=True),
    Column("works", value("works"), whole=True),
    Column("name", value("name")),
]


@command(
    calendars,
    "show",
    role="manager",
    examples=("hosopay calendar show H32.12", "hosopay calendar show H32.12 --year 2025"),
)
def show_calendar(
    session: Session,
    agency: AgencyCode,
    year: Annotated[
        int | None, typer.Option(help="Whose days; this year's and later ones unless named.")
    ] = None,
) -> None:
    """Show the calendar that an agency works by: its own, or the one it inherits."""
    answer = session.stage.get(place_of(agency).address)
    days = _days(answer.json, year)
    views = (facts(DETAILS, answer.json), *((rows(DAYS, days),) if days else ()))
    session.screen.show(answer, *views)


def _days(calendar: dict[str, Any], year: int | None) -> list[dict[str, Any]]:
    """The days that differ from their weekday, in order."""
    off = [{**day, "works": False} for day in calendar["days_off"]]
    made_up = [{**day, "works": True} for day in calendar["made_up_days"]]
    this_year = str(vietnam_day(datetime.now(UTC)).year)

    def wanted(day: dict[str, Any]) -> bool:
        return bool(day["on"][:4] == str(year) if year else day["on"][:4] >= this_year)

    return sorted(filter(wanted, [*off, *made_up]), key=lambda day: str(day["on"]))


@command(calendars, "history", role="manager", examples=("hosopay calendar history H32",))
def calendar_history(session: Session, agency: AgencyCode) -> None:
    """Show all versions of a calendar: who, when, why, and what changed."""
    show_history(session, place_of(agency))


@command(
    calendars,
    "simulate",
    role="manager",
    examples=("hosopay calendar simulate H32.12 calendar.json",),
)
def simulate_calendar(session: Session, agency: AgencyCode, file: CalendarFile) -> None:
    """Show which open dossiers a calendar would move, and to when; nothing is written.

    Those of the agency, and of the agencies below that inherit its calendar.
    """
    place = f"{place_of(agency).address}/simulation"
    facts = places.facts_of(read_object(file))
    found = session.stage.list(place, limit=None, method="POST", body=facts)
    session.screen.listing(found, MOVES)


@command(
    calendars,
    "set",
    role="manager",
    examples=(
        "hosopay calendar set H32.12 calendar.json --reason 'Tết 2027' --dry-run",
        "hosopay calendar show H32 --json > calendar.json",
    ),
)
def set_calendar(
    session: Session,
    agency: AgencyCode,
    file: CalendarFile,
    reason: Reason,
    dry_run: DryRun = False,
) -> None:
    """Give an agency its own calendar, or change it.

    The file says what `calendar show --json` says; keys and version in it do not count.
    """
    place = place_of(agency)
    after = places.facts_of(read_object(file))
    before = places.known(session.stage, place)
    edit(session, place, before, after, reason=reason, dry_run=dry_run)
