"""An officer's decision makes bills: by a notice, or of what nobody could price at filing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib.domain.assessment import by_beneficiary, stated
from chalicelib.domain.bill import Bill, BillLine, Notice
from chalicelib.domain.billing import Billing, frozen_line, planned
from chalicelib.domain.choices import Choices
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict, Invalid, Said
from chalicelib.domain.exemptions import assessed
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.offering import Offering
from chalicelib.domain.priced import OpenLine, OpenReason, Priced
from chalicelib.domain.pricing import price
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.domain.turns import is_due
from chalicelib.ports.world import World
from chalicelib.usecases.decision import Decision


@dataclass(frozen=True, slots=True)
class Billed:
    """The dossier with the new bills in its turn, these bills, and what the timeline says."""

    dossier: Dossier
    made: tuple[Bill, ...] = ()
    data: Mapping[str, Any] | None = None


def bill_by_decision(
    world: World, dossier: Dossier, task: Task, decision: Decision, terms: Terms
) -> Billed:
    """What the decision bills. Raises Invalid for amounts missing, wrong or not asked for."""
    if decision.outcome is TaskOutcome.FEE_ASSESSED:
        return _by_notice(world, dossier, decision, terms)
    asked = dossier.open_lines if is_due(dossier, task.kind, decision.outcome) else ()
    if not asked:
        _expect_nothing(decision)
        return Billed(dossier)
    priced = _priced(world, dossier, decision, terms)
    counted = {**dossier.quantities, **decision.quantities}
    return _billed(world, dossier.model_copy(update={"quantities": counted}), *priced, terms)


def _by_notice(world: World, dossier: Dossier, decision: Decision, terms: Terms) -> Billed:
    notice = decision.notice
    if notice is None or not decision.lines:
        missing = "/notice" if notice is None else "/lines"
        raise Invalid("notice_required", [(missing, "notice_required")])
    if decision.quantities:
        raise Invalid("nothing_to_price", [("/quantities", "nothing_to_price")])
    _check_notice(world, dossier, notice)
    lines, offering = stated(terms.procedure, decision.lines), _offering(world, dossier)
    _check_noticed(world, dossier, lines, terms)
    whose = {line_id: offering.collector_of(line_id) for line_id in lines}
    return _billed(world, dossier, lines, whose, terms, notice)


def _offering(world: World, dossier: Dossier) -> Offering:
    """As it was at filing: what is priced later costs what it cost then."""
    code, version = dossier.procedure.code, dossier.offering_version
    found = world.catalogue.offering(dossier.agency_code, code, version)
    assert found is not None, "an offering that dossiers were filed under is kept"
    return found


def _check_notice(world: World, dossier: Dossier, notice: Notice) -> None:
    """Its day lies between filing and today, and it was not entered before."""
    first, last = vietnam_day(dossier.filed_at), vietnam_day(world.clock.now())
    if not first <= notice.issued_on <= last:
        raise Invalid(
            "notice_out_of_order",
            [("/notice/issued_on", "notice_out_of_order")],
            first=f"{first:%d/%m/%Y}",
            last=f"{last:%d/%m/%Y}",
        )
    for bill in world.dossiers.bills(dossier.code):
        if bill.notice and bill.notice.number == notice.number:
            raise Conflict("notice_taken", number=notice.number, bill_id=bill.bill_id)


def _check_noticed(
    world: World, dossier: Dossier, lines: Mapping[str, BillLine], terms: Terms
) -> None:
    """A notice states what is assessed, as often as it is; any other line once, if it is open."""
    assessable = {line.line_id for line in terms.procedure.fee_lines if assessed(line)}
    open_lines = {line.line_id for line in _price(world, dossier, {}, terms).open_lines}
    billed = {line.line_id for bill in world.dossiers.bills(dossier.code) for line in bill.lines}
    for number, line_id in enumerate(lines):
        if line_id not in assessable | (open_lines - billed):
            raise Invalid("not_by_notice", [(f"/lines/{number}/line_id", "not_by_notice")])


def _billed(
    world: World,
    dossier: Dossier,
    lines: Mapping[str, BillLine],
    whose: Mapping[str, str],
    terms: Terms,
    notice: Notice | None = None,
) -> Billed:
    """The lines on a bill for each beneficiary; these come before what was planned."""
    first = len(world.dossiers.bills(dossier.code)) + 1
    billing = Billing(dossier.code, first, terms, world.clock.now())
    shares = by_beneficiary(whose, lines)
    made = tuple(
        billing.plan(code, share, number, notice)
        for number, (code, share) in enumerate(shares.items())
    )
    rest = tuple(line for line in dossier.open_lines if line not in lines) if notice else ()
    turn = (*planned(made), *dossier.bills_to_come)
    data: dict[str, Any] = {"billed": [_told(bill) for bill in made]}
    if notice:
        data["notice"] = notice.model_dump(mode="json", exclude={"issuer"})
    following = dossier.model_copy(update={"bills_to_come": turn, "open_lines": rest})
    return Billed(following, made, data)


def _told(bill: Bill) -> dict[str, Any]:
    """What the timeline says of a bill: what was relieved is told where nothing is to pay, too."""
    full = sum(line.full_amount or line.amount for line in bill.lines)
    return {"bill_id": bill.bill_id, "amount": bill.amount, "exempted": full - bill.amount}


def _priced(
    world: World, dossier: Dossier, decision: Decision, terms: Terms
) -> tuple[dict[str, BillLine], dict[str, str]]:
    """The lines that were open at filing, by what was counted or stated since, and whose each is."""
    priced = _price(world, dossier, decision.quantities, terms)
    said = stated(terms.procedure, decision.lines)
    known = {line.line_id: frozen_line(line) for line in priced.lines}
    still = {line.line_id: line for line in priced.open_lines}
    _check_stated(said, [line for line in dossier.open_lines if line in still])
    missing = [
        line
        for line_id, line in still.items()
        if line_id in dossier.open_lines and line_id not in said and not _optional(dossier, line)
    ]
    if missing:
        names = ", ".join(f"{line.line_id} ({line.reason})" for line in missing)
        raise Invalid("amount_open", [_pointed(line) for line in missing], lines=names)
    found = {**known, **said}
    whose = {line.line_id: line.beneficiary for line in (*priced.lines, *priced.open_lines)}
    return {line_id: found[line_id] for line_id in dossier.open_lines if line_id in found}, whose


def _price(world: World, dossier: Dossier, counted: Mapping[str, int], terms: Terms) -> Priced:
    """What was filed, priced as on its day, with what was `counted` since."""
    choices = Choices(
        channel=dossier.channel,
        case=dossier.case,
        options=dossier.options,
        quantities={**dossier.quantities, **counted},
        exemptions=dossier.exemptions,
    )
    offering, on = _offering(world, dossier), vietnam_day(dossier.filed_at)
    return price(terms.procedure, offering, choices, on)


def _check_stated(said: Mapping[str, BillLine], asked: list[str]) -> None:
    """An officer states what the price cannot say, and nothing else."""
    for number, line_id in enumerate(said):
        if line_id not in asked:
            raise Invalid("nothing_to_price", [(f"/lines/{number}/line_id", "nothing_to_price")])


def _optional(dossier: Dossier, line: OpenLine) -> bool:
    """What only a notice can state is not owed as long as there is none."""
    return dossier.timing is CollectionTiming.ASSESSED and line.reason is OpenReason.ASSESSED


def _pointed(line: OpenLine) -> tuple[str, Said]:
    pointer = f"/quantities/{line.to_count[0]}" if line.to_count else "/lines"
    return pointer, Said(vi=line.because.vi, en=line.because.en, kind=line.reason)


def _expect_nothing(decision: Decision) -> None:
    """Amounts that nobody would read are refused: they were meant for another decision."""
    given = [name for name in ("quantities", "lines", "notice") if getattr(decision, name)]
    if given:
        raise Invalid("nothing_to_price", [(f"/{name}", "nothing_to_price") for name in given])
