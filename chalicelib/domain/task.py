"""Tasks: what a dossier waits for, and how each kind may end."""

from enum import StrEnum
from types import MappingProxyType

from chalicelib.domain.assignment import Assignment
from chalicelib.domain.instant import Instant
from chalicelib.domain.open_step import OpenStep
from chalicelib.domain.value import Owing, Value


class TaskKind(StrEnum):
    """The five things a dossier can wait for; also the words of the workflow's Choice."""

    PAYMENT = "payment"
    INTAKE = "intake"
    PROCESSING = "processing"
    SUPPLEMENT = "supplement"
    DELIVERY = "delivery"


CLOSE = "close"
"""The word of the workflow's Choice when a dossier waits for nothing any more."""


class TaskOutcome(StrEnum):
    """How a task may end."""

    PAID = "paid"
    WAIVED = "waived"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    ACCEPTED = "accepted"
    VALID_AWAITING_FEE = "valid_awaiting_fee"
    REJECTED = "rejected"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    COMPLETED = "completed"
    FEE_ASSESSED = "fee_assessed"
    STOPPED = "stopped"
    SUPPLIED = "supplied"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    RECALLED = "recalled"


_O = TaskOutcome
OUTCOMES: MappingProxyType[TaskKind, tuple[TaskOutcome, ...]] = MappingProxyType(
    {
        TaskKind.PAYMENT: (_O.PAID, _O.WAIVED, _O.EXPIRED, _O.WITHDRAWN, _O.RECALLED),
        TaskKind.INTAKE: (
            _O.ACCEPTED, _O.VALID_AWAITING_FEE, _O.REJECTED, _O.SUPPLEMENT_REQUESTED, _O.WITHDRAWN,
        ),
        TaskKind.PROCESSING: (
            _O.COMPLETED, _O.SUPPLEMENT_REQUESTED, _O.FEE_ASSESSED, _O.STOPPED, _O.WITHDRAWN,
        ),
        TaskKind.SUPPLEMENT: (_O.SUPPLIED, _O.EXPIRED, _O.WITHDRAWN),
        TaskKind.DELIVERY: (_O.DELIVERED, _O.UNDELIVERED, _O.WITHDRAWN, _O.RECALLED),
    }
)  # fmt: skip

BY_OFFICER: MappingProxyType[TaskKind, frozenset[TaskOutcome]] = MappingProxyType(
    {
        TaskKind.PAYMENT: frozenset(),
        TaskKind.INTAKE: frozenset(
            {_O.ACCEPTED, _O.VALID_AWAITING_FEE, _O.REJECTED, _O.SUPPLEMENT_REQUESTED}
        ),
        TaskKind.PROCESSING: frozenset(
            {_O.COMPLETED, _O.SUPPLEMENT_REQUESTED, _O.FEE_ASSESSED, _O.STOPPED}
        ),
        TaskKind.SUPPLEMENT: frozenset(),
        TaskKind.DELIVERY: frozenset({_O.DELIVERED, _O.UNDELIVERED}),
    }
)
"""What an officer may decide; `routing.offers` says what of it about one dossier.

The other outcomes come from money, citizens and clocks, and from corrections.
"""


class OpenTask(Value):
    """The open task as the dossier itself remembers it."""

    task_id: str
    kind: TaskKind
    opened_at: Instant
    deadline: Instant | None = None


class Task(Owing):
    """One task. While an execution waits on it, `token` is the way to answer it.

    `remind_at` is when the applicant is to be reminded of its deadline; None once that is done.
    `outcomes` is what an officer may decide; None on a task of an earlier version of the code.
    `step` is the step of the processing, None of other kinds and on such an earlier task.
    `assignment` is its last hand-over from officer to officer.
    `answer` is what the workflow is owed: it is fixed together with the outcome. `note` is what
    was said when it ended, `decision` a digest of all that was decided; `reason` why a correction opened it. Both are people's own words.
    """

    dossier_code: str
    task_id: str
    kind: TaskKind
    agency_code: str
    procedure_code: str
    opened_at: Instant
    deadline: Instant | None = None
    remind_at: Instant | None = None
    outcomes: tuple[TaskOutcome, ...] | None = None
    step: OpenStep | None = None
    assignment: Assignment | None = None
    token: str | None = None
    run: int | None = None
    outcome: TaskOutcome | None = None
    ended_at: Instant | None = None
    ended_by: str | None = None
    note: str | None = None
    decision: str | None = None
    reason: str | None = None
    answer: str | None = None

    @property
    def assignee(self) -> str | None:
        """Whose task it is; None: whoever takes it."""
        return self.assignment.to if self.assignment else None

    @property
    def open(self) -> bool:
        """Whether the task still waits for its outcome."""
        return self.outcome is None
