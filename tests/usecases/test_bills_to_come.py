"""A filing for two beneficiaries: one bill at a time, each to its own account, none forgotten."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.dossier import Dossier, Status
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.event import Event
from chalicelib.domain.order import OrderState
from chalicelib.domain.procedure import Exemption
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.close_bill import close_bill
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.record_counter_payment import CounterPayment, record_counter_payment
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import (
    CODE,
    DISTRICT,
    MERCHANT_ID,
    a_caller,
    a_filing,
    a_once,
    a_statement,
    named,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_order, the_task, told, with_token
from tests.usecases.two_bills import (
    CENTRE,
    CENTRE_SHOP,
    PUBLICATION,
    REGISTRATION,
    bill_of,
    catalogue_of_two,
    filed_for_two,
    order_for,
    pay,
    settled_first,
)

DAY = timedelta(days=1)


def states(world: FakeWorld) -> list[BillState]:
    return [bill.state for bill in world.store.all(Bill)]


def waits_for(world: FakeWorld) -> tuple[str | None, str | None]:
    dossier = the_dossier(world)
    waits = dossier.waiting_for
    return waits.task_id if waits else None, dossier.open_bill


def test_one_bill_is_open_and_the_other_is_planned() -> None:
    world = filed_for_two()
    first, second = bill_of(world, "1"), bill_of(world, "2")
    assert (first.beneficiary, first.amount, first.state) == (CENTRE, PUBLICATION, BillState.OPEN)
    assert (second.beneficiary, second.amount) == (DISTRICT, REGISTRATION)
    assert (second.state, second.due_at) == (BillState.PLANNED, None)
    assert waits_for(world) == ("payment-1", "1")
    assert the_dossier(world).bills_to_come == ("2",)
    assert world.store.all(Event)[0].data["amount"] == PUBLICATION + REGISTRATION


def test_the_second_opens_in_the_change_that_covers_the_first_with_days_of_its_own() -> None:
    world = filed_for_two()
    with_token(world, "payment-1")
    order = pay(world)
    world.clock.forward(3 * DAY)
    before = len(world.commits.done)
    settle_bill(world, CODE, order.bill_id)
    assert len(world.commits.done) == before + 1
    first, second = bill_of(world, "1"), bill_of(world, "2")
    assert states(world) == [BillState.COVERED, BillState.OPEN]
    assert second.pay_by > first.pay_by
    assert (second.opened_at, second.due_at) == (world.clock.now(), second.pay_by)
    task = the_task(world, "payment-2")
    assert (task.kind, task.deadline) == (TaskKind.PAYMENT, second.pay_by)
    assert the_task(world, "payment-1").answer == "payment"
    assert waits_for(world) == ("payment-2", "2")
    assert told(world) == ["filed", "paid"]
    assert world.store.all(Event)[-1].data["next_bill"] == {"bill_id": "2", "amount": REGISTRATION}


def test_the_dossier_goes_on_when_both_are_covered() -> None:
    world = settled_first()
    order = pay(world, "pay-2")
    settle_bill(world, CODE, order.bill_id)
    assert states(world) == [BillState.COVERED] * 2
    assert waits_for(world) == ("intake-1", None)
    assert told(world) == ["filed", "paid", "paid"]
    assert "next_bill" not in world.store.all(Event)[-1].data


def test_of_two_who_settle_at_once_one_opens_the_second() -> None:
    world = filed_for_two()
    pay(world)
    world.commits.meanwhile(lambda: settle_bill(world, CODE, "1"))
    settle_bill(world, CODE, "1")
    assert states(world) == [BillState.COVERED, BillState.OPEN]
    assert told(world) == ["filed", "paid"]


def test_each_bill_is_paid_into_the_account_of_its_beneficiary() -> None:
    world = settled_first()
    second = pay(world, "pay-2")
    first, *_ = world.store.all(Transaction)
    assert first.merchant_id == CENTRE_SHOP
    assert second.merchant.merchant_id == MERCHANT_ID
    accounts = {p.account for one in world.store.all(Transaction) for p in one.postings}
    assert accounts == {
        f"provider:fakepay:{CENTRE_SHOP}",
        f"bill:{CODE}:1",
        f"provider:fakepay:{MERCHANT_ID}",
        f"bill:{CODE}:2",
    }


def test_a_beneficiary_without_an_account_cannot_be_paid_by_another_s() -> None:
    world = filed_for_two()
    for key in [key for key in world.store.items if key[1] == CENTRE and "MERCHANT" in key[2]]:
        del world.store.items[key]
    with pytest.raises(Invalid, match="no_merchant"):
        order_for(world)


def test_what_is_not_open_yet_takes_no_money_at_any_door() -> None:
    world = filed_for_two()
    with pytest.raises(Conflict, match="bill_not_open_yet"):
        order_for(world, bill_id="2")
    with pytest.raises(Conflict, match="bill_not_open_yet"):
        take(world, "2", REGISTRATION)


def take(world: FakeWorld, bill_id: str, amount: int) -> Any:
    said = CounterPayment.model_validate({"bill_id": bill_id, "method": "cash", "amount": amount})
    once = a_once(f"counter-{bill_id}", route="counter")
    return record_counter_payment(world, CODE, said, a_caller(), once)[0]


def test_at_the_counter_the_till_keeps_each_beneficiary_s_money_apart() -> None:
    world = filed_for_two()
    first = take(world, "1", PUBLICATION)
    settle_bill(world, CODE, "1")
    second = take(world, "2", REGISTRATION)
    settle_bill(world, CODE, "2")
    assert [order.merchant.merchant_id for order in (first, second)] == [CENTRE, DISTRICT]
    tills = {
        posting.account: posting.amount
        for fact in world.store.all(Transaction)
        for posting in fact.postings
        if posting.amount > 0
    }
    assert tills == {f"till:{DISTRICT}:{CENTRE}": PUBLICATION, f"till:{DISTRICT}": REGISTRATION}
    assert waits_for(world) == ("intake-1", None)


def test_late_money_for_the_first_does_not_pay_the_second() -> None:
    world = filed_for_two()
    other = order_for(world, "other", method="fake_card")
    pay(world)
    settle_bill(world, CODE, "1")
    book_statement(world, a_statement(other))
    settle_bill(world, CODE, "1")
    assert told(world) == ["filed", "paid", "money_not_owed"]
    assert (bill_of(world, "1").paid, bill_of(world, "2").paid) == (2 * PUBLICATION, 0)
    assert waits_for(world) == ("payment-2", "2")
    flags = [fact.flags for fact in world.store.all(Transaction)]
    assert (Flag.DUPLICATE,) in flags


def test_too_much_for_the_first_does_not_pay_the_second() -> None:
    world = filed_for_two()
    order = order_for(world)
    book_statement(world, a_statement(order, amount=PUBLICATION + REGISTRATION))
    settle_bill(world, CODE, "1")
    assert (bill_of(world, "1").paid, bill_of(world, "2").paid) == (150_000, 0)


def test_an_unpaid_first_bill_ends_the_dossier_and_cancels_the_second() -> None:
    world = filed_for_two()
    world.clock.at = bill_of(world, "1").pay_by
    close_bill(world, CODE, "1")
    assert states(world) == [BillState.LAPSED, BillState.CANCELLED]
    assert the_dossier(world).status is Status.NOT_RECEIVED
    assert (the_dossier(world).open_bill, the_dossier(world).bills_to_come) == (None, ())


def test_an_unpaid_second_bill_ends_the_dossier_and_leaves_the_first_paid() -> None:
    world = settled_first()
    world.clock.at = bill_of(world, "2").pay_by
    close_bill(world, CODE, "1")
    close_bill(world, CODE, "2")
    assert states(world) == [BillState.COVERED, BillState.LAPSED]
    assert [bill_of(world, each).refund_to_decide for each in "12"] == [PUBLICATION, 0]
    assert the_dossier(world).status is Status.NOT_RECEIVED
    assert told(world) == ["filed", "paid", "unpaid"]


def test_the_second_bill_is_not_closed_on_the_first_one_s_last_day() -> None:
    world = filed_for_two()
    order = pay(world)
    world.clock.forward(5 * DAY)
    settle_bill(world, CODE, order.bill_id)
    world.clock.at = bill_of(world, "1").pay_by
    close_bill(world, CODE, "2")
    assert states(world) == [BillState.COVERED, BillState.OPEN]


def test_a_withdrawal_before_any_payment_cancels_both() -> None:
    world = filed_for_two()
    withdraw_dossier(world, CODE, a_caller())
    assert states(world) == [BillState.CANCELLED] * 2
    assert (the_dossier(world).open_bill, the_dossier(world).bills_to_come) == (None, ())


def test_a_withdrawal_between_the_payments_cancels_the_second_only() -> None:
    world = settled_first()
    order = order_for(world, "pay-2")
    withdraw_dossier(world, CODE, a_caller())
    assert states(world) == [BillState.COVERED, BillState.CANCELLED]
    assert the_order(world, order).state is OrderState.SUPERSEDED
    assert the_dossier(world).status is Status.WITHDRAWN


def test_a_withdrawal_that_finds_the_first_paid_tells_that_before_it_cancels_the_second() -> None:
    world = filed_for_two()
    pay(world)
    withdraw_dossier(world, CODE, a_caller())
    assert states(world) == [BillState.COVERED, BillState.CANCELLED]
    assert told(world) == ["filed", "paid", "withdrawn"]


def test_money_for_the_second_after_a_withdrawal_is_told_as_not_owed() -> None:
    world = settled_first()
    order = order_for(world, "pay-2")
    withdraw_dossier(world, CODE, a_caller())
    book_statement(world, a_statement(order))
    settle_bill(world, CODE, "2")
    assert told(world)[-1] == "money_not_owed"
    assert (bill_of(world, "2").paid, bill_of(world, "2").due_at) == (REGISTRATION, None)


def waive(world: FakeWorld) -> None:
    said = Correction(
        kind=CorrectionKind.WAIVER, reason="a mistake", ground="hardship", document="1/QĐ"
    )
    correct_dossier(world, CODE, said, a_caller())


def test_a_waiver_of_the_first_opens_the_second() -> None:
    """The centre's money is excused, not the province's."""
    world = filed_for_two()
    waive(world)
    assert states(world) == [BillState.WAIVED, BillState.OPEN]
    assert waits_for(world) == ("payment-2", "2")
    assert the_task(world, "payment-1").outcome is TaskOutcome.WAIVED
    waive(world)
    assert states(world) == [BillState.WAIVED] * 2
    assert waits_for(world) == ("intake-1", None)


def exempting(*lines: str) -> FakeWorld:
    procedure, *others = catalogue_of_two()
    poor = Exemption(code="poor", name=named("Poor"), lines=lines, certainty="sourced")
    known = procedure.model_copy(update={"exemptions": (poor,)})
    world = a_world(known, *others)
    submit_dossier(world, a_filing(exemptions=("poor",)), a_caller(), a_once())
    return world


def test_a_beneficiary_who_gets_nothing_has_a_covered_bill_that_says_why() -> None:
    world = exempting("publication")
    first, second = bill_of(world, "1"), bill_of(world, "2")
    assert (first.state, first.amount, first.due_at) == (BillState.COVERED, 0, None)
    assert (first.lines[0].exemption, first.lines[0].full_amount) == ("poor", PUBLICATION)
    assert (second.state, waits_for(world)) == (BillState.OPEN, ("payment-1", "2"))
    assert the_dossier(world).bills_to_come == ()


def test_a_fully_exempt_filing_goes_on_at_once_and_keeps_what_was_exempt() -> None:
    world = exempting()
    assert states(world) == [BillState.COVERED] * 2
    assert waits_for(world) == ("intake-1", None)
    assert [bill.lines[0].exemption for bill in world.store.all(Bill)] == ["poor", "poor"]
    (dossier,) = world.store.all(Dossier)
    assert dossier.exemptions == ("poor",)
    assert world.store.all(Event)[0].data["amount"] == 0
    with pytest.raises(Conflict, match="bill_already_paid"):
        order_for(world, bill_id="1")


def test_an_exemption_stands_in_no_event() -> None:
    """Who is poor or disabled is nobody's business but the dossier's."""
    world = exempting("publication")
    assert not any("poor" in str(event.data) for event in world.store.all(Event))
