"""When money is due: which of a dossier's bills opens, by the collection timing."""

from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.task import TaskKind, TaskOutcome

DUE_AT_ONCE = frozenset({CollectionTiming.NONE, CollectionTiming.WITH_FILING})
"""What is owed is owed with the filing; of `none`, what is owed although nothing usually is."""

EARLY = DUE_AT_ONCE | {CollectionTiming.AFTER_VALIDITY_CHECK, CollectionTiming.AT_INTAKE}
"""The fee is paid before anybody works on the dossier."""

PAID_OFF = frozenset({TaskOutcome.PAID, TaskOutcome.WAIVED})
"""A payment task that ends so is done with: the next bill's turn has come."""


def fee_to_come(dossier: Dossier) -> bool:
    """Whether something will be owed that is not owed yet, be its amount known or not."""
    return bool(dossier.bills_to_come or dossier.open_lines)


def is_due(dossier: Dossier, kind: TaskKind, outcome: TaskOutcome) -> bool:
    """Whether this end of a task is the moment at which the dossier's money is asked for.

    The last step is that moment whatever the timing: what was planned is never skipped, not even
    when a stop for want of payment was taken back.
    """
    match kind, outcome:
        case TaskKind.INTAKE, TaskOutcome.VALID_AWAITING_FEE:
            return True
        case TaskKind.INTAKE, TaskOutcome.ACCEPTED:
            return dossier.timing is CollectionTiming.AT_INTAKE
        case TaskKind.PROCESSING, TaskOutcome.FEE_ASSESSED:
            return True
        case TaskKind.PROCESSING, TaskOutcome.COMPLETED:
            return dossier.steps_done + 1 >= dossier.steps
    return False


def bill_in_turn(dossier: Dossier, kind: TaskKind, outcome: TaskOutcome) -> str | None:
    """The bill that this end of a task opens, if it opens one."""
    paid_off = kind is TaskKind.PAYMENT and outcome in PAID_OFF
    if not paid_off and not is_due(dossier, kind, outcome):
        return None
    return next(iter(dossier.bills_to_come), None)


def owes_first(dossier: Dossier) -> bool:
    """Whether a fee stands between the dossier and the work on it."""
    early = dossier.timing in EARLY and dossier.status is not Status.PROCESSING
    return dossier.open_bill is not None or (early and fee_to_come(dossier))
