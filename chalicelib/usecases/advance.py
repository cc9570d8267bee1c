"""A task ends: the dossier moves on, the bill whose turn comes opens, an end cancels the rest."""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.bill import Bill
from chalicelib.domain.change import Change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.instant import Instant
from chalicelib.domain.progress import Progress, conclude
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import bill_in_turn
from chalicelib.ports.world import World
from chalicelib.usecases.bills_to_come import (
    and_refunds_to_decide,
    bill_to_come,
    cancelled_rest,
    inserting,
    opens,
    paid_in_vain,
    replacing,
)
from chalicelib.usecases.terms_of import terms_of


def advance(
    world: World,
    dossier: Dossier,
    task: Task,
    outcome: TaskOutcome,
    *,
    actor: str,
    note: str | None = None,
    data: Mapping[str, Any] | None = None,
    made: Sequence[Bill] = (),
    terms: Terms | None = None,
    days: int | None = None,
    counts_from: Instant | None = None,
) -> tuple[Change, Dossier]:
    """The change, and the dossier after it.

    `made` are bills that this very decision makes; those planned stand in the dossier's turn.
    `counts_from` is when what ends the task came, if it is recorded only now.
    """
    terms = terms or terms_of(world, dossier)
    turn = bill_in_turn(dossier, task.kind, outcome)
    opened = _opened(world, dossier, turn, made, terms) if turn else None

    def concluded(facts: Mapping[str, Any]) -> Progress:
        return conclude(
            dossier,
            task,
            outcome,
            terms=terms,
            actor=actor,
            at=world.clock.now(),
            note=note,
            data=facts,
            opens=opened,
            days=days,
            counts_from=counts_from,
        )

    facts = {**(data or {}), **opens(opened)}
    progress, rest = concluded(facts), list[Bill]()
    if progress.dossier.closed:
        in_vain = paid_in_vain(world, dossier, progress.dossier.status)
        rest = [*cancelled_rest(world, dossier), *in_vain]
        progress = concluded(and_refunds_to_decide(facts, rest))
    return progress.change + _written(opened, made) + replacing(rest), progress.dossier


def _opened(world: World, dossier: Dossier, turn: str, made: Sequence[Bill], terms: Terms) -> Bill:
    """The bill whose turn it is, open; one that was never planned is written for the first time."""
    now = world.clock.now()
    for bill in made:
        if bill.bill_id == turn:
            return bill.opened(now, terms.times).model_copy(update={"version": 1})
    return bill_to_come(world, dossier, turn).opened(now, terms.times)


def _written(opened: Bill | None, made: Sequence[Bill]) -> Change:
    new = {bill.bill_id: bill for bill in made}
    if opened is None:
        return inserting(new.values())
    if opened.bill_id in new:
        return inserting({**new, opened.bill_id: opened}.values())
    return inserting(new.values()) + replacing([opened])
