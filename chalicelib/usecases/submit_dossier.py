"""A citizen files a dossier: priced, numbered, and owed an execution, in one change."""

from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.bill import Bill, BillLine
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Insert, change
from chalicelib.domain.dossier import (
    Attachment,
    Dossier,
    Person,
    ResultDelivery,
    dossier_code,
)
from chalicelib.domain.errors import ConditionFailed, Invalid
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import (
    Instant,
    end_of_vietnam_day,
    vietnam_day,
    working_days_after,
)
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import CollectionTiming, Procedure, ProcedureRef
from chalicelib.domain.progress import begin
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.reach import reach_agency, reach_dossier

SUPPORTED_TIMINGS = frozenset({CollectionTiming.NONE, CollectionTiming.WITH_FILING})


class Filing(Value):
    """What a portal sends. Attachments are references and are never fetched."""

    procedure_code: Annotated[str, Field(max_length=40)]
    agency_code: Annotated[str, Field(max_length=40)]
    channel: Channel = Channel.ONLINE
    origin: Literal["provincial_portal", "national_portal", "counter", "postal"] = (
        "provincial_portal"
    )
    case: Annotated[str, Field(max_length=100)] | None = None
    options: Annotated[tuple[str, ...], Field(max_length=0)] = ()
    quantities: Annotated[dict[str, int], Field(max_length=0)] = Field(default_factory=dict)
    exemptions: Annotated[tuple[str, ...], Field(max_length=0)] = ()
    applicant: Person
    payer: Person | None = None
    result_delivery: ResultDelivery = ResultDelivery()
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=50)] = ()
    portal_reference: Annotated[str, Field(max_length=100)] | None = None


def submit_dossier(
    world: World, filing: Filing, caller: Caller, once: Once
) -> tuple[Dossier, bool]:
    """The dossier, and whether an earlier identical request had filed it already.

    Raises NotFound for an agency out of reach, Invalid for what cannot be filed there,
    Conflict for a reused key.
    """
    if code := made_before(world, once):
        return reach_dossier(world, caller, code), True
    reach_agency(world, caller, filing.agency_code)
    procedure = _offered(world, filing)
    now = world.clock.now()
    lines = price(procedure, channel=filing.channel, case=filing.case, on=vietnam_day(now))
    sequence = world.dossiers.next_sequence(filing.agency_code, vietnam_day(now))
    code = dossier_code(filing.agency_code, now, sequence)
    bill = _bill(code, lines, procedure, now)
    progress = begin(
        _dossier(code, filing, procedure, bill, now),
        actor=caller.subject,
        data={"channel": filing.channel.value, "amount": bill.amount if bill else 0},
        pay_by=bill.pay_by if bill else None,
    )
    writes = change(Insert(once.made(code), KEY_USED)) + progress.change
    if bill:
        writes += change(Insert(bill, "bill_exists"))
    try:
        world.commits.commit(writes)
    except ConditionFailed as lost:
        if lost.condition != KEY_USED:
            raise
        return submit_dossier(world, filing, caller, once)
    return progress.dossier, False


def _offered(world: World, filing: Filing) -> Procedure:
    procedure = world.catalogue.procedure(filing.procedure_code)
    offering = world.catalogue.offering(filing.agency_code, filing.procedure_code)
    if procedure is None or offering is None:
        raise Invalid(
            "procedure_not_offered",
            [("/procedure_code", "procedure_not_offered")],
            procedure_code=filing.procedure_code,
            agency_code=filing.agency_code,
        )
    if procedure.collection_timing not in SUPPORTED_TIMINGS:
        raise Invalid("timing_not_supported", timing=procedure.collection_timing.value)
    return procedure


def _bill(
    code: str, lines: tuple[BillLine, ...], procedure: Procedure, now: Instant
) -> Bill | None:
    amount = sum(line.amount for line in lines)
    if not amount:
        return None
    last_day = working_days_after(vietnam_day(now), procedure.payment_days)
    pay_by = end_of_vietnam_day(last_day)
    return Bill(
        dossier_code=code,
        bill_id="1",
        lines=lines,
        amount=amount,
        opened_at=now,
        pay_by=pay_by,
        due_at=pay_by,
    )


def _dossier(
    code: str, filing: Filing, procedure: Procedure, bill: Bill | None, now: Instant
) -> Dossier:
    return Dossier(
        code=code,
        agency_code=filing.agency_code,
        procedure=ProcedureRef(code=procedure.code, version=procedure.version),
        timing=procedure.collection_timing,
        channel=filing.channel,
        origin=filing.origin,
        case=filing.case,
        applicant=filing.applicant,
        payer=filing.payer,
        result_delivery=filing.result_delivery,
        attachments=filing.attachments,
        portal_reference=filing.portal_reference,
        steps=len(procedure.steps),
        open_bill=bill.bill_id if bill else None,
        filed_at=now,
        due_at=now,
    )
