"""The officers' queue and their decisions."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict
from chalicelib.domain.task import BY_OFFICER, Task, TaskKind, TaskOutcome, overdue
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.dossier_out import DossierOut, dossier_out
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.masking import PERSONAL
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.segments import Code
from chalicelib.ports.world import World
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.reach import reach_dossier

tasks = Resource(__name__)


class TasksQuery(PageQuery):
    """Which open tasks; all agencies of the token unless one is named."""

    agency: Code | None = None
    kind: TaskKind | None = None
    overdue: bool | None = None


class TaskLinks(Value):
    """Where a task leads."""

    dossier: str
    decision: str


class TaskOut(Value):
    """An open task, and the outcomes that an officer may give it.

    `due_at` of a step of the processing is when the result is due by the legal clock.

    `reason` says why a correction opened it: null without the scope `dossiers:personal`.
    """

    task_id: str
    kind: TaskKind
    dossier_code: str
    agency_code: str
    procedure_code: str
    opened_at: Moment
    due_at: Moment | None
    outcomes: tuple[TaskOutcome, ...]
    reason: str | None
    links: TaskLinks


@tasks.endpoint(
    "GET",
    "/v1/tasks",
    scope="tasks:read",
    query=TasksQuery,
    answers={200: Listed[TaskOut]},
    problems=("agency_not_found", "cursor_invalid"),
)
def list_tasks(call: Call[None, TasksQuery]) -> Answer:
    """List open tasks, oldest first within each agency and kind."""
    agencies = reached(call.world, call.caller, call.query.agency)
    now = call.world.clock.now()
    late = call.query.overdue
    keep = None if late is None else lambda task: late is overdue(task, now)
    page = paged(
        call,
        lambda limit, cursor: call.world.dossiers.open_tasks(
            agencies, kind=call.query.kind, limit=limit, cursor=cursor, keep=keep
        ),
    )
    items = tuple(_task_out(call.world, task, call.caller) for task in page.items)
    return Answer(Listed[TaskOut](items=items, next_cursor=page.next_cursor))


@tasks.endpoint(
    "POST",
    "/v1/dossiers/{code}/tasks/{task_id}/decision",
    scope="tasks:decide",
    body=Decision,
    answers={200: DossierOut},
    problems=(
        "dossier_not_found",
        "task_not_found",
        "task_not_open",
        "outcome_not_allowed",
        "ground_required",
        "deadline_too_long",
        "supplement_rounds_used",
        "amount_open",
        "nothing_to_price",
        "line_not_known",
        "line_twice",
        "notice_required",
        "not_by_notice",
        "amount_too_large",
        "notice_out_of_order",
        "notice_taken",
        "choices_invalid",
    ),
    key=Key.ACCEPTED,
)
def decide(call: Call[Decision, None], code: str, task_id: str) -> Answer:
    """Decide an open task."""
    dossier, replayed = _decided(call, code, task_id)
    body = dossier_out(call.world, dossier, call.caller, call.language)
    return Answer(body, headers=REPLAYED if replayed else {})


def _decided(call: Call[Decision, None], code: str, task_id: str) -> tuple[Dossier, bool]:
    """A decision that is repeated with a key is the same decision, not a conflict."""
    try:
        return decide_task(call.world, code, task_id, call.body, call.caller), False
    except Conflict as refusal:
        task = call.world.dossiers.task(code, task_id)
        if not call.key or task is None or not _same(task, call.body, call.caller):
            raise refusal from None
        return reach_dossier(call.world, call.caller, code), True


def _same(task: Task, decision: Decision, caller: Caller) -> bool:
    return (task.decision, task.ended_by) == (decision.digest, caller.subject)


def _task_out(world: World, task: Task, caller: Caller) -> TaskOut:
    decision = f"/tasks/{task.task_id}/decision"
    return TaskOut(
        task_id=task.task_id,
        kind=task.kind,
        dossier_code=task.dossier_code,
        agency_code=task.agency_code,
        procedure_code=task.procedure_code,
        opened_at=task.opened_at,
        due_at=task.deadline,
        outcomes=tuple(sorted(BY_OFFICER[task.kind])) if task.outcomes is None else task.outcomes,
        reason=task.reason if PERSONAL in caller.scopes else None,
        links=TaskLinks(
            dossier=dossier_url(world, task.dossier_code),
            decision=dossier_url(world, task.dossier_code, decision),
        ),
    )
