"""Which open tasks a caller asks for, and their summary."""

from collections.abc import Callable, Iterator

from chalicelib.domain.assignment import Officer
from chalicelib.domain.caller import Caller
from chalicelib.domain.entry import Word
from chalicelib.domain.instant import Instant
from chalicelib.domain.lateness import late, will_be_late
from chalicelib.domain.task import Task, TaskKind
from chalicelib.domain.task_summary import Divided
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.agencies import reached
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.segments import Code
from chalicelib.entrypoints.http.task_out import TaskOut, task_out
from chalicelib.ports.page import Wanted
from chalicelib.usecases.summarise_tasks import summarise_tasks

ME, NOBODY = "me", "none"


class TasksQuery(PageQuery):
    """Which open tasks; all agencies of the token unless one is named.

    `overdue` and `late` are the same: the deadline has passed, of a step the legal due day,
    whatever was promised since. `will_be_late` includes what is
    late. `role`: the post that the step takes. `assignee`: an officer's subject, `me`, or `none`.
    """

    agency: Code | None = None
    kind: TaskKind | None = None
    overdue: bool | None = None
    late: bool | None = None
    will_be_late: bool | None = None
    role: Word | None = None
    assignee: Officer | None = None


class TaskSummaryQuery(Value):
    """`agency`: it and those under it; all of the token's without it. `by` divides the summary."""

    agency: Code | None = None
    by: Divided = Divided.ASSIGNEE


def named(assignee: str | None, caller: Caller) -> str | None:
    """Whose a task is to be: the caller's own (`me`), nobody's (`none`), or an officer's."""
    return {ME: caller.subject, NOBODY: None}.get(assignee or NOBODY, assignee)


def list_tasks(call: Call[None, TasksQuery]) -> Answer:
    """List open tasks, oldest first within each agency and kind."""
    agencies = reached(call.world, call.caller, call.query.agency)
    keep = _wanted(call.query, call.caller, call.world.clock.now())
    page = paged(
        call,
        lambda limit, cursor: call.world.dossiers.open_tasks(
            agencies, kind=call.query.kind, limit=limit, cursor=cursor, keep=keep
        ),
    )
    items = tuple(task_out(call.world, task, call.caller) for task in page.items)
    return Answer(Listed[TaskOut](items=items, next_cursor=page.next_cursor))


def summarise_open_tasks(call: Call[None, TaskSummaryQuery]) -> Answer:
    """Count open tasks: late, late before long, behind in their step, and for whom.

    Counted is what officers decide. More than can be counted at once is refused.
    """
    agencies = reached(call.world, call.caller, call.query.agency)
    return Answer(summarise_tasks(call.world, agencies, call.query.by))


def _wanted(query: TasksQuery, caller: Caller, now: Instant) -> Wanted[Task]:
    tests = tuple(_tests(query, caller, now))
    return (lambda task: all(test(task) for test in tests)) if tests else None


def _tests(query: TasksQuery, caller: Caller, now: Instant) -> Iterator[Callable[[Task], bool]]:
    if query.late is not None:
        yield lambda task: query.late is late(task, now)
    if query.overdue is not None:
        yield lambda task: query.overdue is late(task, now)
    if query.will_be_late is not None:
        yield lambda task: query.will_be_late is will_be_late(task, now)
    if query.role is not None:
        yield lambda task: task.step is not None and task.step.role == query.role
    if query.assignee is not None:
        wanted = named(query.assignee, caller)
        yield lambda task: task.assignee == wanted
