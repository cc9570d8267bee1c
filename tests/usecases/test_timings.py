"""When money is due: each collection timing from filing to result, paid, unpaid and priced late."""

from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.assessment import StatedLine
from chalicelib.domain.bill import Bill, BillState, Notice
from chalicelib.domain.billing import MOST_BILLS
from chalicelib.domain.clock.countdown import begin
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.event import Event
from chalicelib.domain.invariants import breaches
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.offering import Offering, OfferingDraft, OfferingFacts
from chalicelib.domain.procedure import (
    ClockStart,
    CollectionTiming,
    SupplementPolicy,
    SupplementRule,
)
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.close_task import close_task
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.open_order import open_order
from chalicelib.usecases.publish_offering import publish_offering
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from chalicelib.usecases.terms_of import terms_of
from tests.builders import (
    CODE,
    FEE,
    MONDAY,
    a_caller,
    a_decision,
    a_fee_line,
    a_filing,
    a_once,
    a_procedure,
    a_statement,
    an_offering,
    an_order_request,
    named,
)
from tests.crash.stage import records
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told

T, _O = CollectionTiming, TaskOutcome
NOTICE = Notice(number="TB-12/2026", issued_on=date(2026, 11, 23), issuer="Thuế cơ sở 1")


def filed(timing: CollectionTiming, **procedure: Any) -> FakeWorld:
    """Filed, and not decided about."""
    world = a_world(a_procedure(collection_timing=timing, **procedure), an_offering())
    submit_dossier(world, a_filing(), a_caller(), a_once())
    return world


def decide(world: FakeWorld, outcome: TaskOutcome, **more: Any) -> Dossier:
    waiting = the_dossier(world).waiting_for
    assert waiting
    decision = a_decision(outcome, **more)
    return decide_task(world, CODE, waiting.task_id, decision, a_caller())


def pay(world: FakeWorld, amount: int | None = None) -> Dossier:
    """The open bill, paid, or `amount` of it."""
    world.transport.will("opened")
    count = len(world.commits.done)
    once = a_once(f"pay-{count}", route="orders")
    order, *_ = open_order(world, CODE, an_order_request(amount=amount), a_caller(), once)
    book_statement(world, a_statement(order))
    settle_bill(world, CODE, order.bill_id)
    return the_dossier(world)


def bill(world: FakeWorld, bill_id: str = "1") -> Bill:
    found = world.dossiers.bill(CODE, bill_id)
    assert found
    return found


def waits(dossier: Dossier) -> tuple[Status, TaskKind | None]:
    return dossier.status, dossier.waiting_for.kind if dossier.waiting_for else None


def sound(world: FakeWorld) -> None:
    assert breaches(records(world)) == []


BEFORE = {
    T.AFTER_VALIDITY_CHECK: (_O.VALID_AWAITING_FEE,),
    T.AT_INTAKE: (_O.ACCEPTED,),
    T.BEFORE_RESULT: (_O.ACCEPTED, _O.COMPLETED),
    T.ON_RESULT: (_O.ACCEPTED, _O.COMPLETED),
}
"""What an officer decides until the fee is asked for."""


def asked_for(timing: CollectionTiming, **procedure: Any) -> FakeWorld:
    """The fee is asked for, and not paid."""
    world = filed(timing, **procedure)
    for outcome in BEFORE[timing]:
        decide(world, outcome)
    return world


@pytest.mark.parametrize(
    ("timing", "status", "then"),
    [
        (T.AFTER_VALIDITY_CHECK, Status.SUBMITTED, (Status.PROCESSING, TaskKind.PROCESSING)),
        (T.AT_INTAKE, Status.AWAITING_PAYMENT, (Status.PROCESSING, TaskKind.PROCESSING)),
        (T.BEFORE_RESULT, Status.AWAITING_PAYMENT, (Status.RESOLVED, TaskKind.DELIVERY)),
        (T.ON_RESULT, Status.RESOLVED, (Status.RETURNED, None)),
    ],
)
def test_a_fee_is_asked_for_in_its_time_and_paid(
    timing: CollectionTiming, status: Status, then: tuple[Status, TaskKind | None]
) -> None:
    world = asked_for(timing)
    assert waits(the_dossier(world)) == (status, TaskKind.PAYMENT)
    assert bill(world).state is BillState.OPEN
    sound(world)
    assert waits(pay(world)) == then
    assert bill(world).state is BillState.COVERED
    sound(world)


