"""Legal walks of a dossier: whatever citizens, officers, money and clocks may decide."""

from dataclasses import dataclass

from hypothesis import strategies as st

from chalicelib.domain.change import Change, Insert, change
from chalicelib.domain.dossier import DeliveryMethod, ResultDelivery
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.progress import Progress, begin, conclude
from chalicelib.domain.task import TaskKind, TaskOutcome
from tests.builders import MONDAY, a_bill, a_dossier

_O = TaskOutcome
MAY_END = {
    TaskKind.PAYMENT: (_O.PAID, _O.WAIVED, _O.EXPIRED, _O.WITHDRAWN),
    TaskKind.INTAKE: (_O.ACCEPTED, _O.REJECTED, _O.SUPPLEMENT_REQUESTED, _O.WITHDRAWN),
    TaskKind.PROCESSING: (_O.COMPLETED, _O.SUPPLEMENT_REQUESTED, _O.STOPPED, _O.WITHDRAWN),
    TaskKind.SUPPLEMENT: (_O.SUPPLIED, _O.EXPIRED, _O.WITHDRAWN),
    TaskKind.DELIVERY: (_O.DELIVERED, _O.UNDELIVERED, _O.RECALLED),
}
"""Today's ends of each kind: the timings `none` and `with_filing` assess no later fee."""

CHEERFUL = {
    TaskKind.PAYMENT: _O.PAID,
    TaskKind.INTAKE: _O.ACCEPTED,
    TaskKind.PROCESSING: _O.COMPLETED,
    TaskKind.SUPPLEMENT: _O.SUPPLIED,
    TaskKind.DELIVERY: _O.DELIVERED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a walk, with the progress that made it and the outcome that led to it."""

    progress: Progress
    writes: Change
    outcome: TaskOutcome | None


@dataclass(frozen=True, slots=True)
class Start:
    """How a dossier is filed; what it owes in so many bills."""

    timing: CollectionTiming
    delivery: DeliveryMethod
    steps: int
    bills: int = 1

    def file(self) -> Step:
        bill = a_bill() if self.timing is CollectionTiming.WITH_FILING else None
        to_come = tuple(str(number) for number in range(2, self.bills + 1)) if bill else ()
        dossier = a_dossier(
            timing=self.timing,
            result_delivery=ResultDelivery(method=self.delivery),
            steps=self.steps,
        ).model_copy(
            update={
                "open_bill": bill.bill_id if bill else None,
                "bills_to_come": to_come,
                "waiting_for": None,
                "rounds": {},
                "seq": 0,
                "head": "",
            }
        )
        progress = begin(dossier, actor="portal", data={}, pay_by=bill.pay_by if bill else None)
        billed = change(Insert(bill, "bill_exists")) if bill else change()
        return Step(progress, progress.change + billed, None)


def follow(step: Step, outcome: TaskOutcome) -> Step:
    """The next step, when the open task of `step` ends with `outcome`."""
    dossier, task = step.progress.dossier, step.progress.begun
    assert task is not None, "an open dossier waits for a task"
    paid = task.kind is TaskKind.PAYMENT and outcome in (_O.PAID, _O.WAIVED)
    pay_by = a_bill().pay_by if paid and dossier.bills_to_come else None
    progress = conclude(dossier, task, outcome, actor="somebody", at=MONDAY, pay_by=pay_by)
    return Step(progress, progress.change, outcome)


starts = st.builds(
    Start,
    st.sampled_from((CollectionTiming.NONE, CollectionTiming.WITH_FILING)),
    st.sampled_from(DeliveryMethod),
    st.integers(1, 3),
    st.integers(1, 3),
)


@st.composite
def walks(draw: st.DrawFn) -> list[Step]:
    """From a filing through at most twelve outcomes, often the cheerful one."""
    steps = [draw(starts).file()]
    for _ in range(draw(st.integers(0, 12))):
        waiting = steps[-1].progress.begun
        if waiting is None:
            break
        outcomes = (CHEERFUL[waiting.kind], *MAY_END[waiting.kind])
        steps.append(follow(steps[-1], draw(st.sampled_from(outcomes))))
    return steps


def cheerful_walk(start: Start) -> list[Step]:
    """Everything goes well until the dossier is closed."""
    steps = [start.file()]
    while waiting := steps[-1].progress.begun:
        steps.append(follow(steps[-1], CHEERFUL[waiting.kind]))
    return steps
