"""`hosopay agencies`: the tree, and who took whose place."""

from typing import Annotated, Any

import typer

from local.cli import places
from local.cli.command import command
from local.cli.edit import day, edit
from local.cli.files import read_object
from local.cli.history import show_history
from local.cli.options import (
    USUAL_LIMIT,
    AgencyCode,
    Cursor,
    DryRun,
    Everything,
    Limit,
    Reason,
    ValidFrom,
    ValidTo,
    most,
)
from local.cli.places import agency as place_of
from local.cli.session import Session
from local.cli.tables import Column, facts
from local.cli.values import moment, value

agencies = typer.Typer(help="Agencies: the tree, and who took whose place.")

COLUMNS = [
    Column("code", value("code"), whole=True),
    Column("name", value("name")),
    Column("kind", value("kind"), whole=True),
    Column("parent", value("parent"), whole=True),
    Column("replaced_by", value("replaced_by"), from_width=100),
    Column("version", value("version"), right=True, from_width=70),
]
DETAILS = [
    *COLUMNS[:4],
    Column("replaces", value("replaces")),
    Column("replaced_by", value("replaced_by")),
    Column("return_hosts", value("return_hosts")),
    Column("valid_from", value("valid_from")),
    Column("valid_to", value("valid_to")),
    Column("version", value("version")),
    Column("by", value("edition", "by")),
    Column("at", moment("edition", "at")),
    Column("reason", value("edition", "reason")),
]


@command(
    agencies,
    "list",
    role="manager",
    examples=("hosopay agencies list", "hosopay agencies list --all --json"),
)
def list_agencies(
    session: Session,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List the agencies that the token reaches."""
    found = session.stage.list("/v1/agencies", limit=most(limit, everything), cursor=cursor)
    session.screen.listing(found, COLUMNS)


@command(agencies, "show", role="manager", examples=("hosopay agencies show H32.12",))
def show_agency(session: Session, agency: AgencyCode) -> None:
    """Show one agency."""
    answer = session.stage.get(place_of(agency).address)
    session.screen.show(answer, facts(DETAILS, answer.json))


@command(agencies, "history", role="manager", examples=("hosopay agencies history H32.12",))
def agency_history(session: Session, agency: AgencyCode) -> None:
    """Show all versions of an agency: who, when, why, and what changed."""
    show_history(session, place_of(agency))


@command(
    agencies,
    "put",
    role="administrator",
    examples=(
        "hosopay agencies put H32.12 --name-en 'Public Service Centre' --reason 'Renamed'",
        "hosopay agencies put H32.77 --name-vi 'Phường Mới' --name-en 'New Ward' --kind commune"
        " --parent H32 --replaces H32.12 --reason 'Decree on the merger'",
        "hosopay agencies put H32.77 --file agency.json --reason 'Set up' --dry-run",
    ),
)
def put_agency(
    session: Session,
    agency: AgencyCode,
    reason: Reason,
    name_vi: Annotated[str | None, typer.Option(help="Its name in Vietnamese.")] = None,
    name_en: Annotated[str | None, typer.Option(help="Its name in English.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="ministry, province, department, commune, centre, …")
    ] = None,
    parent: Annotated[str | None, typer.Option(help="The agency above it; - for none.")] = None,
    replaces: Annotated[
        list[str] | None, typer.Option(help="Whose place it takes; repeat for several.")
    ] = None,
    return_host: Annotated[
        list[str] | None, typer.Option(help="Where a payer may be sent back; repeat for several.")
    ] = None,
    valid_from: ValidFrom = None,
    valid_to: ValidTo = None,
    file: Annotated[
        str | None, typer.Option(help="All facts as JSON, instead of single ones; - is stdin.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Set up an agency, or change what is named."""
    place = place_of(agency)
    before = places.known(session.stage, place)
    after = places.facts_of(read_object(file)) if file else dict(before.facts)
    after |= _named(after, name_vi, name_en)
    after |= {"kind": kind} if kind else {}
    after |= {"parent": None if parent == "-" else parent} if parent else {}
    after |= {"replaces": replaces} if replaces else {}
    after |= {"return_hosts": return_host} if return_host else {}
    after["valid_from"] = day(valid_from, after.get("valid_from"))
    after["valid_to"] = day(valid_to, after.get("valid_to"))
    edit(session, place, before, after, reason=reason, dry_run=dry_run)


def _named(facts: dict[str, Any], vi: str | None, en: str | None) -> dict[str, Any]:
    given = {name: text for name, text in (("vi", vi), ("en", en)) if text is not None}
    return {"name": {**facts.get("name", {}), **given}} if given else {}