@pytest.mark.parametrize(
    ("timing", "status"),
    [
        (T.AFTER_VALIDITY_CHECK, Status.NOT_RECEIVED),
        (T.AT_INTAKE, Status.STOPPED),
        (T.BEFORE_RESULT, Status.STOPPED),
    ],
)
def test_a_fee_that_is_not_paid_in_time_ends_the_dossier_on_that_ground(
    timing: CollectionTiming, status: Status
) -> None:
    world = asked_for(timing)
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    assert (the_dossier(world).status, bill(world).state) == (status, BillState.LAPSED)
    assert world.store.all(Event)[-1].data["ground"] == "not_paid"
    sound(world)


def test_a_result_that_is_not_paid_in_time_stays_and_can_still_be_paid() -> None:
    world = asked_for(T.ON_RESULT)
    world.clock.at = bill(world).pay_by + timedelta(days=30)
    close_bill(world, CODE, "1")
    waiting = the_dossier(world).waiting_for
    assert waiting
    assert waiting.deadline == bill(world).pay_by < world.clock.now()
    assert waits(pay(world)) == (Status.RETURNED, None)
    sound(world)


@pytest.mark.parametrize("timing", BEFORE)
def test_a_bill_that_is_only_planned_takes_no_money(timing: CollectionTiming) -> None:
    world = filed(timing)
    with pytest.raises(Conflict, match="bill_not_open_yet"):
        open_order(world, CODE, an_order_request(), a_caller(), a_once(route="orders"))


def test_nothing_is_accepted_as_long_as_the_fee_after_the_check_is_not_asked_for() -> None:
    world = filed(T.AFTER_VALIDITY_CHECK)
    with pytest.raises(Invalid, match="outcome_not_allowed") as refused:
        decide(world, _O.ACCEPTED)
    assert refused.value.facts["allowed"] == "rejected, supplement_requested, valid_awaiting_fee"


@pytest.mark.parametrize("outcome", [_O.REJECTED, _O.STOPPED, _O.WITHDRAWN])
def test_a_dossier_that_ends_before_its_fee_was_due_owes_none(outcome: TaskOutcome) -> None:
    world = filed(T.BEFORE_RESULT)
    if outcome is _O.STOPPED:
        decide(world, _O.ACCEPTED)
    if outcome is _O.WITHDRAWN:
        withdraw_dossier(world, CODE, a_caller())
    else:
        decide(world, outcome)
    assert (bill(world).state, the_dossier(world).bills_to_come) == (BillState.CANCELLED, ())
    sound(world)


PAGES = (a_fee_line(line_id="pages", amount=2000, quantity="pages"),)
COUNTED = ({"code": "pages", "name": named("Pages"), "default": None},)


@pytest.mark.parametrize("timing", BEFORE)
def test_what_was_not_counted_at_filing_is_counted_when_it_is_due(timing: CollectionTiming) -> None:
    world = filed(timing, fee_lines=PAGES, quantities=COUNTED)
    for outcome in BEFORE[timing][:-1]:
        decide(world, outcome)
    last = BEFORE[timing][-1]
    with pytest.raises(Invalid, match="amount_open") as refused:
        decide(world, last)
    assert [pointer for pointer, _ in refused.value.errors] == ["/quantities/pages"]
    dossier = decide(world, last, quantities={"pages": 7})
    assert (bill(world).amount, bill(world).state) == (14_000, BillState.OPEN)
    assert (dossier.open_lines, dossier.open_bill) == ((), "1")
    assert dossier.quantities == {"pages": 7}, "what the amount comes from can be read later"
    sound(world)
    pay(world)
    assert bill(world).state is BillState.COVERED
    sound(world)


