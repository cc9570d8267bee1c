"""`hosopay executions`: which dossiers move, which are stuck, and why."""

from typing import Annotated

import typer

from local.cli.command import command
from local.cli.dossier_views import status
from local.cli.options import (
    USUAL_LIMIT,
    Agency,
    Cursor,
    DossierCode,
    Everything,
    Limit,
    most,
)
from local.cli.session import Session
from local.cli.stage import path
from local.cli.tables import Column, facts, rows
from local.cli.values import moment, value

executions = typer.Typer(help="Executions: which dossiers move, which are stuck, and why.")

COLUMNS = [
    Column("dossier", value("dossier_code"), whole=True),
    Column("state", value("execution", "state"), whole=True),
    Column("stuck", value("stuck"), whole=True),
    Column("run", value("execution", "run"), right=True, whole=True, from_width=70),
    Column("waiting_for", value("waiting_for", "kind"), from_width=70),
    Column("attempts", value("attempts"), right=True, whole=True, from_width=100),
    Column("last_error", value("last_error"), from_width=100),
    Column("filed_at", moment("filed_at"), whole=True, from_width=140),
]
DETAILS = [
    Column("explanation", value("explanation")),
    Column("dossier", value("dossier_code")),
    Column("status", status),
    Column("state", value("execution", "state")),
    Column("run", value("execution", "run")),
    Column("error", value("execution", "reason")),
    Column("stuck", value("stuck")),
    Column("waiting_for", value("waiting_for", "kind")),
    Column("due_at", moment("waiting_for", "due_at")),
    Column("listens", value("workflow_listens")),
    Column("engine", value("engine", "status")),
    Column("engine_error", value("engine", "error")),
    Column("next_attempt_at", moment("next_attempt_at")),
    Column("attempts", value("attempts")),
    Column("last_error", value("last_error")),
]
HISTORY = [
    Column("seq", value("id"), right=True, whole=True),
    Column("at", moment("at"), whole=True),
    Column("type", value("type"), whole=True),
    Column("state", value("state")),
]


@command(
    executions,
    "list",
    role="ops",
    examples=(
        "hosopay executions list --state stuck",
        "hosopay executions list --state broken --state owed --agency H32 --older-than 60",
    ),
)
def list_executions(
    session: Session,
    state: Annotated[
        list[str] | None, typer.Option(help="owed, running, broken, stuck; repeat for several.")
    ] = None,
    agency: Agency = None,
    older_than: Annotated[
        int | None, typer.Option(metavar="MINUTES", min=0, help="Since the filing.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List executions with their dossiers, the oldest first within each state."""
    query = {
        "state": ",".join(state) if state else None,
        "agency": agency,
        "older_than": older_than,
    }
    found = session.stage.list(
        path("ops", "executions"), query, limit=most(limit, everything), cursor=cursor
    )
    session.screen.listing(found, COLUMNS)


@command(executions, "show", role="ops", examples=("hosopay executions show H32.12-261122-0001",))
def show_execution(session: Session, code: DossierCode) -> None:
    """Explain a dossier's execution: what it waits for and why, and its history."""
    answer = session.stage.get(path("ops", "executions", code))
    views = [facts(DETAILS, answer.json)]
    if answer.json["history"]:
        views.append(rows(HISTORY, answer.json["history"]))
    session.screen.show(answer, *views)
