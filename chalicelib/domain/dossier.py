"""Dossiers: their statuses, the only table of legal moves, and what we keep of each."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.breakage import Breakage
from chalicelib.domain.clock.entry import ClockEntries
from chalicelib.domain.entry import Word
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import Instant, vietnam_day
from chalicelib.domain.machine import Machine
from chalicelib.domain.open_step import AtStep
from chalicelib.domain.procedure import CollectionTiming, ProcedureRef
from chalicelib.domain.task import OpenTask, TaskKind
from chalicelib.domain.value import Owing, Value


class Status(StrEnum):
    """Where a dossier stands. NATIONAL_CODE holds the national portal's numbers."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    NOT_RECEIVED = "not_received"
    PROCESSING = "processing"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_PAYMENT = "awaiting_payment"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    RESOLVED = "resolved"
    RETURNED = "returned"


NATIONAL_CODE: Mapping[Status, int] = MappingProxyType(
    {status: number for number, status in enumerate(Status, start=1)}
)
"""1 Mới đăng ký … 10 Đã trả kết quả: the enum above stands in the portal's order."""


class Moved(StrEnum):
    """What can happen to a dossier; also the types of its timeline's events."""

    PAID = "paid"
    WAIVED = "waived"
    UNPAID = "unpaid"
    RECEIVED = "received"
    FEE_REQUESTED = "fee_requested"
    REJECTED = "rejected"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_EXPIRED = "supplement_expired"
    RESUBMITTED = "resubmitted"
    RESUMED = "resumed"
    STEP_STARTED = "step_started"
    OBLIGATION_OPENED = "obligation_opened"
    RESOLVED = "resolved"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    RECALLED = "recalled"
    REOPENED = "reopened"


_S, _M = Status, Moved

DOSSIER = Machine(
    "dossier",
    _S.SUBMITTED,
    MappingProxyType(
        {
            (_S.SUBMITTED, _M.PAID): _S.SUBMITTED,
            (_S.SUBMITTED, _M.WAIVED): _S.SUBMITTED,
            (_S.SUBMITTED, _M.UNPAID): _S.NOT_RECEIVED,
            (_S.SUBMITTED, _M.FEE_REQUESTED): _S.SUBMITTED,
            (_S.SUBMITTED, _M.RECEIVED): _S.RECEIVED,
            (_S.SUBMITTED, _M.REJECTED): _S.NOT_RECEIVED,
            (_S.SUBMITTED, _M.SUPPLEMENT_REQUESTED): _S.AWAITING_SUPPLEMENT,
            (_S.SUBMITTED, _M.WITHDRAWN): _S.WITHDRAWN,
            (_S.RECEIVED, _M.STEP_STARTED): _S.PROCESSING,
            (_S.RECEIVED, _M.OBLIGATION_OPENED): _S.AWAITING_PAYMENT,
            (_S.RECEIVED, _M.SUPPLEMENT_REQUESTED): _S.AWAITING_SUPPLEMENT,
            (_S.RECEIVED, _M.RESOLVED): _S.RESOLVED,
            (_S.RECEIVED, _M.WITHDRAWN): _S.WITHDRAWN,
            (_S.PROCESSING, _M.STEP_STARTED): _S.PROCESSING,
            (_S.PROCESSING, _M.OBLIGATION_OPENED): _S.AWAITING_PAYMENT,
            (_S.PROCESSING, _M.SUPPLEMENT_REQUESTED): _S.AWAITING_SUPPLEMENT,
            (_S.PROCESSING, _M.RESOLVED): _S.RESOLVED,
            (_S.PROCESSING, _M.STOPPED): _S.STOPPED,
            (_S.PROCESSING, _M.WITHDRAWN): _S.WITHDRAWN,
            (_S.AWAITING_SUPPLEMENT, _M.RESUBMITTED): _S.SUBMITTED,
            (_S.AWAITING_SUPPLEMENT, _M.RESUMED): _S.PROCESSING,
            (_S.AWAITING_SUPPLEMENT, _M.SUPPLEMENT_EXPIRED): _S.NOT_RECEIVED,
            (_S.AWAITING_SUPPLEMENT, _M.STOPPED): _S.STOPPED,
            (_S.AWAITING_SUPPLEMENT, _M.WITHDRAWN): _S.WITHDRAWN,
            (_S.AWAITING_PAYMENT, _M.PAID): _S.AWAITING_PAYMENT,
            (_S.AWAITING_PAYMENT, _M.WAIVED): _S.AWAITING_PAYMENT,
            (_S.AWAITING_PAYMENT, _M.RESUMED): _S.PROCESSING,
            (_S.AWAITING_PAYMENT, _M.RESOLVED): _S.RESOLVED,
            (_S.AWAITING_PAYMENT, _M.UNPAID): _S.STOPPED,
            (_S.AWAITING_PAYMENT, _M.WITHDRAWN): _S.WITHDRAWN,
            (_S.STOPPED, _M.RECALLED): _S.PROCESSING,
            (_S.RESOLVED, _M.PAID): _S.RESOLVED,
            (_S.RESOLVED, _M.WAIVED): _S.RESOLVED,
            (_S.RESOLVED, _M.RECALLED): _S.PROCESSING,
            (_S.RESOLVED, _M.DELIVERED): _S.RETURNED,
            (_S.RESOLVED, _M.UNDELIVERED): _S.RESOLVED,
            (_S.RETURNED, _M.REOPENED): _S.RESOLVED,
        }
    ),
)