def test_what_no_price_says_is_stated_and_the_rest_is_priced() -> None:
    lines = (a_fee_line(), a_fee_line(line_id="local", amount=None, set_by="provincial_council"))
    world = filed(T.AT_INTAKE, fee_lines=lines)
    stated = StatedLine(line_id="local", payable=30_000, exempted=20_000)
    decide(world, _O.ACCEPTED, lines=(stated,))
    assert [(line.line_id, line.amount, line.full_amount) for line in bill(world).lines] == [
        ("fee", FEE, FEE),
        ("local", 30_000, 50_000),
    ]


LOCAL = a_fee_line(line_id="local", amount=None, set_by="provincial_council")


@pytest.mark.parametrize("later", [90_000, None])
def test_what_is_billed_later_costs_what_it_cost_at_filing(later: int | None) -> None:
    """A new price, or none any more, is for those who file from then on."""
    lines = (LOCAL, *PAGES)
    world = a_world(
        a_procedure(collection_timing=T.AT_INTAKE, fee_lines=lines, quantities=COUNTED),
        an_offering(prices=(local_price(40_000),)),
    )
    submit_dossier(world, a_filing(), a_caller(), a_once())
    new = an_offering(prices=(local_price(later),) if later else ())
    publish_offering(world, new.agency_code, new.procedure_code, draft_of(new), a_caller())
    decide(world, _O.ACCEPTED, quantities={"pages": 1})
    assert {line.line_id: line.amount for line in bill(world).lines} == {
        "local": 40_000,
        "pages": 2_000,
    }


def local_price(amount: int) -> dict[str, Any]:
    return {"line_id": "local", "amount": amount, "legal_basis": "12/2024/NQ-HĐND"}


def draft_of(offering: Offering) -> OfferingDraft:
    facts = offering.model_dump(include=set(OfferingFacts.model_fields))
    return OfferingDraft(version=1, reason="the council decided", **facts)


def test_what_is_counted_at_nothing_settles_at_once_and_is_told() -> None:
    quantities = ({"code": "pages", "name": named("Pages"), "minimum": 0, "default": None},)
    world = filed(T.AT_INTAKE, fee_lines=PAGES, quantities=quantities)
    dossier = decide(world, _O.ACCEPTED, quantities={"pages": 0})
    assert waits(dossier) == (Status.PROCESSING, TaskKind.PROCESSING)
    received = next(event for event in world.store.all(Event) if event.type == "received")
    assert received.data["billed"] == [{"bill_id": "1", "amount": 0, "exempted": 0}]
    assert bill(world).state is BillState.COVERED


@pytest.mark.parametrize(
    ("outcome", "more", "code"),
    [
        (_O.ACCEPTED, {"quantities": {"pages": 1}}, "nothing_to_price"),
        (_O.REJECTED, {"lines": ({"line_id": "fee", "payable": 1},)}, "nothing_to_price"),
        (_O.ACCEPTED, {"notice": NOTICE}, "nothing_to_price"),
    ],
)
def test_amounts_that_nobody_asked_for_are_refused(
    outcome: TaskOutcome, more: dict[str, Any], code: str
) -> None:
    world = filed(T.AT_INTAKE)
    with pytest.raises(Invalid, match=code):
        decide(world, outcome, **more)
    assert the_dossier(world).status is Status.SUBMITTED


def test_a_line_that_has_a_price_is_not_stated_by_an_officer() -> None:
    lines = (a_fee_line(), *PAGES)
    world = filed(T.AT_INTAKE, fee_lines=lines, quantities=COUNTED)
    said = (StatedLine(line_id="fee", payable=1),)
    with pytest.raises(Invalid, match="nothing_to_price"):
        decide(world, _O.ACCEPTED, quantities={"pages": 1}, lines=said)


