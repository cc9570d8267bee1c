"""`hosopay owed`: which effects wait, since when, and what stopped them."""

from typing import Annotated

import typer

from local.cli.command import command
from local.cli.session import Session
from local.cli.stage import Listing, path
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
    limit: Annotated[int, typer.Option(min=1, max=100, help="At most so many.")] = 20,
) -> None:
    """List what is due now or failed before, the oldest first."""
    answer = session.stage.get(path("ops", "owed"), {"stuck": stuck, "limit": limit})
    found = Listing(answer.json["items"], answer.json.get("next_cursor"), answer)
    session.screen.listing(found, COLUMNS)
