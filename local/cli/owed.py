"""`hosopay owed`: which effects wait, since when, and what stopped them."""

from typing import Annotated

import typer

from local.cli.command import command
from local.cli.options import USUAL_LIMIT, Cursor, Everything, Limit, most
from local.cli.session import Session
from local.cli.stage import path
from local.cli.tables import Column
from local.cli.values import moment, value

owed = typer.Typer(help="Owed: which effects wait, since when, what stopped them.")

COLUMNS = [
    Column("debt", value("debt"), whole=True),
    Column("dossier", value("dossier_code"), whole=True),
    Column("due_at", moment("due_at"), whole=True),
    Column("stuck", value("stuck"), whole=True),
    Column("attempts", value("attempts"), right=True, whole=True, from_width=100),
    Column("last_error", value("last_error"), from_width=100),
    Column("item", value("item"), from_width=140),
]


@command(
    owed,
    "list",
    role="ops",
    examples=("hosopay owed list", "hosopay owed list --stuck --limit 100 --json"),
)
def list_owed(
    session: Session,
    stuck: Annotated[
        bool | None, typer.Option("--stuck/--not-stuck", help="Whether people must help.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List what is due now or failed before, the oldest first."""
    found = session.stage.list(
        path("ops", "owed"), {"stuck": stuck}, limit=most(limit, everything), cursor=cursor
    )
    session.screen.listing(found, COLUMNS)