@pytest.mark.parametrize(
    ("pages", "payable", "pointer"), [(1000, 0, "/quantities"), (999, MOST_DONG, "/lines")]
)
def test_what_is_counted_and_stated_is_no_more_than_there_can_be(
    pages: int, payable: int, pointer: str
) -> None:
    lines = (
        a_fee_line(line_id="pages", amount=MOST_DONG // 999, quantity="pages"),
        a_fee_line(line_id="local", amount=None, set_by="provincial_council"),
    )
    world = filed(T.AT_INTAKE, fee_lines=lines, quantities=COUNTED)
    said = (StatedLine(line_id="local", payable=payable),)
    with pytest.raises(Invalid, match="amount_too_large") as refused:
        decide(world, _O.ACCEPTED, quantities={"pages": pages}, lines=said)
    assert refused.value.errors == [(pointer, "amount_too_large")]
    assert the_dossier(world).status is Status.SUBMITTED


TAX = a_fee_line(line_id="tax", kind="nghia_vu_tai_chinh", amount=None, set_by="assessed")


def in_assessment(**procedure: Any) -> FakeWorld:
    world = filed(T.ASSESSED, **{"fee_lines": (TAX,), **procedure})
    decide(world, _O.ACCEPTED)
    return world


def assess(world: FakeWorld, payable: int, exempted: int = 0, **notice: Any) -> Dossier:
    paper = Notice.model_validate({**dict(NOTICE), **notice})
    line = StatedLine(line_id="tax", payable=payable, exempted=exempted)
    return decide(world, _O.FEE_ASSESSED, notice=paper, lines=(line,))


def test_an_obligation_is_assessed_by_notice_and_paid_in_parts() -> None:
    world = in_assessment()
    assert waits(assess(world, 5_000_000, 1_000_000)) == (
        Status.AWAITING_PAYMENT,
        TaskKind.PAYMENT,
    )
    assessed = bill(world)
    assert (assessed.amount, assessed.lines[0].full_amount) == (5_000_000, 6_000_000)
    assert assessed.notice == NOTICE
    assert waits(pay(world, 2_000_000))[1] is TaskKind.PAYMENT
    assert (bill(world).paid, bill(world).remaining) == (2_000_000, 3_000_000)
    sound(world)
    assert waits(pay(world)) == (Status.PROCESSING, TaskKind.PROCESSING)
    assert told(world)[-3:] == ["partially_paid", "paid", "resumed"]
    sound(world)


def test_notices_follow_one_another_and_the_last_step_asks_for_nothing_more() -> None:
    world = in_assessment()
    assess(world, 1_000_000)
    pay(world)
    assess(world, 2_000_000, number="TB-13")
    pay(world)
    assert [one.bill_id for one in world.dossiers.bills(CODE)] == ["1", "2"]
    assert waits(decide(world, _O.COMPLETED)) == (Status.RESOLVED, TaskKind.DELIVERY)
    sound(world)


def test_a_notice_of_nothing_to_pay_leaves_the_step_open_and_is_told() -> None:
    world = in_assessment()
    assert waits(assess(world, 0, 700_000)) == (Status.PROCESSING, TaskKind.PROCESSING)
    told_last = world.store.all(Event)[-1].data
    assert told_last["billed"] == [{"bill_id": "1", "amount": 0, "exempted": 700_000}]
    assert told_last["notice"] == {"number": "TB-12/2026", "issued_on": "2026-11-23"}
    sound(world)


def test_the_fee_beside_the_tax_is_asked_for_before_the_result() -> None:
    world = in_assessment(fee_lines=(a_fee_line(), TAX))
    assess(world, 1_000_000)
    pay(world)
    assert the_dossier(world).open_lines == ("fee",)
    assert waits(decide(world, _O.COMPLETED)) == (Status.AWAITING_PAYMENT, TaskKind.PAYMENT)
    assert bill(world, "2").amount == FEE
    assert waits(pay(world)) == (Status.RESOLVED, TaskKind.DELIVERY)


def test_an_assessed_bill_that_is_not_paid_in_time_stops_the_dossier() -> None:
    world = in_assessment()
    assess(world, 1_000_000)
    pay(world, 400_000)
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    assert (the_dossier(world).status, bill(world).state) == (Status.STOPPED, BillState.LAPSED)
    sound(world)


@pytest.mark.parametrize(
    ("notice", "code"),
    [
        ({"issued_on": date(2026, 11, 22)}, "notice_out_of_order"),
        ({"issued_on": date(2026, 11, 24)}, "notice_out_of_order"),
    ],
    ids=["before the filing", "tomorrow"],
)
def test_a_notice_out_of_order_is_refused(notice: dict[str, Any], code: str) -> None:
    world = in_assessment()
    with pytest.raises(Invalid, match=code):
        assess(world, 1, **notice)
    assert world.dossiers.bills(CODE) == []


def test_a_notice_is_entered_once() -> None:
    world = in_assessment()
    assess(world, 0)
    with pytest.raises(Conflict, match="notice_taken"):
        assess(world, 5)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({}, "notice_required"),
        ({"notice": NOTICE}, "notice_required"),
        ({"lines": ({"line_id": "tax", "payable": 1},)}, "notice_required"),
        ({"notice": NOTICE, "lines": ({"line_id": "other", "payable": 1},)}, "line_not_known"),
        ({"notice": NOTICE, "lines": ({"line_id": "tax", "payable": 1},) * 2}, "line_twice"),
    ],
)
def test_an_assessment_needs_its_notice_and_its_lines(more: dict[str, Any], code: str) -> None:
    with pytest.raises(Invalid, match=code):
        decide(in_assessment(), _O.FEE_ASSESSED, **more)


