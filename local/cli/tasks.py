"""`hosopay tasks`: the officers' queue and their decisions."""

from typing import Annotated

import typer

from local.cli.command import command
from local.cli.dossier_views import details
from local.cli.language import said
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
from local.cli.tables import Column
from local.cli.trouble import Refused
from local.cli.values import moment, value

tasks = typer.Typer(help="Tasks: the officers' queue and their decisions.")

COLUMNS = [
    Column("dossier", value("dossier_code"), whole=True),
    Column("task", value("task_id"), whole=True),
    Column("kind", value("kind"), whole=True),
    Column("outcomes", value("outcomes")),
    Column("due_at", moment("due_at"), whole=True, from_width=100),
    Column("opened_at", moment("opened_at"), whole=True, from_width=120),
    Column("procedure", value("procedure_code"), whole=True, from_width=140),
]


@command(
    tasks,
    "list",
    role="officer",
    examples=("hosopay tasks list --agency H32.12", "hosopay tasks list --kind intake --overdue"),
)
def list_tasks(
    session: Session,
    agency: Agency = None,
    kind: Annotated[
        str | None, typer.Option(help="payment, intake, processing, delivery, …")
    ] = None,
    overdue: Annotated[
        bool | None, typer.Option("--overdue/--in-time", help="Whether the deadline has passed.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List open tasks, the oldest first within each agency and kind."""
    query = {"agency": agency, "kind": kind, "overdue": overdue}
    found = session.stage.list("/v1/tasks", query, limit=most(limit, everything), cursor=cursor)
    session.screen.listing(found, COLUMNS)


@command(
    tasks,
    "decide",
    role="officer",
    examples=(
        "hosopay tasks decide H32.12-261122-0001 accepted",
        "hosopay tasks decide H32.12-261122-0001 rejected --note 'Not ours' --task intake-1",
        "hosopay tasks decide H32.12-261122-0001 stopped --ground not_eligible",
    ),
)
def decide(
    session: Session,
    code: DossierCode,
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="One of `hosopay tasks list`.")],
    task: Annotated[
        str | None, typer.Option(metavar="ID", help="Which task; the open one unless named.")
    ] = None,
    note: Annotated[str | None, typer.Option(help="Stays with the task.")] = None,
    deadline_days: Annotated[
        int | None, typer.Option(min=1, help="How long the citizen has, for supplements.")
    ] = None,
    ground: Annotated[
        str | None, typer.Option(metavar="CODE", help="Why it is stopped or rejected.")
    ] = None,
    key: Key = None,
) -> None:
    """Decide a dossier's open task."""
    body = {"outcome": outcome, "note": note, "deadline_days": deadline_days, "ground": ground}
    said_now = {name: each for name, each in body.items() if each is not None}
    address = path("dossiers", code, "tasks", task or _open_task(session, code), "decision")
    answer = session.stage.ask("POST", address, body=said_now, key=session.key(key))
    session.screen.show(answer, *details(answer.json))


def _open_task(session: Session, code: str) -> str:
    waiting = session.stage.get(path("dossiers", code)).json["waiting_for"]
    if waiting is None:
        raise Refused(
            said(f"Hồ sơ {code} không chờ việc gì.", f"The dossier {code} waits for nothing.")
        )
    return str(waiting["task_id"])
