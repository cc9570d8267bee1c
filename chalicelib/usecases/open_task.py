"""The workflow waits for a task: remember its token, or answer at once if it waits in vain."""

from chalicelib.domain.change import Change, Replace, change
from chalicelib.domain.errors import Transient
from chalicelib.domain.progress import TASK_MOVED
from chalicelib.domain.routing import next_word
from chalicelib.domain.task import CLOSE, TaskKind
from chalicelib.ports.world import World
from chalicelib.usecases.drive_execution import finish_execution
from chalicelib.usecases.until_committed import until_committed


def open_task(world: World, dossier_code: str, run: int, kind: TaskKind, token: str) -> None:
    """The newest token of the dossier's current run wins.

    A dossier that has moved on in the meantime answers the token itself; a run that is no
    longer the current one is told to close. Raises Transient for a dossier that is not there.
    """
    word = until_committed(world, lambda: _decide(world, dossier_code, run, kind, token))
    if word:
        world.workflow.answer(token, {"dossier": dossier_code, "run": run, "next": word})
    if word == CLOSE:
        finish_execution(world, dossier_code, run)


def _decide(
    world: World, dossier_code: str, run: int, kind: TaskKind, token: str
) -> tuple[Change | None, str | None]:
    dossier = world.dossiers.get(dossier_code)
    if dossier is None:
        raise Transient("the dossier is not there")
    if dossier.execution.run != run:
        return None, CLOSE
    waiting = dossier.waiting_for
    if waiting is None or waiting.kind is not kind:
        return None, next_word(dossier)
    task = world.dossiers.task(dossier_code, waiting.task_id)
    assert task is not None, "a dossier's open task is written with it"
    if not task.open:  # it ended between the two reads; a token on it would never be answered
        return _decide(world, dossier_code, run, kind, token)
    if task.token == token and task.run == run:
        return None, None
    return change(Replace(task.succeed(token=token, run=run), TASK_MOVED)), None