def test_nothing_is_assessed_where_the_procedure_assesses_nothing() -> None:
    world = filed(T.BEFORE_RESULT)
    decide(world, _O.ACCEPTED)
    with pytest.raises(Invalid, match="outcome_not_allowed"):
        decide(world, _O.FEE_ASSESSED, notice=NOTICE, lines=({"line_id": "fee", "payable": 1},))


def correct(world: FakeWorld, kind: CorrectionKind) -> Dossier:
    ground = "poor-household" if kind is CorrectionKind.WAIVER else None
    said = Correction(kind=kind, reason="a mistake", ground=ground, document="QD-1")
    return correct_dossier(world, CODE, said, a_caller())[0]


@pytest.mark.parametrize(
    ("timing", "then"),
    [
        (T.AFTER_VALIDITY_CHECK, Status.PROCESSING),
        (T.AT_INTAKE, Status.PROCESSING),
        (T.BEFORE_RESULT, Status.RESOLVED),
        (T.ON_RESULT, Status.RETURNED),
    ],
)
def test_a_waived_fee_leads_on_as_a_paid_one(timing: CollectionTiming, then: Status) -> None:
    world = asked_for(timing)
    assert correct(world, CorrectionKind.WAIVER).status is then
    assert bill(world).state is BillState.WAIVED
    sound(world)


def test_a_result_that_is_recalled_before_it_was_paid_is_asked_for_again() -> None:
    world = asked_for(T.ON_RESULT)
    world.transport.will("opened")
    open_order(world, CODE, an_order_request(), a_caller(), a_once(route="orders"))
    dossier = correct(world, CorrectionKind.RECALL)
    assert waits(dossier) == (Status.PROCESSING, TaskKind.PROCESSING)
    assert (dossier.bills_to_come, bill(world).state) == (("1",), BillState.PLANNED)
    sound(world)
    assert waits(decide(world, _O.COMPLETED)) == (Status.RESOLVED, TaskKind.PAYMENT)
    assert waits(pay(world)) == (Status.RETURNED, None)
    sound(world)


@pytest.mark.parametrize("timing", [T.AT_INTAKE, T.BEFORE_RESULT])
def test_a_stop_for_want_of_payment_that_is_recalled_forgives_nothing(
    timing: CollectionTiming,
) -> None:
    world = asked_for(timing)
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    assert waits(correct(world, CorrectionKind.RECALL)) == (
        Status.PROCESSING,
        TaskKind.PROCESSING,
    )
    assert waits(decide(world, _O.COMPLETED)) == (Status.AWAITING_PAYMENT, TaskKind.PAYMENT)
    sound(world)
    assert waits(pay(world)) == (Status.RESOLVED, TaskKind.DELIVERY)
    sound(world)


