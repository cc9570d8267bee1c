"""The queue follows a calendar: open steps show when they are due by what was edited."""

from contextlib import suppress

from chalicelib.domain.agency import Agency
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.domain.instant import Instant, to_text
from chalicelib.domain.progress import DOSSIER_MOVED, TASK_MOVED, record
from chalicelib.domain.redating import CATALOGUE_SEEN, Redating
from chalicelib.domain.stepping import dated, showing
from chalicelib.domain.task import Task, TaskKind
from chalicelib.ports.world import World
from chalicelib.usecases.terms_of import terms_of
from chalicelib.usecases.until_committed import until_committed

DUE_MOVED = "due_moved"
PAGE = 25

TRIES = 5
"""So often a page is tried again for a step that fails; then it stays as it is, and is counted."""


def redating(entry: Agency | Calendar, now: Instant) -> Change:
    """What an edit of an agency's calendar, or of its place in the tree, owes its open steps."""
    match entry:
        case Agency(code=code):
            edit = f"agency-{entry.version}"
        case Calendar(agency_code=code):
            edit = f"calendar-{entry.version}"
    begins_at = now + CATALOGUE_SEEN
    owed = Redating(agency_code=code, edit=edit, begins_at=begins_at, due_at=begins_at)
    return change(Insert(owed, "redating_owed"))


def redate_tasks(world: World, owed: Redating) -> None:
    """One page of open steps; the same sweep goes on with what is left. Raises Transient."""
    agencies = world.catalogue.fresh().agencies_covered(frozenset({owed.agency_code}))
    page = world.dossiers.open_tasks(
        agencies, kind=TaskKind.PROCESSING, limit=PAGE, cursor=owed.cursor
    )
    found = [_tried(world, task, owed.edit) for task in page.items]
    if None in found and owed.attempts <= TRIES:
        raise Transient("some steps could not be moved")
    following = owed.succeed(
        cursor=page.next_cursor,
        moved=owed.moved + found.count(True),
        failed=owed.failed + found.count(None),
        due_at=owed.begins_at if page.next_cursor else None,
        attempts=0,
        last_error=None,
    )
    with suppress(ConditionFailed):  # who was faster has carried it on from the same place
        world.commits.commit(change(Replace(following, "redating_moved")))


def _tried(world: World, task: Task, edit: str) -> bool | None:
    """Whether the step moved; None: one that cannot be moved must not stop all others."""
    try:
        return _redate(world, task, edit)
    except Exception:  # follows at its dossier's next move
        return None


def _redate(world: World, task: Task, edit: str) -> bool:
    """Whether the step is due at another instant now. Who decided it meanwhile needs no date."""

    def decide() -> tuple[Change | None, bool]:
        dossier = world.dossiers.get(task.dossier_code)
        current = world.dossiers.task(task.dossier_code, task.task_id)
        if dossier is None or current is None or not current.open or dossier.waiting_for is None:
            return None, False
        now = world.clock.now()
        again = dated(current, dossier, terms_of(world, dossier), now)
        due = again.deadline
        following = showing(dossier.succeed(), again)
        if due == current.deadline:  # a promised day stays; what is foreseen may move all the same
            if again.step == current.step:
                return None, False
            moved = change(Replace(following, DOSSIER_MOVED), Replace(again, TASK_MOVED))
            return moved, False
        data = {
            "task_id": current.task_id,
            "edit": edit,
            "before": to_text(current.deadline) if current.deadline else None,
            "after": to_text(due) if due else None,
        }
        told, event = record(following, DUE_MOVED, actor="calendar", at=now, data=data)
        return change(
            Replace(told, DOSSIER_MOVED),
            Replace(again, TASK_MOVED),
            Insert(event, DOSSIER_MOVED),
        ), True

    return until_committed(world, decide)
