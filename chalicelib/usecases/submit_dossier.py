"""A citizen files a dossier: priced, numbered, and owed an execution, in one change."""

from datetime import date
from typing import Any

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.billing import Billing, lines_to_price, opening_first, planned
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Insert, change
from chalicelib.domain.dossier import (
    Dossier,
    dossier_code,
)
from chalicelib.domain.errors import ConditionFailed, Invalid, Said
from chalicelib.domain.instant import Instant, vietnam_day
from chalicelib.domain.offering import Offering
from chalicelib.domain.priced import OpenLine, Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import Procedure, ProcedureRef
from chalicelib.domain.progress import begin
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import DUE_AT_ONCE
from chalicelib.ports.world import World
from chalicelib.usecases.bills_to_come import inserting
from chalicelib.usecases.filed_nationally import (
    NATIONAL_CODE_USED,
    filed_nationally,
    national_markers,
)
from chalicelib.usecases.filing import Filing, Origin, origin_of
from chalicelib.usecases.offered import offered
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.reach import reach_agency, reach_dossier
from chalicelib.usecases.search_dossiers import digest_of
from chalicelib.usecases.terms_of import times_of


def submit_dossier(
    world: World, filing: Filing, caller: Caller, once: Once
) -> tuple[Dossier, bool]:
    """The dossier, and whether an earlier identical request had filed it already.

    Raises NotFound for an agency out of reach, Invalid for what cannot be filed there,
    Conflict for a reused key or national code, Transient if the applicant's dossiers could not be found later.
    """
    if code := made_before(world, once):
        return reach_dossier(world, caller, code), True
    agency = reach_agency(world, caller, filing.agency_code)
    origin = origin_of(filing)
    if code := filed_nationally(world, filing):
        return _filed_again(world, code, caller, once), True
    now = world.clock.now()
    on = vietnam_day(now)
    procedure, offering = offered(
        world, agency, filing.procedure_code, on, pointer="/procedure_code"
    )
    priced = _priced(procedure, offering, filing, on)
    found_by = digest_of(world, filing.applicant)
    code = dossier_code(agency.code, now, world.dossiers.next_sequence(agency.code, on))
    terms = Terms(procedure, times_of(world.catalogue, agency.code))
    bills = _bills(priced, Billing(code, 1, terms, now))
    first = next((bill for bill in bills if bill.state is BillState.OPEN), None)
    dossier = _dossier(code, filing, procedure, bills, now, found_by, origin)
    kept = {"open_lines": lines_to_price(priced), "offering_version": offering.version}
    progress = begin(
        dossier.model_copy(update=kept),
        terms=terms,
        actor=caller.subject,
        data={"channel": filing.channel.value, "origin": origin, **_told(priced, bills)},
        pay_by=first.pay_by if first else None,
    )
    markers = change(
        Insert(once.made(code), KEY_USED),
        *(Insert(one, NATIONAL_CODE_USED) for one in national_markers(filing, code)),
    )
    writes = markers + progress.change + inserting(bills)
    try:
        world.commits.commit(writes)
    except ConditionFailed as lost:
        if lost.condition not in (KEY_USED, NATIONAL_CODE_USED):
            raise
        return submit_dossier(world, filing, caller, once)
    return progress.dossier, False


def _filed_again(world: World, code: str, caller: Caller, once: Once) -> Dossier:
    """The dossier of a national code; this key is bound to it from now on, too.

    Raises Conflict if another request has bound the key at the same instant.
    """
    dossier = reach_dossier(world, caller, code)
    try:
        world.commits.commit(change(Insert(once.made(code), KEY_USED)))
    except ConditionFailed:
        made_before(world, once)
    return dossier


def _priced(procedure: Procedure, offering: Offering, filing: Filing, on: date) -> Priced:
    """The price; every line of what is to be paid at once must be known."""
    priced = price(procedure, offering, filing, on)
    if priced.open_lines and procedure.collection_timing in DUE_AT_ONCE:
        lines = ", ".join(f"{line.line_id} ({line.reason})" for line in priced.open_lines)
        raise Invalid("amount_open", [_open(line) for line in priced.open_lines], lines=lines)
    return priced


def _bills(priced: Priced, billing: Billing) -> tuple[Bill, ...]:
    bills = billing.bills_of(priced)
    at_once = billing.terms.procedure.collection_timing in DUE_AT_ONCE
    return opening_first(bills, billing) if at_once else bills


def _told(priced: Priced, bills: tuple[Bill, ...]) -> dict[str, Any]:
    """What the timeline says of the money; what owes nothing is settled by that."""
    covered = [bill.bill_id for bill in bills if bill.state is BillState.COVERED]
    return {"amount": priced.known_amount, **({"nothing_owed": covered} if covered else {})}


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
    origin: Origin,
) -> Dossier:
    open_bill = next((bill.bill_id for bill in bills if bill.state is BillState.OPEN), None)
    return Dossier(
        code=code,
        agency_code=filing.agency_code,
        procedure=ProcedureRef(code=procedure.code, version=procedure.version),
        timing=procedure.collection_timing,
        channel=filing.channel,
        origin=origin,
        national_code=filing.national_code,
        case=filing.case,
        options=filing.options,
        quantities=filing.quantities,
        exemptions=filing.exemptions,
        applicant=filing.applicant,
        applicant_digest=found_by,
        applicant_province=filing.applicant_province,
        payer=filing.payer,
        result_delivery=filing.result_delivery,
        attachments=filing.attachments,
        portal_reference=filing.portal_reference,
        steps=len(procedure.steps),
        open_bill=open_bill,
        bills_to_come=planned(bills),
        filed_at=now,
        due_at=now,
    )
