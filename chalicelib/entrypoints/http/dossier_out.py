"""A dossier as the API shows it."""

from chalicelib.domain.bill import Bill, BillLine, BillState, Notice
from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import (
    NATIONAL_CODE,
    Attachment,
    Dossier,
    ExecutionState,
    Person,
    ResultDelivery,
    Status,
    execution_name,
)
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.money import Dong
from chalicelib.domain.procedure import CollectionTiming, ProcedureRef
from chalicelib.domain.task import OpenTask, TaskKind
from chalicelib.domain.value import Value
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.legal_clock import ClockOut, clock_of
from chalicelib.entrypoints.http.links import dossier_url
from chalicelib.entrypoints.http.masking import PERSONAL, shown
from chalicelib.entrypoints.http.moment import Moment
from chalicelib.ports.world import World

STILL_OWED = frozenset({BillState.PLANNED, BillState.OPEN})


class StatusOut(Value):
    """The national portal's number and our name for it."""

    code: int
    name: Status


class WaitingOut(Value):
    """The open task: what the dossier waits for."""

    task_id: str
    kind: TaskKind
    opened_at: Moment
    due_at: Moment | None


class BillOut(Value):
    """What the dossier owes; `due_at` is the last instant to pay, null while it is planned.

    `beneficiary` is the agency whose money it is. A planned bill opens when its time has come and
    the one before it is done with. One with a `notice` may be paid in parts.

    `owed_back` is what came in and is not owed: more than the amount, or for a bill that had been
    closed. `refund_to_decide` was owed and paid, but the dossier ended without its result.
    """

    bill_id: str
    beneficiary: str
    lines: tuple[BillLine, ...]
    amount: Dong
    paid: Dong
    remaining: Dong
    owed_back: Dong
    refund_to_decide: Dong
    currency: str = "VND"
    state: BillState
    due_at: Moment | None
    notice: Notice | None


class ExecutionOut(Value):
    """The workflow's execution that drives the dossier now."""

    name: str
    run: int
    state: ExecutionState


class DossierLinks(Value):
    """What can be asked about and done with the dossier."""

    self: str
    events: str
    orders: str
    counter_payments: str
    supplements: str
    withdrawal: str
    corrections: str


class DossierOut(Value):
    """A dossier. Applicant and payer are masked without the scope `dossiers:personal`.

    `open_lines` are the fee lines that are billed when somebody knows their amount.
    """

    code: str
    version: int
    status: StatusOut
    waiting_for: WaitingOut | None
    procedure: ProcedureRef
    agency_code: str
    channel: Channel
    origin: str
    national_code: str | None
    case: str | None
    options: tuple[str, ...]
    quantities: dict[str, int]
    exemptions: tuple[str, ...]
    collection_timing: CollectionTiming
    open_lines: tuple[str, ...]
    applicant: Person
    applicant_province: str | None
    payer: Person | None
    result_delivery: ResultDelivery
    attachments: tuple[Attachment, ...]
    portal_reference: str | None
    steps: int
    steps_done: int
    bills: tuple[BillOut, ...]
    clock: ClockOut
    execution: ExecutionOut
    filed_at: Moment
    links: DossierLinks


def dossier_out(world: World, dossier: Dossier, caller: Caller, language: Language) -> DossierOut:
    """The dossier with its bills, as this caller may see it."""
    bills = world.dossiers.bills(dossier.code)
    return DossierOut(
        code=dossier.code,
        version=dossier.version,
        status=status_out(dossier.status),
        waiting_for=waiting_out(dossier.waiting_for),
        procedure=dossier.procedure,
        agency_code=dossier.agency_code,
        channel=dossier.channel,
        origin=dossier.origin,
        national_code=dossier.national_code,
        case=dossier.case,
        options=dossier.options,
        quantities=dossier.quantities,
        exemptions=dossier.exemptions,
        collection_timing=dossier.timing,
        open_lines=dossier.open_lines,
        applicant=shown(dossier.applicant, caller),
        applicant_province=dossier.applicant_province,
        payer=shown(dossier.payer, caller) if dossier.payer else None,
        result_delivery=dossier.result_delivery,
        attachments=_attachments(dossier, caller),
        portal_reference=dossier.portal_reference,
        steps=dossier.steps,
        steps_done=dossier.steps_done,
        bills=tuple(_bill_out(bill, dossier) for bill in bills),
        clock=clock_of(world, dossier, caller, language),
        execution=execution_out(dossier),
        filed_at=dossier.filed_at,
        links=dossier_links(world, dossier.code),
    )


def status_out(status: Status) -> StatusOut:
    """A status with its national number."""
    return StatusOut(code=NATIONAL_CODE[status], name=status)


def waiting_out(task: OpenTask | None) -> WaitingOut | None:
    """The open task, if there is one."""
    if task is None:
        return None
    return WaitingOut(
        task_id=task.task_id, kind=task.kind, opened_at=task.opened_at, due_at=task.deadline
    )


def execution_out(dossier: Dossier) -> ExecutionOut:
    """The current execution by the name that AWS tools know."""
    run = dossier.execution.run
    return ExecutionOut(
        name=execution_name(dossier.code, run), run=run, state=dossier.execution.state
    )


def _bill_out(bill: Bill, dossier: Dossier) -> BillOut:
    return BillOut(
        bill_id=bill.bill_id,
        beneficiary=bill.beneficiary or dossier.agency_code,
        lines=bill.lines,
        amount=bill.amount,
        paid=bill.paid,
        remaining=bill.remaining if bill.state in STILL_OWED else 0,
        owed_back=bill.owed_back,
        refund_to_decide=bill.refund_to_decide,
        state=bill.state,
        due_at=None if bill.state is BillState.PLANNED else bill.pay_by,
        notice=bill.notice,
    )


def _attachments(dossier: Dossier, caller: Caller) -> tuple[Attachment, ...]:
    """Names and addresses of papers may name people."""
    return dossier.attachments if PERSONAL in caller.scopes else ()


def dossier_links(world: World, code: str) -> DossierLinks:
    """Where everything of a dossier is."""
    return DossierLinks(
        self=dossier_url(world, code),
        events=dossier_url(world, code, "/events"),
        orders=dossier_url(world, code, "/orders"),
        counter_payments=dossier_url(world, code, "/counter-payments"),
        supplements=dossier_url(world, code, "/supplements"),
        withdrawal=dossier_url(world, code, "/withdrawal"),
        corrections=dossier_url(world, code, "/corrections"),
    )
