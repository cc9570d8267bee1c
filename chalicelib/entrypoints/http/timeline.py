"""A dossier's timeline; people's own words stand beside it, not in it."""

from typing import Any

from chalicelib.domain.caller import Caller
from chalicelib.domain.event import Event
from chalicelib.domain.handover import ASSIGNED
from chalicelib.domain.task import Task
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.call import Call
from chalicelib.entrypoints.http.lists import Listed, PageQuery, paged
from chalicelib.entrypoints.http.masking import PERSONAL
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.world import World
from chalicelib.usecases.reach import reach_dossier


class EventOut(Value):
    """One fact of a timeline; `hash` seals it together with all before it.

    `note` is what the officer wrote about it: null without the scope `dossiers:personal`.
    """

    seq: int
    at: Moment
    type: str
    actor: str
    data: dict[str, Any]
    note: str | None
    hash: str


def list_events(call: Call[None, PageQuery], code: str) -> Answer:
    """Read a dossier's timeline, oldest first."""
    reach_dossier(call.world, call.caller, code)
    page = paged(
        call,
        lambda limit, cursor: call.world.dossiers.events(code, limit=limit, cursor=cursor),
    )
    tasks = _tasks(call.world, call.caller, code)
    items = tuple(
        EventOut(**event.model_dump(exclude={"dossier_code"}), note=_note(event, tasks))
        for event in page.items
    )
    return Answer(Listed[EventOut](items=items, next_cursor=page.next_cursor))


def _tasks(world: World, caller: Caller, code: str) -> dict[str, Task]:
    """Those of the dossier by id, if the caller may read what is written there."""
    if PERSONAL not in caller.scopes:
        return {}
    return {task.task_id: task for task in world.dossiers.tasks(code)}


def _note(event: Event, tasks: dict[str, Task]) -> str | None:
    """What was written at this very event: it ended a task, opened it again, or handed it over.

    A task keeps the words of its last hand-over only.
    """
    task = tasks.get(str(event.data.get("task_id")))
    if task is None:
        return None
    if "outcome" in event.data:
        return task.note
    if "correction" in event.data:
        return task.reason
    given = task.assignment
    return given.note if event.type == ASSIGNED and given and given.at == event.at else None
