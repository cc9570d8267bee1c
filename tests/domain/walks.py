"""Legal walks of a dossier: whatever citizens, officers, money and clocks may decide."""

from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.vendor.pretty import RepresentationPrinter

from chalicelib.domain.change import Change, Insert, change
from chalicelib.domain.dossier import DeliveryMethod, Dossier, ResultDelivery, Status
from chalicelib.domain.procedure import (
    ClockStart,
    CollectionTiming,
    SupplementPolicy,
    SupplementRule,
)
from chalicelib.domain.progress import Progress, begin, conclude
from chalicelib.domain.routing import offers
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import DUE_AT_ONCE, bill_in_turn
from tests.builders import a_bill, a_dossier, some_terms

_O = TaskOutcome
BY_OTHERS = {
    TaskKind.PAYMENT: (_O.PAID, _O.WAIVED, _O.EXPIRED, _O.WITHDRAWN),
    TaskKind.INTAKE: (_O.WITHDRAWN,),
    TaskKind.PROCESSING: (_O.WITHDRAWN,),
    TaskKind.SUPPLEMENT: (_O.SUPPLIED, _O.EXPIRED, _O.WITHDRAWN),
    TaskKind.DELIVERY: (_O.RECALLED,),
}
"""The ends of each kind that come from citizens, money, clocks and corrections."""

NO_LIMIT = SupplementPolicy()

LATER = timedelta(hours=5)
"""Each outcome comes so much after the one before it: over lunch, nights and weekends."""

ON_RESULT = (_O.PAID, _O.WAIVED, _O.RECALLED)
"""A result is neither withdrawn nor does the bill on it lapse."""

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
    terms: Terms = field(default_factory=some_terms)

    def _repr_pretty_(self, printer: RepresentationPrinter, cycle: bool) -> None:
        """Short, because a property that fails prints its whole walk."""
        printer.text(f"{self.outcome or 'filed'} -> {self.progress.dossier.status}")


@dataclass(frozen=True, slots=True)
class Start:
    """How a dossier is filed; what it owes in so many bills, and what missing papers do."""

    timing: CollectionTiming
    delivery: DeliveryMethod
    steps: int
    bills: int = 1
    rule: SupplementRule = SupplementRule.PAUSE
    clock: ClockStart = ClockStart.VALID_DOSSIER

    def file(self) -> Step:
        owed = self.bills if self.timing is not CollectionTiming.NONE else 0
        turn = tuple(str(number) for number in range(1, owed + 1))
        at_once = self.timing in DUE_AT_ONCE
        bill = a_bill() if turn and at_once else None
        dossier = a_dossier(
            timing=self.timing,
            result_delivery=ResultDelivery(method=self.delivery),
            steps=self.steps,
        ).model_copy(
            update={
                "open_bill": bill.bill_id if bill else None,
                "bills_to_come": turn[1:] if bill else turn,
                "waiting_for": None,
                "rounds": {},
                "clock": (),
                "seq": 0,
                "head": "",
            }
        )
        terms = some_terms(
            collection_timing=self.timing,
            supplement_policy=SupplementPolicy(rule=self.rule),
            clock_start=self.clock,
        )
        pay_by = bill.pay_by if bill else None
        progress = begin(dossier, terms=terms, actor="portal", data={}, pay_by=pay_by)
        billed = change(Insert(bill, "bill_exists")) if bill else change()
        return Step(progress, progress.change + billed, None, terms)


def may_end(dossier: Dossier, kind: TaskKind) -> tuple[TaskOutcome, ...]:
    """Every outcome that the open task of the dossier may have."""
    if kind is TaskKind.PAYMENT and dossier.status is Status.RESOLVED:
        return ON_RESULT
    return (*offers(dossier, kind, NO_LIMIT), *BY_OTHERS[kind])


def cheerful(dossier: Dossier, kind: TaskKind) -> TaskOutcome:
    """The outcome that leads on."""
    possible = may_end(dossier, kind)
    return CHEERFUL[kind] if CHEERFUL[kind] in possible else _O.VALID_AWAITING_FEE


def follow(step: Step, outcome: TaskOutcome, *, payable: bool = True) -> Step:
    """The next step, when the open task of `step` ends with `outcome`.

    An assessment is of something `payable`, or of nothing.
    """
    dossier, task = step.progress.dossier, step.progress.begun
    assert task is not None, "an open dossier waits for a task"
    owing = _owing(dossier, outcome, payable=payable)
    turn = bill_in_turn(owing, task.kind, outcome)
    progress = conclude(
        owing,
        task,
        outcome,
        terms=step.terms,
        actor="somebody",
        at=task.opened_at + LATER,
        opens=a_bill(bill_id=turn) if turn else None,
    )
    return Step(progress, progress.change, outcome, step.terms)


def _owing(dossier: Dossier, outcome: TaskOutcome, *, payable: bool) -> Dossier:
    """With the bills that the outcome makes, or puts back into their turn."""
    if outcome is _O.FEE_ASSESSED and payable:
        return dossier.model_copy(update={"bills_to_come": (str(dossier.seq + 100),)})
    if outcome is _O.RECALLED and dossier.open_bill:
        turn = (dossier.open_bill, *dossier.bills_to_come)
        return dossier.model_copy(update={"bills_to_come": turn, "open_bill": None})
    return dossier


starts = st.builds(
    Start,
    st.sampled_from(CollectionTiming),
    st.sampled_from(DeliveryMethod),
    st.integers(1, 3),
    st.integers(0, 3),
    st.sampled_from(SupplementRule),
    st.sampled_from(ClockStart),
)


@st.composite
def walks(draw: st.DrawFn) -> list[Step]:
    """From a filing through at most sixteen outcomes, often the cheerful one."""
    steps = [draw(starts).file()]
    for _ in range(draw(st.integers(0, 16))):
        dossier, waiting = steps[-1].progress.dossier, steps[-1].progress.begun
        if waiting is None:
            break
        outcomes = (cheerful(dossier, waiting.kind), *may_end(dossier, waiting.kind))
        outcome = draw(st.sampled_from(outcomes))
        steps.append(follow(steps[-1], outcome, payable=draw(st.booleans())))
    return steps


def cheerful_walk(start: Start) -> list[Step]:
    """Everything goes well until the dossier is closed."""
    steps = [start.file()]
    while waiting := steps[-1].progress.begun:
        steps.append(follow(steps[-1], cheerful(steps[-1].progress.dossier, waiting.kind)))
    return steps
