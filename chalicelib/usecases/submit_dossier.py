"""A citizen files a dossier: priced, numbered, and owed an execution, in one change."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.billing import bills_of
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Insert, change
from chalicelib.domain.choices import Choices
from chalicelib.domain.dossier import (
    Attachment,
    Dossier,
    Person,
    ResultDelivery,
    dossier_code,
)
from chalicelib.domain.errors import ConditionFailed, Invalid, Said
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import Instant, vietnam_day
from chalicelib.domain.offering import Offering
from chalicelib.domain.priced import OpenLine, Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import CollectionTiming, Procedure, ProcedureRef
from chalicelib.domain.progress import begin
from chalicelib.ports.world import World
from chalicelib.usecases.offered import offered
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.reach import reach_agency, reach_dossier
from chalicelib.usecases.search_dossiers import digest_of

SUPPORTED_TIMINGS = frozenset({CollectionTiming.NONE, CollectionTiming.WITH_FILING})


class Filing(Choices):
    """What a portal sends. Attachments are references and are never fetched."""

    procedure_code: Annotated[str, Field(max_length=40)]
    agency_code: Annotated[str, Field(max_length=40)]
    channel: Channel = Channel.ONLINE
    origin: Literal["provincial_portal", "national_portal", "counter", "postal"] = (
        "provincial_portal"
    )
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
    Conflict for a reused key, Transient if the applicant's dossiers could not be found later.
    """
    if code := made_before(world, once):
        return reach_dossier(world, caller, code), True
    agency = reach_agency(world, caller, filing.agency_code)
    now = world.clock.now()
    on = vietnam_day(now)
    procedure, offering = offered(
        world, agency, filing.procedure_code, on, pointer="/procedure_code"
    )
    priced = _priced(procedure, offering, filing, on)
    found_by = digest_of(world, filing.applicant)
    code = dossier_code(agency.code, now, world.dossiers.next_sequence(agency.code, on))
    bills = bills_of(priced, dossier_code=code, payment_days=procedure.payment_days, at=now)
    first = next((bill for bill in bills if bill.state is BillState.OPEN), None)
    progress = begin(
        _dossier(code, filing, procedure, bills, now, found_by),
        actor=caller.subject,
        data={"channel": filing.channel.value, "amount": priced.known_amount},
        pay_by=first.pay_by if first else None,
    )
    written = change(*(Insert(bill, "bill_exists") for bill in bills))
    writes = change(Insert(once.made(code), KEY_USED)) + progress.change + written
    try:
        world.commits.commit(writes)
    except ConditionFailed as lost:
        if lost.condition != KEY_USED:
            raise
        return submit_dossier(world, filing, caller, once)
    return progress.dossier, False


def _priced(procedure: Procedure, offering: Offering, filing: Filing, on: date) -> Priced:
    """The price, of which every line must be known: what is filed is billed at once."""
    if procedure.collection_timing not in SUPPORTED_TIMINGS:
        raise Invalid("timing_not_supported", timing=procedure.collection_timing.value)
    priced = price(procedure, offering, filing, on)
    if priced.open_lines:
        lines = ", ".join(f"{line.line_id} ({line.reason})" for line in priced.open_lines)
        raise Invalid("amount_open", [_open(line) for line in priced.open_lines], lines=lines)
    return priced


def _open(line: OpenLine) -> tuple[str, Said]:
    """What is not counted can be counted; everything else lies with the procedure."""
    pointer = f"/quantities/{line.to_count[0]}" if line.to_count else "/procedure_code"
    return pointer, Said(vi=line.because.vi, en=line.because.en, kind=line.reason)


def _dossier(
    code: str,
    filing: Filing,
    procedure: Procedure,
    bills: tuple[Bill, ...],
    now: Instant,
    found_by: str | None,
) -> Dossier:
    open_bill = next((bill.bill_id for bill in bills if bill.state is BillState.OPEN), None)
    to_come = tuple(bill.bill_id for bill in bills if bill.state is BillState.PLANNED)
    return Dossier(
        code=code,
        agency_code=filing.agency_code,
        procedure=ProcedureRef(code=procedure.code, version=procedure.version),
        timing=procedure.collection_timing,
        channel=filing.channel,
        origin=filing.origin,
        case=filing.case,
        options=filing.options,
        quantities=filing.quantities,
        exemptions=filing.exemptions,
        applicant=filing.applicant,
        applicant_digest=found_by,
        payer=filing.payer,
        result_delivery=filing.result_delivery,
        attachments=filing.attachments,
        portal_reference=filing.portal_reference,
        steps=len(procedure.steps),
        open_bill=open_bill,
        bills_to_come=to_come,
        filed_at=now,
        due_at=now,
    )
