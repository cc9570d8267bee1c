"""The officers' queue and their decisions."""

from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict
from chalicelib.domain.task import Task
from chalicelib.domain.task_summary import TaskSummary
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.dossier_out import DossierOut, dossier_out
from chalicelib.entrypoints.http.endpoint import Key
from chalicelib.entrypoints.http.idempotency import REPLAYED
from chalicelib.entrypoints.http.lists import Listed
from chalicelib.entrypoints.http.resource import Resource
from chalicelib.entrypoints.http.task_list import (
    TasksQuery,
    TaskSummaryQuery,
    list_tasks,
    named,
    summarise_open_tasks,
)
from chalicelib.entrypoints.http.task_out import TaskOut, task_out
from chalicelib.usecases.assign_task import Handover, assign_task
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.reach import reach_dossier

tasks = Resource(__name__)

tasks.endpoint(
    "GET",
    "/v1/tasks",
    scope="tasks:read",
    query=TasksQuery,
    answers={200: Listed[TaskOut]},
    problems=("agency_not_found", "cursor_invalid"),
)(list_tasks)

tasks.endpoint(
    "GET",
    "/v1/tasks/summary",
    scope="tasks:read",
    query=TaskSummaryQuery,
    answers={200: TaskSummary},
    problems=("agency_not_found", "summary_too_large"),
)(summarise_open_tasks)


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
        "task_assigned",
        "wrong_post",
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
        "too_many_bills",
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


@tasks.endpoint(
    "POST",
    "/v1/dossiers/{code}/tasks/{task_id}/assignment",
    scope="tasks:read",
    body=Handover,
    answers={200: TaskOut},
    problems=(
        "dossier_not_found",
        "task_not_found",
        "task_not_open",
        "task_assigned",
        "task_of_nobody",
        "wrong_post",
    ),
)
def assign(call: Call[Handover, None], code: str, task_id: str) -> Answer:
    """Take a task (`me`), hand it over, or put it back (null or `none`).

    With `tasks:decide` an officer takes what is nobody's, and hands over or puts back their own;
    with `tasks:assign` anybody's task goes to anybody. Said again, it is the same hand-over. A step
    that comes back after papers or a payment stays its officer's; the next step is nobody's.
    """
    said = call.body.model_copy(update={"assignee": named(call.body.assignee, call.caller)})
    task = assign_task(call.world, code, task_id, said, call.caller)
    return Answer(task_out(call.world, task, call.caller))


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
