"""`hosopay offerings`: a procedure at an agency, switched on or off without a release."""

from typing import Annotated, Any

import typer

from local.cli import places
from local.cli.command import command
from local.cli.edit import day, edit
from local.cli.files import read_object
from local.cli.history import show_history
from local.cli.language import said
from local.cli.offering_check import check_offering
from local.cli.options import AgencyCode, DryRun, ProcedureCode, Reason, ValidFrom, ValidTo
from local.cli.places import offering as place_of
from local.cli.session import Session
from local.cli.stage import Listing, path
from local.cli.tables import Column, facts
from local.cli.trouble import Misused
from local.cli.values import moment, value

offerings = typer.Typer(help="Offerings: a procedure at an agency, switched on or off.")

COLUMNS = [
    Column("procedure", value("procedure_code"), whole=True),
    Column("level", value("level"), whole=True),
    Column("payable", value("payable_online"), whole=True),
    Column("methods", value("methods")),
    Column("why_not", value("why_not"), from_width=100),
    Column("valid_from", value("valid_from"), whole=True, from_width=120),
    Column("valid_to", value("valid_to"), whole=True, from_width=120),
    Column("version", value("version"), right=True, from_width=70),
]
DETAILS = [
    Column("agency", value("agency_code")),
    *COLUMNS[:5],
    Column("prices", value("prices")),
    Column("collectors", value("collectors")),
    Column("valid_from", value("valid_from")),
    Column("valid_to", value("valid_to")),
    Column("version", value("version")),
    Column("by", value("edition", "by")),
    Column("at", moment("edition", "at")),
    Column("reason", value("edition", "reason")),
]


@command(
    offerings,
    "list",
    role="manager",
    examples=("hosopay offerings list H32.12", "hosopay offerings list H32.12 --json"),
)
def list_offerings(session: Session, agency: AgencyCode) -> None:
    """List all that an agency offers."""
    answer = session.stage.get(path("agencies", agency, "procedures"))
    found = Listing(answer.json["items"], answer.json.get("next_cursor"), answer)
    session.screen.listing(found, COLUMNS)


@command(offerings, "show", role="manager", examples=("hosopay offerings show H32.12 3.000347",))
def show_offering(session: Session, agency: AgencyCode, code: ProcedureCode) -> None:
    """Show a procedure as an agency offers it."""
    answer = session.stage.get(place_of(agency, code).address)
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(
    offerings, "history", role="manager", examples=("hosopay offerings history H32.12 3.000347",)
)
def offering_history(session: Session, agency: AgencyCode, code: ProcedureCode) -> None:
    """Show all versions of an offering: who, when, why, and what changed."""
    show_history(session, place_of(agency, code))


@command(
    offerings,
    "set",
    role="manager",
    examples=(
        "hosopay offerings set H32.12 3.000347 --payable --method momo_wallet --reason 'Pilot'",
        "hosopay offerings set H32.12 3.000347 --not-payable --why-vi 'Tạm dừng'"
        " --why-en 'Suspended' --reason 'Complaint 12'",
        "hosopay offerings set H32.12 1.011441 --price registration=50000"
        " --legal-basis '12/2024/NQ-HĐND' --reason 'Council decision' --dry-run",
    ),
)
def set_offering(
    session: Session,
    agency: AgencyCode,
    code: ProcedureCode,
    reason: Reason,
    payable: Annotated[
        bool | None, typer.Option("--payable/--not-payable", help="Whether it is paid online.")
    ] = None,
    method: Annotated[
        list[str] | None, typer.Option(help="A way to pay; repeat for several, all are replaced.")
    ] = None,
    why_vi: Annotated[str | None, typer.Option(help="Why not, in Vietnamese.")] = None,
    why_en: Annotated[str | None, typer.Option(help="Why not, in English.")] = None,
    level: Annotated[str | None, typer.Option(help="full, partial, information, unknown")] = None,
    price: Annotated[
        list[str] | None,
        typer.Option(metavar="LINE=ĐỒNG", help="What a line costs here; repeat for several."),
    ] = None,
    legal_basis: Annotated[str | None, typer.Option(help="Who says so, for --price.")] = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    file: Annotated[
        str | None, typer.Option(help="All facts as JSON, instead of single ones; - is stdin.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Offer a procedure, or change what is named.

    A new offering is of level `unknown` and not payable until something else is said.
    """
    place = place_of(agency, code)
    before = places.known(session.stage, place)
    after = places.facts_of(read_object(file)) if file else {**NEW, **before.facts}
    after |= {"level": level} if level else {}
    after |= {"methods": method} if method else {}
    after |= _payable(after, payable, why_vi, why_en)
    after["prices"] = _priced(after.get("prices") or [], price or [], legal_basis)
    after["valid_from"] = day(valid_from, after.get("valid_from"))
    after["valid_to"] = day(valid_to, after.get("valid_to"))
    edit(session, place, before, after, reason=reason, dry_run=dry_run, check=check_offering)


NEW = {"level": "unknown", "payable_online": False}


def _payable(
    facts: dict[str, Any], payable: bool | None, vi: str | None, en: str | None
) -> dict[str, Any]:
    """Why something is not payable goes away once it is."""
    said_now = {name: text for name, text in (("vi", vi), ("en", en)) if text is not None}
    why = {**(facts.get("why_not") or {}), **said_now} or None
    online = facts.get("payable_online") if payable is None else payable
    return {"payable_online": online, "why_not": None if online else why}


def _priced(
    prices: list[dict[str, Any]], given: list[str], legal_basis: str | None
) -> list[dict[str, Any]]:
    """The local prices with the given ones in the place of what stood for their lines."""
    if given and not legal_basis:
        raise Misused(
            said(
                "--price cần --legal-basis: ai quy định?",
                "--price needs --legal-basis: who says so?",
            )
        )
    new = [_price(each, str(legal_basis)) for each in given]
    lines = {each["line_id"] for each in new}
    return [each for each in prices if each["line_id"] not in lines] + new


def _price(text: str, legal_basis: str) -> dict[str, Any]:
    line, _, amount = text.partition("=")
    if not (line and amount.isdecimal() and amount.isascii()):
        raise Misused(
            said(f"--price {text}: hãy viết KHOẢN=SỐ_ĐỒNG.", f"--price {text}: write LINE=ĐỒNG.")
        )
    return {"line_id": line, "amount": int(amount), "legal_basis": legal_basis}
