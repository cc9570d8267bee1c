"""`hosopay quote`: what a filing would cost, without filing anything."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from local.cli.command import command
from local.cli.language import Language, said
from local.cli.options import ProcedureCode
from local.cli.session import Session
from local.cli.stage import path
from local.cli.tables import Column, View, facts, rows
from local.cli.trouble import Misused
from local.cli.values import NOTHING, dong, money, shown, value

LINES = [
    Column("line", value("line_id"), whole=True),
    Column("name", value("name")),
    Column("amount", money("amount"), right=True, whole=True),
    Column("exemption", value("exemption"), from_width=70),
    Column("beneficiary", value("beneficiary"), whole=True, from_width=100),
    Column("legal_basis", value("legal_basis"), from_width=120),
]
OPEN = [
    Column("line", value("line_id"), whole=True),
    Column("name", value("name")),
    Column("why_open", value("because")),
]


def _known(quoted: Any, language: Language) -> str:
    """While a line is open, what is known is a part of the amount."""
    return NOTHING if quoted["amount"] is not None else dong(quoted["known_amount"], language)


TOTAL = [
    Column("amount", money("amount")),
    Column("known_amount", _known),
]
REMARKS = [Column("explanation", shown)]


def add_quote(app: typer.Typer) -> None:
    """Register the command."""
    command(
        app,
        "quote",
        role="portal",
        examples=(
            "hosopay quote 3.000347 --agency H32.12",
            "hosopay quote 2.000815 --agency H32.50.01 --quantity pages=3 --channel direct",
            "hosopay quote 3.000347 --agency H32.12 --on 2025-12-31 --json",
        ),
    )(quote)


def quote(
    session: Session,
    code: ProcedureCode,
    agency: Annotated[str, typer.Option(metavar="CODE", help="Where it would be filed.")],
    channel: Annotated[str, typer.Option(help="online, direct, postal")] = "online",
    case: Annotated[str | None, typer.Option(help="One of the procedure's cases.")] = None,
    option: Annotated[
        list[str] | None, typer.Option(help="An extra that is chosen; repeat for several.")
    ] = None,
    quantity: Annotated[
        list[str] | None, typer.Option(metavar="NAME=NUMBER", help="How many; repeat for several.")
    ] = None,
    exemption: Annotated[
        list[str] | None, typer.Option(help="A reason not to pay; repeat for several.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="YYYY-MM-DD; today.")] = None,
) -> None:
    """Show what a filing would cost; nothing is filed."""
    body = {
        "agency_code": agency,
        "channel": channel,
        "case": case,
        "options": option or [],
        "quantities": quantities(quantity or []),
        "exemptions": exemption or [],
        "on": on,
    }
    answer = session.stage.ask(
        "POST", path("procedures", code, "quotes"), body=_without_nothing(body)
    )
    session.screen.show(answer, *_views(answer.json))


def quantities(given: Sequence[str]) -> dict[str, int]:
    """`pages=3` as a name and a number. Raises Misused."""
    found = {}
    for text in given:
        name, _, number = text.partition("=")
        if not (name and number.isdecimal() and number.isascii()):
            raise Misused(
                said(
                    f"--quantity {text}: hãy viết TÊN=SỐ, ví dụ pages=3.",
                    f"--quantity {text}: write NAME=NUMBER, like pages=3.",
                )
            )
        found[name] = int(number)
    return found


def _without_nothing(body: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in body.items() if each not in (None, [], {})}


def _views(quoted: Any) -> list[View]:
    """Lines with an amount, lines without, the sum, and why."""
    tables = ((LINES, quoted["lines"]), (OPEN, quoted["open_lines"]))
    views = [rows(columns, items) for columns, items in tables if items]
    remarks = [{"vi": each["vi"], "en": each["en"]} for each in quoted["explanation"]]
    return [*views, facts(TOTAL, quoted), *([rows(REMARKS, remarks)] if remarks else [])]
