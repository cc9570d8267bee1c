"""`hosopay suspense`: money without a home."""

from typing import Annotated

import typer

from local.cli.command import command
from local.cli.options import USUAL_LIMIT, Cursor, Everything, Limit, most
from local.cli.session import Session
from local.cli.tables import Column
from local.cli.values import moment, money, value

suspense = typer.Typer(help="Suspense: money without a home.")

COLUMNS = [
    Column("order", value("order_id"), whole=True),
    Column("amount", money("amount"), right=True, whole=True),
    Column("reason", value("reason"), whole=True),
    Column("provider", value("provider"), whole=True),
    Column("merchant", value("merchant"), whole=True, from_width=100),
    Column("received_at", moment("received_at"), whole=True, from_width=100),
    Column("next_attempt_at", moment("next_try_at"), whole=True, from_width=120),
]


@command(
    suspense,
    "list",
    role="ops",
    examples=("hosopay suspense list", "hosopay suspense list --day 2026-11-22 --matched"),
)
def list_suspense(
    session: Session,
    day: Annotated[str | None, typer.Option(metavar="DAY", help="YYYY-MM-DD; the last 60.")] = None,
    matched: Annotated[bool, typer.Option("--matched", help="What has found its order.")] = False,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List money without a home, of the accounts that the token's agencies hold."""
    query = {"day": day, "matched": matched}
    found = session.stage.list("/v1/suspense", query, limit=most(limit, everything), cursor=cursor)
    session.screen.listing(found, COLUMNS)
