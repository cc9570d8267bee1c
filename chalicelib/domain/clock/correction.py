"""What an officer does to a running legal clock: hold it for others, go on, promise another day."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.clock.append import append
from chalicelib.domain.clock.entry import ClockEntry
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.progress import DOSSIER_MOVED, TASK_MOVED, record
from chalicelib.domain.stepping import dated, showing
from chalicelib.domain.task import Task
from chalicelib.domain.terms import Terms

TOLD = {"pause": "clock_paused", "resume": "clock_resumed", "extend": "clock_extended"}
"""What the timeline calls each of these entries."""


def adjust(
    dossier: Dossier, task: Task, entry: ClockEntry, terms: Terms, data: Mapping[str, Any]
) -> tuple[Change, Dossier]:
    """The entry, and the open step shows when it is due now. Raises Conflict, Invalid.

    The officer's words stay in the entry: an event could never forget them.
    """
    limit = terms.limit(dossier)
    entries = append(dossier.clock, entry, terms.times.calendar, limit)
    following = dossier.succeed(clock=entries)
    dated_task = dated(task, following, terms, entry.at)
    shown = showing(following, dated_task)
    what = TOLD[entry.kind]
    told, event = record(shown, what, actor=entry.by, at=entry.at, data=data)
    writes = change(
        Replace(told, DOSSIER_MOVED),
        Replace(dated_task, TASK_MOVED),
        Insert(event, DOSSIER_MOVED),
    )
    return writes, told
