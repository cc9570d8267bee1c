"""`hosopay tasks`: the officers' queue and their decisions."""

from typing import Annotated

import typer

from chalicelib.domain.task_summary import Divided
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
from local.cli.tables import facts, rows
from local.cli.task_views import COLUMNS, COUNTED, FACTS, counted
from local.cli.trouble import Misused, Refused

tasks = typer.Typer(help="Tasks: the officers' queue and their decisions.")


@command(
    tasks,
    "list",
    role="officer",
    examples=(
        "hosopay tasks list --agency H32.12",
        "hosopay tasks list --kind intake --overdue",
        "hosopay tasks list --will-be-late --assignee me --role leader",
    ),
)
def list_tasks(
    session: Session,
    agency: Agency = None,
    kind: Annotated[
        str | None, typer.Option(help="payment, intake, processing, delivery, …")
    ] = None,
    overdue: Annotated[
        bool | None,
        typer.Option(
            "--overdue/--in-time", "--late/--not-late", help="Whether the deadline has passed."
        ),
    ] = None,
    will_be_late: Annotated[
        bool | None,
        typer.Option(
            "--will-be-late/--will-be-in-time",
            help="Whether the result is expected after its day; what is late is, too.",
        ),
    ] = None,
    post: Annotated[
        str | None, typer.Option("--role", metavar="POST", help="The post that the step takes.")
    ] = None,
    assignee: Annotated[
        str | None, typer.Option(metavar="SUBJECT", help="Whose: a subject, me or none.")
    ] = None,
    limit: Limit = USUAL_LIMIT,
    everything: Everything = False,
    cursor: Cursor = None,
) -> None:
    """List open tasks, the oldest first within each agency and kind."""
    query = {
        "agency": agency,
        "kind": kind,
        "overdue": overdue,
        "will_be_late": will_be_late,
        "role": post,
        "assignee": assignee,
    }
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


@command(
    tasks,
    "assign",
    role="officer",
    examples=(
        "hosopay tasks assign H32.12-261122-0001 --me",
        "hosopay tasks assign H32.12-261122-0001 processing-1 --to binh --note 'See page 3'",
        "hosopay tasks assign H32.12-261122-0001 --none --as manager",
    ),
)
def assign(
    session: Session,
    code: DossierCode,
    task: Annotated[
        str | None, typer.Argument(metavar="TASK", help="Which task; the open one unless named.")
    ] = None,
    to: Annotated[
        str | None, typer.Option(metavar="SUBJECT", help="The officer who gets it.")
    ] = None,
    me: Annotated[bool, typer.Option("--me", help="Take it.")] = False,
    nobody: Annotated[bool, typer.Option("--none", help="Put it back.")] = False,
    note: Annotated[str | None, typer.Option(help="For whoever takes over.")] = None,
) -> None:
    """Take a task, hand it over, or put it back; of another officer only as a manager."""
    if [to is not None, me, nobody].count(True) != 1:
        raise Misused(said("Hãy nêu một: --to, --me, --none.", "Say one of --to, --me and --none."))
    body: dict[str, str | None] = {"assignee": "me" if me else to}
    if note is not None:
        body["note"] = note
    address = path("dossiers", code, "tasks", task or _open_task(session, code), "assignment")
    answer = session.stage.ask("POST", address, body=body)
    session.screen.show(answer, facts(FACTS, answer.json))


@command(
    tasks,
    "summary",
    role="officer",
    examples=(
        "hosopay tasks summary --by assignee",
        "hosopay tasks summary --agency H32 --by role --as manager",
    ),
)
def summary(
    session: Session,
    agency: Agency = None,
    by: Annotated[Divided, typer.Option(help="What divides it.")] = Divided.ASSIGNEE,
) -> None:
    """Count open tasks: late, late before long, behind in their step, and for whom."""
    answer = session.stage.get(path("tasks", "summary"), {"agency": agency, "by": by.value})
    session.screen.show(answer, rows(COUNTED, counted(answer.json)))


def _open_task(session: Session, code: str) -> str:
    waiting = session.stage.get(path("dossiers", code)).json["waiting_for"]
    if waiting is None:
        raise Refused(
            said(f"Hồ sơ {code} không chờ việc gì.", f"The dossier {code} waits for nothing.")
        )
    return str(waiting["task_id"])
