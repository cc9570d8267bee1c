"""What an outcome does to a dossier: the moves that follow from it, in their order."""

from collections.abc import Mapping
from types import MappingProxyType

from chalicelib.domain.dossier import DeliveryMethod, Dossier, Moved, Status
from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.procedure import CollectionTiming, SupplementRule
from chalicelib.domain.task import OUTCOMES, TaskKind, TaskOutcome
from chalicelib.domain.turns import PAID_OFF

_K, _O = TaskKind, TaskOutcome
_SIMPLE: Mapping[tuple[TaskKind, TaskOutcome], tuple[Moved, ...]] = MappingProxyType(
    {
        (_K.INTAKE, _O.REJECTED): (Moved.REJECTED,),
        (_K.INTAKE, _O.SUPPLEMENT_REQUESTED): (Moved.SUPPLEMENT_REQUESTED,),
        (_K.PROCESSING, _O.SUPPLEMENT_REQUESTED): (Moved.SUPPLEMENT_REQUESTED,),
        (_K.PROCESSING, _O.STOPPED): (Moved.STOPPED,),
        (_K.PAYMENT, _O.EXPIRED): (Moved.UNPAID,),
        (_K.DELIVERY, _O.DELIVERED): (Moved.DELIVERED,),
        (_K.DELIVERY, _O.UNDELIVERED): (Moved.UNDELIVERED,),
    }
)
_TO_THE_STEP = (Moved.RECEIVED, Moved.STEP_STARTED)


def moves_of(dossier: Dossier, kind: TaskKind, outcome: TaskOutcome) -> tuple[Moved, ...]:
    """The moves of `dossier`, whose steps and bills already stand as `outcome` leaves them.

    Raises IllegalMove for an outcome that is not of this kind.
    """
    if outcome not in OUTCOMES[kind]:
        raise IllegalMove(machine="task", state=kind, event=outcome)
    if outcome in (_O.WITHDRAWN, _O.RECALLED):
        return (Moved(outcome.value),)
    if outcome in PAID_OFF:
        return (Moved(outcome.value), *(() if dossier.open_bill else _after_payment(dossier)))
    match kind, outcome:
        case _K.INTAKE, _O.ACCEPTED:
            return _accepted(dossier)
        case _K.INTAKE, _O.VALID_AWAITING_FEE:
            return (Moved.FEE_REQUESTED, *(() if dossier.open_bill else _TO_THE_STEP))
        case _K.PROCESSING, _O.FEE_ASSESSED:
            return (Moved.OBLIGATION_OPENED if dossier.open_bill else Moved.STEP_STARTED,)
        case _K.PROCESSING, _O.COMPLETED:
            return _after_step(dossier)
        case _K.SUPPLEMENT, _:
            return _after_supplement(dossier, supplied=outcome is _O.SUPPLIED)
    return _SIMPLE[kind, outcome]


def steps_after(dossier: Dossier, outcome: TaskOutcome, rule: SupplementRule) -> int:
    """How many steps are done then.

    A recalled dossier goes back into its last step, whether that was done or not; where missing
    papers restart the time limit, all steps are taken again.
    """
    if outcome is _O.RECALLED:
        return min(dossier.steps_done, dossier.steps - 1)
    if outcome is _O.SUPPLIED and rule is SupplementRule.RESTART:
        return 0
    return dossier.steps_done + (outcome is _O.COMPLETED)


def _accepted(dossier: Dossier) -> tuple[Moved, ...]:
    return (Moved.RECEIVED, Moved.OBLIGATION_OPENED) if dossier.open_bill else _TO_THE_STEP


def _after_payment(dossier: Dossier) -> tuple[Moved, ...]:
    """The last open bill is done with: where the dossier goes from where it waited."""
    match dossier.status:
        case Status.SUBMITTED:
            validated = dossier.timing is CollectionTiming.AFTER_VALIDITY_CHECK
            return _TO_THE_STEP if validated else ()
        case Status.RESOLVED:
            return (Moved.DELIVERED,)
    return _resolved(dossier) if dossier.steps_done >= dossier.steps else (Moved.RESUMED,)


def _after_step(dossier: Dossier) -> tuple[Moved, ...]:
    if dossier.steps_done < dossier.steps:
        return (Moved.STEP_STARTED,)
    if dossier.open_bill and dossier.timing is not CollectionTiming.ON_RESULT:
        return (Moved.OBLIGATION_OPENED,)
    return _resolved(dossier)


def _resolved(dossier: Dossier) -> tuple[Moved, ...]:
    """An electronic result is handed over at once, unless it is to be paid first."""
    electronic = dossier.result_delivery.method is DeliveryMethod.ELECTRONIC
    handed_over = electronic and not dossier.open_bill
    return (Moved.RESOLVED, Moved.DELIVERED) if handed_over else (Moved.RESOLVED,)


def _after_supplement(dossier: Dossier, *, supplied: bool) -> tuple[Moved, ...]:
    if dossier.admitted:
        return (Moved.RESUMED if supplied else Moved.STOPPED,)
    return (Moved.RESUBMITTED if supplied else Moved.SUPPLEMENT_EXPIRED,)
