"""`hosopay procedures`: what can be filed, what it costs, and the catalogue in numbers."""

from typing import Annotated, Any

import typer

from local.cli.command import command
from local.cli.history import show_history
from local.cli.language import Language
from local.cli.options import (
    USUAL_LIMIT,
    Agency,
    Cursor,
    Everything,
    Limit,
    ProcedureCode,
    most,
)
from local.cli.places import procedure as place_of
from local.cli.session import Session
from local.cli.stage import path
from local.cli.summaries import summary_views
from local.cli.tables import Column, facts, rows
from local.cli.values import NOTHING, dong, moment, shown, value

procedures = typer.Typer(help="Procedures: what can be filed, what it costs.")


def _price(line: dict[str, Any], language: Language) -> str:
    """The amount, or the price of each unit by its number, and the most that they come to."""
    told = [dong(line["amount"], language)] if line.get("amount") is not None else []
    first = 1
    for tier in line.get("tiers") or []:
        last = tier.get("up_to")
        told.append(f"{first}{f'–{last}' if last else '+'}: {dong(tier['amount'], language)}")
        first = (last or first) + 1
    if line.get("cap") is not None:
        told.append(f"≤ {dong(line['cap'], language)}")
    return "; ".join(told) or NOTHING


def _window(line: dict[str, Any], language: Language) -> str:
    since, until = line.get("valid_from"), line.get("valid_to")
    return f"{since or ''} … {until or ''}".strip() if since or until else ""


def _when(line: dict[str, Any], language: Language) -> str:
    """In which case, with which option and by which channels a line is owed."""
    kept = {name: line[name] for name in ("case", "option", "channels") if line.get(name)}
    if len(kept.get("channels", ())) == 3:
        del kept["channels"]
    return shown(kept, language) if kept else ""


def _choices(procedure: dict[str, Any]) -> list[dict[str, Any]]:
    """What a filing may say beside its applicant, each with its kind."""
    return [
        {"choice": kind, **each}
        for kind, name in KINDS.items()
        for each in procedure.get(name) or []
    ]


def _detail(choice: dict[str, Any], language: Language) -> str:
    """What there is beside its code and name."""
    rest = {name: each for name, each in choice.items() if name not in ("choice", "code", "name")}
    return shown({name: each for name, each in rest.items() if each not in (None, [])}, language)


KINDS = {
    "case": "cases",
    "option": "options",
    "quantity": "quantities",
    "exemption": "exemptions",
}
COLUMNS = [
    Column("code", value("code"), whole=True),
    Column("name", value("name")),
    Column("field", value("field"), from_width=100),
    Column("timing", value("collection_timing"), whole=True, from_width=120),
    Column("version", value("version"), right=True, from_width=70),
]
DETAILS = [
    Column("code", value("code")),
    Column("name", value("name")),
    Column("field", value("field")),
    Column("channels", value("channels")),
    Column("timing", value("collection_timing")),
    Column("clock_start", value("clock_start")),
    Column("certainty", value("certainty")),
    Column("source", value("source")),
    Column("version", value("version")),
    Column("by", value("edition", "by")),
    Column("at", moment("edition", "at")),
    Column("reason", value("edition", "reason")),
]
LINES = [
    Column("line", value("line_id"), whole=True),
    Column("name", value("name")),
    Column("amount", _price, right=True),
    Column("when", _when),
    Column("window", _window, from_width=70),
    Column("legal_basis", value("legal_basis"), from_width=100),
    Column("certainty", value("certainty"), from_width=140),
]
CHOICES = [
    Column("choice", value("choice"), whole=True),
    Column("code", value("code"), whole=True),
    Column("name", value("name")),
    Column("detail", _detail),
]
TIMES = [
    Column("time", value("value"), right=True),
    Column("unit", value("unit"), whole=True),
    Column("channels", value("channels")),
    Column("case", value("case")),
]
STEPS = [
    Column("step", lambda step, language: str(step[language.value])),
    Column("role", value("role"), whole=True),
    Column("share", value("share"), right=True, whole=True),
]


@command(
    procedures,
    "list",
    role="portal",
    examples=(
        "hosopay procedures list --q 'giay phep lai xe'",
        "hosopay procedures list --agency H32.12 --payable --all",
        "hosopay procedures list --json",
    ),
)
def list_procedures(
    session: Session,
    q: Annotated[str | None, typer.Option("--q", help="In code and names, accents or not.")] = None,
    field: Annotated[str | None, typer.Option(help="A field of administration.")] = None,
    agency: Annotated[str | None, typer.Option(metavar="CODE", help="What it offers.")] = None,
    level: Annotated[str | None, typer.Option(help="full, partial, information, unknown")] = None,
    payable: Annotated[
        bool | None, typer.Option("--payable/--not-payable", help="Whether it is paid online.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List procedures."""
    query = {"q": q, "field": field, "agency": agency, "level": level, "payable": payable}
    found = session.stage.list(
        "/v1/procedures", query, limit=most(limit, everything), cursor=cursor
    )
    session.screen.listing(found, COLUMNS)


@command(procedures, "show", role="portal", examples=("hosopay procedures show 3.000347",))
def show_procedure(session: Session, code: ProcedureCode) -> None:
    """Show a procedure in its current version, with its fee lines, times and steps."""
    answer = session.stage.get(place_of(code).address)
    views = [facts(DETAILS, answer.json)]
    tables = (
        (LINES, answer.json["fee_lines"]),
        (CHOICES, _choices(answer.json)),
        (TIMES, answer.json["processing_times"]),
        (STEPS, answer.json.get("steps", [])),
    )
    views += [rows(columns, items) for columns, items in tables if items]
    session.screen.show(answer, *views)


@command(procedures, "history", role="portal", examples=("hosopay procedures history 3.000347",))
def procedure_history(session: Session, code: ProcedureCode) -> None:
    """Show all versions of a procedure: who, when, why, and what changed."""
    show_history(session, place_of(code))


@command(
    procedures,
    "summary",
    role="manager",
    examples=("hosopay procedures summary", "hosopay procedures summary --agency H32 --json"),
)
def summarise(session: Session, agency: Agency = None) -> None:
    """Show the catalogue in numbers: how much is offered, payable, at which level."""
    answer = session.stage.get(path("procedures", "summary"), {"agency": agency})
    session.screen.show(answer, *summary_views(answer.json))