CLOSED = frozenset({_S.NOT_RECEIVED, _S.WITHDRAWN, _S.STOPPED, _S.RETURNED})

ENDED = CLOSED | {_S.RESOLVED}
"""The work is done, or there will be none: a result that waits to be handed over is a result."""


class DeliveryMethod(StrEnum):
    """How the result reaches the citizen."""

    COUNTER = "counter"
    ELECTRONIC = "electronic"
    POSTAL = "postal"


class ExecutionState(StrEnum):
    """Where the dossier's current execution stands, as the record knows it."""

    OWED = "owed"
    RUNNING = "running"
    BROKEN = "broken"
    FINISHED = "finished"


class Execution(Value):
    """The execution that drives the dossier now: the `run`-th, named after the dossier.

    `reason` is the name of the error that broke it.
    """

    run: Annotated[int, Field(ge=1)] = 1
    state: ExecutionState = ExecutionState.OWED
    resumed_by_itself: int = 0
    reason: str | None = None


class Person(Value):
    """An applicant or payer: personal data, kept on the dossier and nowhere else."""

    kind: Literal["person", "business", "organisation"] = "person"
    full_name: Annotated[str, Field(min_length=1, max_length=200)]
    id_number: Annotated[str, Field(max_length=20)] | None = None
    phone: Annotated[str, Field(max_length=20)] | None = None
    email: Annotated[str, Field(max_length=200)] | None = None
    address: Annotated[str, Field(max_length=500)] | None = None


class ResultDelivery(Value):
    """How the citizen asked to receive the result."""

    method: DeliveryMethod = DeliveryMethod.COUNTER


class Attachment(Value):
    """A reference to a paper: never fetched, only remembered."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    uri: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[!-~]+$")]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class Dossier(Owing):
    """One filing. `waiting_for` is its open task; `seq` and `head` seal its timeline.

    `offering_version` is that of the agency's offering whose prices and collectors hold for it;
    dossiers of earlier code have none and go by the current one.
    `national_code` is what the national portal calls it.
    `applicant_digest` is what the applicant's dossiers are found by, made from the id number;
    `applicant_province` is what reports group them by.
    `bills_to_come` open one after the other, each when the one before it is done with;
    `open_lines` are the fee lines that are billed when somebody knows their amount. `clock` is
    what its legal time limit is read from. `broken` says how the current execution broke; it
    stands here and not within the execution because code from before a deployment reads past
    what it does not know here only.
    `at_step` is the step of the processing that it came to last.
    `received_at`, `ended_at`, `reopened_at` and `moved_at` are read off the timeline
    (dossier_marks.py).
    """

    code: str
    agency_code: str
    procedure: ProcedureRef
    offering_version: int | None = None
    timing: CollectionTiming
    channel: Channel
    origin: str
    national_code: str | None = None
    case: str | None = None
    options: tuple[str, ...] = ()
    quantities: dict[str, int] = Field(default_factory=dict)
    exemptions: tuple[str, ...] = ()
    applicant: Person
    applicant_digest: str | None = None
    applicant_province: str | None = None
    payer: Person | None = None
    result_delivery: ResultDelivery = ResultDelivery()
    attachments: tuple[Attachment, ...] = ()
    portal_reference: str | None = None
    status: Status = Status.SUBMITTED
    steps: Annotated[int, Field(ge=1)] = 1
    steps_done: int = 0
    at_step: AtStep | None = None
    admitted: bool = False
    open_bill: str | None = None
    bills_to_come: tuple[str, ...] = ()
    open_lines: tuple[Word, ...] = ()
    waiting_for: OpenTask | None = None
    rounds: dict[TaskKind, int] = Field(default_factory=dict)
    execution: Execution = Execution()
    broken: Breakage | None = None
    clock: ClockEntries = ()
    filed_at: Instant
    received_at: Instant | None = None
    ended_at: Instant | None = None
    reopened_at: Instant | None = None
    moved_at: Instant | None = None
    seq: int = 0
    head: str = ""

    @property
    def closed(self) -> bool:
        """Whether the dossier has ended: it waits for nothing any more."""
        return self.status in CLOSED

    def owing_next_run(self, now: Instant, *, by_itself: int = 0) -> "Dossier":
        """The next version, which owes the start of run n + 1: resuming is starting."""
        execution = Execution(run=self.execution.run + 1, resumed_by_itself=by_itself)
        return self.succeed(
            execution=execution, broken=None, due_at=now, attempts=0, last_error=None
        )


def dossier_code(agency_code: str, filed_at: datetime, sequence: int) -> str:
    """`<agency>-<yymmdd>-<sequence>`, the day as in Vietnam, at least four digits of sequence."""
    return f"{agency_code}-{vietnam_day(filed_at):%y%m%d}-{sequence:04d}"


def execution_name(code: str, run: int) -> str:
    """The name of the `run`-th execution of a dossier, legal for Step Functions and its logs.

    An agency's code has dots and no dashes, so that no two dossiers share one.
    """
    return f"{code.replace('.', '-')}-{run}"
