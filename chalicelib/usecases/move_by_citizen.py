"""The citizen's moves: missing papers are supplied, or the dossier is withdrawn."""

from chalicelib.domain.bill import BillEvent
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change
from chalicelib.domain.clock.words import moment
from chalicelib.domain.dossier import DOSSIER, Attachment, Dossier, Moved
from chalicelib.domain.errors import Conflict
from chalicelib.domain.order import OrderEvent
from chalicelib.domain.task import Task, TaskKind, TaskOutcome
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.bills_to_come import and_refunds_to_decide, replacing
from chalicelib.usecases.orders_of import closing, orders_of
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.reach_told import reach_told
from chalicelib.usecases.until_committed import until_committed

MOST_ATTACHMENTS = 100
"""References of a dossier over all its supplements; they must fit into one item."""


def supply_supplement(
    world: World, dossier_code: str, attachments: tuple[Attachment, ...], caller: Caller
) -> Dossier:
    """The dossier with the papers it missed. Raises Conflict unless it waits for them.

    Also `supplement_too_late` after the deadline, and `too_many_attachments`, over all rounds.
    """

    def decide() -> tuple[Change, Dossier]:
        dossier = reach_dossier(world, caller, dossier_code)
        task = _open_task(world, dossier)
        if task.kind is not TaskKind.SUPPLEMENT:
            raise Conflict("no_supplement_awaited", dossier_code=dossier_code)
        if task.deadline and world.clock.now() >= task.deadline:
            raise Conflict("supplement_too_late", deadline=moment(task.deadline))
        if len(dossier.attachments) + len(attachments) > MOST_ATTACHMENTS:
            raise Conflict("too_many_attachments", most=MOST_ATTACHMENTS)
        richer = dossier.model_copy(update={"attachments": dossier.attachments + attachments})
        return advance(world, richer, task, TaskOutcome.SUPPLIED, actor=caller.subject)

    return until_committed(world, decide)


def withdraw_dossier(world: World, dossier_code: str, caller: Caller) -> Dossier:
    """The dossier, withdrawn; its unpaid bills are cancelled and its open orders superseded.

    What was paid is recorded as a refund that is to be decided; nothing is refused because of it.
    Raises Conflict: `dossier_closed`, `withdrawal_too_late` once the result is there.
    """

    def decide() -> tuple[Change, Dossier]:
        dossier, bill = reach_told(world, caller, dossier_code)
        task = _open_task(world, dossier)
        if not DOSSIER.allows(dossier.status, Moved.WITHDRAWN):
            raise Conflict("withdrawal_too_late", dossier_code=dossier_code)
        cancelled = bill and bill.closed_unpaid(BillEvent.CANCELLED, world.clock.now())
        ended = [cancelled] if cancelled else []
        left, gone = advance(
            world,
            dossier,
            task,
            TaskOutcome.WITHDRAWN,
            actor=caller.subject,
            data=and_refunds_to_decide({}, ended),
        )
        orders = orders_of(world, bill) if bill else []
        return left + replacing(ended) + closing(world, orders, OrderEvent.SUPERSEDED), gone

    return until_committed(world, decide)


def _open_task(world: World, dossier: Dossier) -> Task:
    if dossier.waiting_for is None:
        raise Conflict("dossier_closed", dossier_code=dossier.code, status=dossier.status.value)
    task = world.dossiers.task(dossier.code, dossier.waiting_for.task_id)
    assert task is not None, "a dossier's open task is written with it"
    return task