def test_a_recalled_dossier_keeps_what_was_planned_for_its_end() -> None:
    world = filed(T.BEFORE_RESULT)
    decide(world, _O.ACCEPTED)
    decide(world, _O.STOPPED)
    correct(world, CorrectionKind.RECALL)
    assert waits(decide(world, _O.COMPLETED)) == (Status.AWAITING_PAYMENT, TaskKind.PAYMENT)
    sound(world)


def partly_paid() -> FakeWorld:
    """400,000 of an assessed 1,000,000."""
    world = in_assessment()
    assess(world, 1_000_000)
    pay(world, 400_000)
    return world


@pytest.mark.parametrize(
    ("outcomes", "status"),
    [
        ((_O.REJECTED,), Status.NOT_RECEIVED),
        ((_O.ACCEPTED, _O.STOPPED), Status.STOPPED),
        ((_O.ACCEPTED, _O.COMPLETED, _O.DELIVERED), Status.RETURNED),
    ],
)
def test_what_was_paid_for_no_result_is_to_be_decided(
    outcomes: tuple[TaskOutcome, ...], status: Status
) -> None:
    world = filed(T.WITH_FILING)
    pay(world)
    for outcome in outcomes:
        dossier = decide(world, outcome, **({"ground": "x"} if outcome is _O.STOPPED else {}))
    in_vain = 0 if status is Status.RETURNED else FEE
    assert (dossier.status, bill(world).refund_to_decide) == (status, in_vain)
    told_last = world.store.all(Event)[-1].data.get("refund_to_decide")
    assert told_last == ({"1": FEE} if in_vain else None)
    sound(world)


def test_what_was_paid_for_a_stop_that_is_recalled_is_needed_again() -> None:
    world = filed(T.WITH_FILING)
    pay(world)
    decide(world, _O.ACCEPTED)
    decide(world, _O.STOPPED, ground="x")
    correct(world, CorrectionKind.RECALL)
    assert (bill(world).state, bill(world).refund_to_decide) == (BillState.COVERED, 0)
    sound(world)


def test_a_part_that_was_paid_is_to_be_decided_when_the_dossier_is_withdrawn() -> None:
    world = partly_paid()
    withdraw_dossier(world, CODE, a_caller())
    assert (bill(world).refund_to_decide, bill(world).owed_back) == (400_000, 0)
    assert world.store.all(Event)[-1].data["refund_to_decide"] == {"1": 400_000}
    sound(world)


def test_a_part_that_was_paid_is_to_be_decided_when_the_rest_never_came() -> None:
    world = partly_paid()
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    assert (bill(world).refund_to_decide, bill(world).owed_back) == (400_000, 0)
    assert world.store.all(Event)[-1].data["refund_to_decide"] == {"1": 400_000}


def test_what_comes_after_a_bill_was_closed_is_owed_back_at_once() -> None:
    world = in_assessment()
    assess(world, 1_000_000)
    world.transport.will("opened")
    request = an_order_request(amount=400_000)
    late, *_ = open_order(world, CODE, request, a_caller(), a_once("late", route="orders"))
    withdraw_dossier(world, CODE, a_caller())
    book_statement(world, a_statement(late))
    assert (bill(world).refund_to_decide, bill(world).owed_back) == (0, 400_000)


def test_what_was_paid_before_the_rest_was_waived_is_kept_unless_the_dossier_is_withdrawn() -> None:
    world = partly_paid()
    correct(world, CorrectionKind.WAIVER)
    assert (bill(world).refund_to_decide, bill(world).owed_back) == (0, 0)
    withdraw_dossier(world, CODE, a_caller())
    assert (bill(world).refund_to_decide, bill(world).owed_back) == (400_000, 0)


def test_a_bill_that_comes_again_has_nothing_to_decide_about() -> None:
    world = partly_paid()
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    correct(world, CorrectionKind.RECALL)
    assert (bill(world).refund_to_decide, bill(world).kept) == (0, 0)


