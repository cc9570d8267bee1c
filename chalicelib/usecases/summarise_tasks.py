"""The summary of an agency's open tasks, for as many as one request has the time to count."""

from collections.abc import Iterator

from chalicelib.domain.errors import Invalid
from chalicelib.domain.task import BY_OFFICER, Task
from chalicelib.domain.task_summary import Divided, TaskSummary, summarise
from chalicelib.ports.world import World

MOST_COUNTED = 10_000
PAGE = 100
KINDS = tuple(kind for kind, outcomes in BY_OFFICER.items() if outcomes)
"""Citizens are reminded of the other tasks; no officer is late with them."""


def summarise_tasks(world: World, agencies: list[str], by: Divided) -> TaskSummary:
    """The summary. Raises Invalid `summary_too_large` rather than answer with a part of it."""
    return summarise(_all(world, agencies), by, world.clock.now())


def _all(world: World, agencies: list[str]) -> Iterator[Task]:
    """Pages that nobody fills count as much as full ones: they take the same time."""
    pages = MOST_COUNTED // PAGE
    for kind in KINDS:
        cursor: str | None = None
        while True:
            if pages == 0:
                raise Invalid("summary_too_large", most=MOST_COUNTED)
            pages -= 1
            page = world.dossiers.open_tasks(agencies, kind=kind, limit=PAGE, cursor=cursor)
            yield from page.items
            cursor = page.next_cursor
            if cursor is None:
                break
