"""`hosopay merchants`: whose account at a provider an agency's payments go to."""

from typing import Annotated

import typer

from local.cli import places
from local.cli.command import command
from local.cli.edit import day, edit
from local.cli.history import show_history
from local.cli.options import AgencyCode, DryRun, Reason, ValidFrom, ValidTo
from local.cli.places import merchant as place_of
from local.cli.session import Session
from local.cli.tables import Column, facts
from local.cli.values import moment, value

merchants = typer.Typer(help="Merchants: whose account at a provider payments go to.")

Provider = Annotated[str, typer.Argument(metavar="PROVIDER", help="momo, vnpay")]

DETAILS = [
    Column("agency", value("agency_code")),
    Column("provider", value("provider")),
    Column("merchant", value("merchant_id")),
    Column("beneficiary", value("beneficiary")),
    Column("valid_from", value("valid_from")),
    Column("valid_to", value("valid_to")),
    Column("version", value("version")),
    Column("by", value("edition", "by")),
    Column("at", moment("edition", "at")),
    Column("reason", value("edition", "reason")),
]


@command(merchants, "show", role="manager", examples=("hosopay merchants show H32.12 momo",))
def show_merchant(session: Session, agency: AgencyCode, provider: Provider) -> None:
    """Show the account that an agency's payments go to: its own, or the one it inherits."""
    answer = session.stage.get(place_of(agency, provider).address)
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(merchants, "history", role="manager", examples=("hosopay merchants history H32 momo",))
def merchant_history(session: Session, agency: AgencyCode, provider: Provider) -> None:
    """Show all versions of an agency's own account: who, when, why, and what changed."""
    show_history(session, place_of(agency, provider))


@command(
    merchants,
    "set",
    role="manager",
    examples=(
        "hosopay merchants set H32.12 momo --merchant-id MOMOLRJZ20181206"
        " --beneficiary 'Kho bạc Nhà nước khu vực XIII' --reason 'Own account' --dry-run",
    ),
)
def set_merchant(
    session: Session,
    agency: AgencyCode,
    provider: Provider,
    reason: Reason,
    merchant_id: Annotated[str | None, typer.Option(help="Its id at the provider.")] = None,
    beneficiary: Annotated[str | None, typer.Option(help="The treasury account behind it.")] = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    dry_run: DryRun = False,
) -> None:
    """Take an account of the agency's own into use, or change what is named."""
    place = place_of(agency, provider)
    before = places.known(session.stage, place)
    after = dict(before.facts)
    after |= {"merchant_id": merchant_id} if merchant_id else {}
    after |= {"beneficiary": beneficiary} if beneficiary else {}
    after["valid_from"] = day(valid_from, after.get("valid_from"))
    after["valid_to"] = day(valid_to, after.get("valid_to"))
    edit(session, place, before, after, reason=reason, dry_run=dry_run)
