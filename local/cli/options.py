"""Options that several commands share."""

from typing import Annotated

import typer

PART = "Which part of the list"

Limit = Annotated[
    int, typer.Option("--limit", min=1, help="At most so many.", rich_help_panel=PART)
]
Everything = Annotated[
    bool, typer.Option("--all", help="All there are, page by page.", rich_help_panel=PART)
]
Cursor = Annotated[
    str | None,
    typer.Option("--cursor", help="Go on from a `next_cursor` of --json.", rich_help_panel=PART),
]
Reason = Annotated[
    str, typer.Option("--reason", help="Why; it stands with the new version for ever.")
]
Key = Annotated[
    str | None,
    typer.Option(
        "--key", help="The Idempotency-Key of a request that is to be repeated, not made anew."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
]
Agency = Annotated[
    str | None,
    typer.Option("--agency", metavar="CODE", help="Only this agency and those below it."),
]
AgencyCode = Annotated[str, typer.Argument(metavar="AGENCY", help="An agency's code: H32.12")]
ProcedureCode = Annotated[str, typer.Argument(metavar="CODE", help="A procedure: 3.000347")]
DossierCode = Annotated[str, typer.Argument(metavar="CODE", help="A dossier: H32.12-261122-0001")]
OrderId = Annotated[str, typer.Argument(metavar="ORDER", help="An order: 261122481902637")]
ValidFrom = Annotated[
    str | None, typer.Option("--valid-from", metavar="DAY", help="YYYY-MM-DD; - takes it away.")
]
ValidTo = Annotated[
    str | None, typer.Option("--valid-to", metavar="DAY", help="YYYY-MM-DD; - takes it away.")
]

USUAL_LIMIT = 20
"""As the API's own."""


def most(limit: int, everything: bool) -> int | None:
    """How many items are wanted; None: all."""
    return None if everything else limit