@pytest.mark.parametrize("rule", ClockStart)
def test_a_fee_that_was_never_paid_starts_no_clock(rule: ClockStart) -> None:
    world = asked_for(T.AT_INTAKE, clock_start=rule)
    before = the_dossier(world).clock
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    assert [entry.kind for entry in the_dossier(world).clock if entry not in before] == (
        ["end"] if before else []
    )


@pytest.mark.parametrize("timing", [T.AFTER_VALIDITY_CHECK, T.AT_INTAKE])
def test_the_clock_counts_from_when_money_was_verified_however_late_it_is_settled(
    timing: CollectionTiming,
) -> None:
    """At the end of a day what our own delay would add is a working day."""
    clocks, booked = [], MONDAY
    for late in (timedelta(0), timedelta(seconds=60), timedelta(days=1)):
        world = asked_for(timing, clock_start=ClockStart.VALID_DOSSIER_AND_FEE_PAID)
        world.transport.will("opened")
        order, *_ = open_order(
            world, CODE, an_order_request(), a_caller(), a_once("pay", route="orders")
        )
        book_statement(world, a_statement(order))
        booked = world.clock.now()
        world.clock.forward(late)
        settle_bill(world, CODE, "1")
        clocks.append(the_dossier(world).clock)
        assert world.store.all(Event)[-1].at == world.clock.now()
    assert clocks[0] == clocks[1] == clocks[2]
    assert clocks[0][-1].at == booked


def test_the_clock_never_goes_back_before_what_stands_in_it() -> None:
    """Money that came while its bill was closed counts when that is open again."""
    world = asked_for(T.AT_INTAKE)
    world.clock.forward(timedelta(hours=1))
    early = the_dossier(world).filed_at - timedelta(days=1)
    world.store.put(bill(world).model_copy(update={"paid": FEE, "paid_at": early}))
    settle_bill(world, CODE, "1")
    instants = [entry.at for entry in the_dossier(world).clock]
    assert instants == sorted(instants)
    assert instants[0] >= the_dossier(world).filed_at


def test_the_clock_ends_when_the_result_is_there_however_early_it_was_paid() -> None:
    world = asked_for(T.BEFORE_RESULT)
    world.transport.will("opened")
    once = a_once("pay", route="orders")
    order, *_ = open_order(world, CODE, an_order_request(), a_caller(), once)
    book_statement(world, a_statement(order))
    booked = world.clock.now()
    world.clock.forward(timedelta(days=14))
    settle_bill(world, CODE, "1")
    resumed, end = the_dossier(world).clock[-2:]
    assert (resumed.kind, resumed.at) == ("resume", booked)
    assert (end.kind, end.at) == ("end", the_dossier(world).ended_at)


@pytest.mark.parametrize("leave", ["withdraw", "lapse"])
def test_a_bill_that_is_settled_while_its_dossier_is_left_is_written_once(
    monkeypatch: pytest.MonkeyPatch, leave: str
) -> None:
    """The money came between two reads: what was decided without it is decided anew."""
    world = filed(T.WITH_FILING)
    world.transport.will("opened")
    once = a_once("pay", route="orders")
    order, *_ = open_order(world, CODE, an_order_request(), a_caller(), once)
    read = world.dossiers.bills

    def read_late(code: str) -> list[Bill]:
        monkeypatch.setattr(world.dossiers, "bills", read)
        book_statement(world, a_statement(order))
        settle_bill(world, CODE, "1")
        return read(code)

    monkeypatch.setattr(world.dossiers, "bills", read_late)
    if leave == "withdraw":
        assert withdraw_dossier(world, CODE, a_caller()).status is Status.WITHDRAWN
        assert bill(world).refund_to_decide == FEE
    else:
        world.clock.at = bill(world).pay_by + timedelta(days=4)
        world.transport.will("pending")
        close_bill(world, CODE, "1")
        assert bill(world).state is BillState.COVERED
    sound(world)


def noticed(world: FakeWorld, *lines: tuple[str, int], number: str = "TB-1") -> Dossier:
    paper = Notice.model_validate({**dict(NOTICE), "number": number})
    stated = tuple(StatedLine(line_id=line_id, payable=amount) for line_id, amount in lines)
    return decide(world, _O.FEE_ASSESSED, notice=paper, lines=stated)


