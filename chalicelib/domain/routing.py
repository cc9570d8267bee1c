"""The only routing logic of the product: what a dossier waits for now."""

from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.procedure import CollectionTiming, SupplementPolicy
from chalicelib.domain.supplements import may_ask
from chalicelib.domain.task import BY_OFFICER, CLOSE, TaskKind, TaskOutcome
from chalicelib.domain.turns import fee_to_come

_BY_STATUS = {
    Status.SUBMITTED: TaskKind.INTAKE,
    Status.RECEIVED: TaskKind.PROCESSING,
    Status.PROCESSING: TaskKind.PROCESSING,
    Status.AWAITING_SUPPLEMENT: TaskKind.SUPPLEMENT,
    Status.AWAITING_PAYMENT: TaskKind.PAYMENT,
    Status.RESOLVED: TaskKind.DELIVERY,
}


def next_task(dossier: Dossier) -> TaskKind | None:
    """What the dossier waits for; None when it is closed.

    An open bill comes first, except while the citizen owes papers.
    """
    if dossier.closed:
        return None
    if dossier.open_bill and dossier.status is not Status.AWAITING_SUPPLEMENT:
        return TaskKind.PAYMENT
    return _BY_STATUS[dossier.status]


def next_word(dossier: Dossier) -> str:
    """The same as the workflow's Choice reads it: a task's kind, or `close`."""
    return next_task(dossier) or CLOSE


def offers(dossier: Dossier, kind: TaskKind, policy: SupplementPolicy) -> tuple[TaskOutcome, ...]:
    """What an officer may decide about such a task of this dossier.

    Papers are asked for as often as the procedure's policy allows. While a fee is to be paid after the check, nothing is accepted without asking for it.
    """
    checked = dossier.timing is CollectionTiming.AFTER_VALIDITY_CHECK and fee_to_come(dossier)
    without = {
        TaskOutcome.ACCEPTED if checked else TaskOutcome.VALID_AWAITING_FEE,
        *(() if dossier.timing is CollectionTiming.ASSESSED else (TaskOutcome.FEE_ASSESSED,)),
        *(() if may_ask(policy, dossier.rounds) else (TaskOutcome.SUPPLEMENT_REQUESTED,)),
    }
    return tuple(sorted(BY_OFFICER[kind] - without))
