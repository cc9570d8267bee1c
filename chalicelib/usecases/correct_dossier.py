"""An officer corrects a dossier: takes a decision back, excuses a payment, moves its clock."""

from typing import Any

from chalicelib.domain.bill import Bill, BillEvent, BillState
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.clock.correction import adjust
from chalicelib.domain.correction import (
    CorrectionKind,
    possible_corrections,
    recall,
    reopen,
)
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import ConditionFailed, Conflict
from chalicelib.domain.order import OrderEvent
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.ports.world import World
from chalicelib.usecases.advance import advance
from chalicelib.usecases.bills_to_come import BILL_MOVED, replacing
from chalicelib.usecases.correction import Correction, check_said, clock_entry
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.orders_of import closing, orders_of
from chalicelib.usecases.reach import reach_dossier
from chalicelib.usecases.reach_told import reach_told
from chalicelib.usecases.terms_of import terms_of
from chalicelib.usecases.until_committed import until_committed

_UNPAID = frozenset({BillState.OPEN, BillState.LAPSED, BillState.CANCELLED, BillState.PLANNED})


def correct_dossier(
    world: World, dossier_code: str, said: Correction, caller: Caller, once: Once | None = None
) -> tuple[Dossier, bool]:
    """The dossier as corrected, and whether an earlier identical request had done it.

    Raises NotFound, Invalid for what the kind needs and is not said, and Conflict:
    `correction_not_possible` (saying what is), what the clock does not take, or a reused key.
    """
    check_said(said)
    return until_committed(world, lambda: _decide(world, dossier_code, said, caller, once))


def _decide(
    world: World, code: str, said: Correction, caller: Caller, once: Once | None
) -> tuple[Change | None, tuple[Dossier, bool]]:
    if once and made_before(world, once):
        return None, (reach_dossier(world, caller, code), True)
    dossier, bill = reach_told(world, caller, code)
    _check(dossier, said.kind)
    writes, corrected = _corrected(world, dossier, bill, said, caller)
    marker = change(Insert(once.made(code), KEY_USED)) if once else change()
    return marker + writes, (corrected, False)


def _check(dossier: Dossier, kind: CorrectionKind) -> None:
    possible = possible_corrections(dossier)
    if kind not in possible:
        raise Conflict(
            "correction_not_possible",
            kind=kind.value,
            status=dossier.status.value,
            possible=", ".join(possible) or "-",
        )


def _corrected(
    world: World, dossier: Dossier, bill: Bill | None, said: Correction, caller: Caller
) -> tuple[Change, Dossier]:
    now, actor = world.clock.now(), caller.subject
    task = _open_task(world, dossier)
    data = {"correction": said.kind.value, **said.references}
    terms, why = terms_of(world, dossier), said.reason
    match said.kind:
        case CorrectionKind.WAIVER:
            if task is None or bill is None:
                raise ConditionFailed(BILL_MOVED)  # it was closed since the dossier was read
            return _waived(world, dossier, bill, task, said, actor, data)
        case CorrectionKind.RECALL:
            return _recalled(world, dossier, task, terms, said, actor, data)
        case CorrectionKind.REOPEN:
            again = reopen(dossier, terms=terms, actor=actor, at=now, reason=why, data=data)
            return again.change, again.dossier
    assert task is not None, "a clock counts while a step is open"
    return adjust(dossier, task, clock_entry(said, now, actor), terms, data)


def _recalled(
    world: World,
    dossier: Dossier,
    task: Task | None,
    terms: Terms,
    said: Correction,
    actor: str,
    data: dict[str, Any],
) -> tuple[Change, Dossier]:
    """The last step is open again; what is not paid comes again in its turn."""
    now, why = world.clock.now(), said.reason
    postponed, orders = _postponed(world, dossier)
    owing = dossier.model_copy(
        update={"open_bill": None, "bills_to_come": tuple(bill.bill_id for bill in postponed)}
    )
    back = recall(owing, task, terms=terms, actor=actor, at=now, reason=why, data=data)
    return back.change + orders, back.dossier


def _waived(
    world: World,
    dossier: Dossier,
    bill: Bill,
    task: Task,
    said: Correction,
    actor: str,
    data: dict[str, Any],
) -> tuple[Change, Dossier]:
    """The payment task ends, its bill owes nothing, its orders are closed and watched.

    The dossier's next bill opens: it is another beneficiary's, who has excused nothing.
    """
    data |= {"bill_id": bill.bill_id, "amount": bill.remaining}
    writes, corrected = advance(
        world, dossier, task, TaskOutcome.WAIVED, actor=actor, note=said.reason, data=data
    )
    return writes + _excused(world, bill), corrected


def _postponed(world: World, dossier: Dossier) -> tuple[tuple[Bill, ...], Change]:
    """What is not paid comes again in its turn: open, lapsed, cancelled and planned bills.

    The open one's orders are closed, and watched as any. What is paid was not paid in vain.
    """
    bills = world.dossiers.bills(dossier.code)
    unpaid = [bill for bill in bills if bill.state in _UNPAID]
    moved = [bill.postponed() for bill in unpaid if bill.state is not BillState.PLANNED]
    paid = [bill for bill in bills if bill.state not in _UNPAID and bill.refund_to_decide]
    writes = replacing([*moved, *(bill.needed_again() for bill in paid)])
    for bill in unpaid:
        writes += closing(world, orders_of(world, bill), OrderEvent.SUPERSEDED)
    return tuple(unpaid), writes


def _excused(world: World, bill: Bill) -> Change:
    waived = bill.closed_unpaid(BillEvent.WAIVED, world.clock.now())
    superseded = closing(world, orders_of(world, bill), OrderEvent.SUPERSEDED)
    return change(Replace(waived, BILL_MOVED)) + superseded


def _open_task(world: World, dossier: Dossier) -> Task | None:
    if dossier.waiting_for is None:
        return None
    task = world.dossiers.task(dossier.code, dossier.waiting_for.task_id)
    assert task is not None, "a dossier's open task is written with it"
    return task
