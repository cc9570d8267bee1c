"""`hosopay dossiers`: filed, listed, found by their applicant, and their timelines."""

import getpass
import sys
from typing import Annotated

import typer

from local.cli.command import command
from local.cli.dossier_views import COLUMNS, EVENTS, details
from local.cli.files import read_object
from local.cli.language import Language, heard, said
from local.cli.options import (
    USUAL_LIMIT,
    Agency,
    Cursor,
    DossierCode,
    Everything,
    Key,
    Limit,
    most,
)
from local.cli.session import Session
from local.cli.stage import path
from local.cli.trouble import Misused

dossiers = typer.Typer(help="Dossiers: filed, listed, found by applicant, timelines.")


@command(
    dossiers,
    "list",
    role="portal",
    examples=(
        "hosopay dossiers list --agency H32.12 --status submitted",
        "hosopay dossiers list --kind payment --overdue --from 2026-11-01 --all",
        "hosopay dossiers list --json --limit 500",
    ),
)
def list_dossiers(
    session: Session,
    agency: Agency = None,
    status: Annotated[
        str | None, typer.Option(help="By name or by the national portal's number.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="What they wait for: payment, intake, processing, …")
    ] = None,
    overdue: Annotated[
        bool | None, typer.Option("--overdue/--in-time", help="Whether the deadline has passed.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Filed on that day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Filed on that day or earlier.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List dossiers, the newest first within each agency."""
    query = {
        "agency": agency,
        "status": status,
        "kind": kind,
        "overdue": overdue,
        "from": since,
        "to": until,
    }
    found = session.stage.list("/v1/dossiers", query, limit=most(limit, everything), cursor=cursor)
    session.screen.listing(found, COLUMNS)


@command(dossiers, "show", role="portal", examples=("hosopay dossiers show H32.12-261122-0001",))
def show_dossier(session: Session, code: DossierCode) -> None:
    """Show a dossier: where it stands, what it waits for, what it owes."""
    answer = session.stage.get(path("dossiers", code))
    session.screen.show(answer, *details(answer.json))


@command(
    dossiers, "events", role="portal", examples=("hosopay dossiers events H32.12-261122-0001",)
)
def list_events(
    session: Session,
    code: DossierCode,
    limit: Limit = 100,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """Show a dossier's timeline, the oldest event first."""
    address = path("dossiers", code, "events")
    found = session.stage.list(address, limit=most(limit, everything), cursor=cursor)
    session.screen.listing(found, EVENTS)


@command(
    dossiers,
    "search",
    role="portal",
    examples=("hosopay dossiers search", "hosopay dossiers search --all --json < id-number.txt"),
)
def search(
    session: Session,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """Find an applicant's dossiers by the id number.

    The number is asked for, or read from standard input: as an argument it would stay in the
    shell's history and be seen in the list of processes.
    """
    found = session.stage.list(
        path("dossiers", "search"),
        limit=most(limit, everything),
        cursor=cursor,
        method="POST",
        body={"id_number": _id_number(session.language)},
    )
    session.screen.listing(found, COLUMNS)


@command(
    dossiers,
    "file",
    role="portal",
    examples=(
        "hosopay dossiers file filing.json",
        "hosopay dossiers file - --json < filing.json",
        "hosopay dossiers file filing.json --key 3f0a",
    ),
)
def file_dossier(
    session: Session,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What POST /v1/dossiers takes; - is stdin.")
    ],
    key: Key = None,
) -> None:
    """File a dossier."""
    body = read_object(file)
    answer = session.stage.ask("POST", path("dossiers"), body=body, key=session.key(key))
    session.screen.show(answer, *details(answer.json))


def _id_number(language: Language) -> str:
    if sys.stdin.isatty():
        number = getpass.getpass(heard(said("Số giấy tờ: ", "Id number: "), language))
    else:
        number = sys.stdin.readline()
    if not number.strip():
        raise Misused(said("Chưa có số giấy tờ.", "There is no id number."))
    return number.strip()