def test_a_notice_does_not_state_what_has_a_price() -> None:
    world = in_assessment(fee_lines=(a_fee_line(), TAX))
    with pytest.raises(Invalid, match="not_by_notice") as refused:
        noticed(world, ("tax", 10), ("fee", 50_000))
    assert refused.value.errors == [("/lines/1/line_id", "not_by_notice")]


def test_what_nobody_has_priced_is_stated_once_and_what_is_assessed_as_often_as_it_is() -> None:
    world = in_assessment(fee_lines=(a_fee_line(amount=None, set_by="provincial_council"), TAX))
    noticed(world, ("fee", 50_000))
    pay(world)
    with pytest.raises(Invalid, match="not_by_notice"):
        noticed(world, ("fee", 50_000), number="TB-2")
    for number in ("TB-3", "TB-4"):
        noticed(world, ("tax", 10_000), number=number)
        pay(world)
    assert waits(decide(world, _O.COMPLETED)) == (Status.RESOLVED, TaskKind.DELIVERY)
    sound(world)


def test_a_dossier_has_so_many_bills_and_no_more() -> None:
    """All of them are moved in one transaction when it is withdrawn."""
    world = in_assessment()
    for number in range(MOST_BILLS):
        noticed(world, ("tax", 10_000), number=f"TB-{number}")
        pay(world)
    with pytest.raises(Conflict, match="too_many_bills"):
        noticed(world, ("tax", 10_000), number="TB-last")
    assert [each.bill_id for each in world.dossiers.bills(CODE)][8:11] == ["9", "10", "11"]
    assert withdraw_dossier(world, CODE, a_caller()).status is Status.WITHDRAWN
    sound(world)


@pytest.mark.parametrize("exempted", [MOST_DONG, 1])
def test_more_money_than_there_can_be_is_refused(exempted: int) -> None:
    world = in_assessment()
    with pytest.raises(Invalid, match="amount_too_large") as refused:
        assess(world, MOST_DONG, exempted)
    assert refused.value.errors == [("/lines/0/payable", "amount_too_large")]


def test_the_timeline_tells_what_is_to_be_decided_of_a_bill_that_was_to_come_again() -> None:
    world = partly_paid()
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    correct(world, CorrectionKind.RECALL)
    withdraw_dossier(world, CODE, a_caller())
    assert bill(world).refund_to_decide == 400_000
    assert world.store.all(Event)[-1].data["refund_to_decide"] == {"1": 400_000}


@pytest.mark.parametrize("rule", SupplementRule)
def test_a_stop_for_want_of_papers_that_is_taken_back_gives_no_new_time(
    rule: SupplementRule,
) -> None:
    world = filed(T.NONE, fee_lines=(), supplement_policy=SupplementPolicy(rule=rule))
    decide(world, _O.ACCEPTED)
    decide(world, _O.SUPPLEMENT_REQUESTED)
    waiting = the_dossier(world).waiting_for
    assert waiting
    assert waiting.deadline
    world.clock.at = waiting.deadline
    close_task(world, the_task(world, waiting.task_id))
    assert the_dossier(world).status is Status.STOPPED
    correct(world, CorrectionKind.RECALL)
    entries = [entry.kind for entry in the_dossier(world).clock]
    assert entries == ["start", "pause", "end", "reopen"]


@pytest.mark.parametrize("later", [timedelta(), timedelta(days=21)])
def test_a_stop_for_want_of_payment_that_is_taken_back_is_due_the_same_whenever_that_is(
    later: timedelta,
) -> None:
    world = asked_for(T.AT_INTAKE)
    world.clock.at = bill(world).pay_by
    close_bill(world, CODE, "1")
    stopped_at = world.clock.at
    world.clock.forward(later)
    correct(world, CorrectionKind.RECALL)
    dossier = the_dossier(world)
    terms = terms_of(world, dossier)
    limit = terms.limit(dossier)
    assert limit
    assert terms.reading(dossier).due_at == begin(terms.times, limit.term, stopped_at).due_at
