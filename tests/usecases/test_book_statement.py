"""Money is booked once, always, and whatever the provider must be told."""

import itertools
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.errors import Transient
from chalicelib.domain.money import balanced
from chalicelib.domain.order import ORDER_LIFETIME, Order, OrderState
from chalicelib.domain.statement import Outcome, Statement
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.ports.provider import Verdict
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.until_committed import ATTEMPTS
from tests.builders import FEE, MONDAY, a_bill, a_statement
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, the_bill, the_order, while_paying

SECOND = "261123000000020"


def the_payments(world: FakeWorld) -> list[Transaction]:
    return [one for one in world.store.all(Transaction) if one.outcome is Outcome.PAID]


def test_a_payment_moves_the_order_credits_the_bill_and_owes_its_settlement() -> None:
    world = while_paying()
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    order, bill, (transaction,) = the_order(world), the_bill(world), the_payments(world)
    assert (order.state, order.paid_amount, order.due_at) == (OrderState.PAID, FEE, None)
    assert (bill.paid, bill.settled, bill.due_at) == (FEE, 0, MONDAY)
    assert (transaction.amount, transaction.flags) == (FEE, ())
    assert balanced(transaction.postings)


def test_all_of_it_is_one_change_and_the_bill_is_not_read() -> None:
    world = while_paying()
    book_statement(world, a_statement())
    (change,) = world.commits.done
    assert [type(write).__name__ for write in change.writes] == [
        *("Insert", "Insert", "Replace", "Credit"),
    ]


def test_the_same_statement_fifty_times_is_one_payment() -> None:
    world = while_paying()
    verdicts = [book_statement(world, a_statement()) for _ in range(50)]
    assert verdicts == [Verdict.BOOKED, *[Verdict.ALREADY_BOOKED] * 49]
    assert (len(the_payments(world)), the_bill(world).paid) == (1, FEE)


def test_the_same_statement_twice_in_the_same_instant_is_one_payment() -> None:
    world = while_paying()
    world.commits.meanwhile(lambda: book_statement(world, a_statement()))
    assert book_statement(world, a_statement()) is Verdict.ALREADY_BOOKED
    assert (len(the_payments(world)), the_bill(world).paid) == (1, FEE)


def facts(order: Order) -> list[Statement]:
    return [a_statement(order, outcome=outcome) for outcome in Outcome]


@pytest.mark.parametrize(
    ("first", "second"),
    list(itertools.product(facts(a_pending_order()), repeat=2)),
    ids=lambda statement: statement.outcome.value,
)
def test_success_dominates_whatever_comes_before_or_after_it(
    first: Statement, second: Statement
) -> None:
    """Case B4: all orders of two facts about one order."""
    world = while_paying()
    book_statement(world, first)
    book_statement(world, second)
    paid = Outcome.PAID in (first.outcome, second.outcome)
    assert (the_order(world).state is OrderState.PAID) == paid
    assert the_bill(world).paid == (FEE if paid else 0)
    assert len(the_payments(world)) == paid


@pytest.mark.parametrize("fates", list(itertools.permutations(("paid", "refused", "expired"))))
def test_one_attempt_s_failure_never_harms_another_s_success(fates: tuple[str, ...]) -> None:
    """Case B4: A fails, B succeeds, A expires, in every order."""
    a, b = a_pending_order(method="fake_card"), a_pending_order(order_id=SECOND)
    world = while_paying(a, b)
    for fate in fates:
        order = b if fate == "paid" else a
        book_statement(world, a_statement(order, outcome=Outcome(fate)))
    assert the_order(world, b).state is OrderState.PAID
    assert (the_bill(world).paid, the_bill(world).covered) == (FEE, True)


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.REFUSED, OrderState.REFUSED),
        (Outcome.CANCELLED, OrderState.CANCELLED),
        (Outcome.EXPIRED, OrderState.EXPIRED),
    ],
)
def test_an_end_without_money_closes_the_attempt_and_keeps_watching_it(
    outcome: Outcome, state: OrderState
) -> None:
    world = while_paying()
    assert book_statement(world, a_statement(outcome=outcome)) is Verdict.BOOKED
    order, (transaction,) = the_order(world), world.store.all(Transaction)
    assert (order.state, order.due_at) == (state, MONDAY + timedelta(days=1))
    assert (transaction.postings, the_bill(world).paid) == ((), 0)


def test_what_is_not_final_changes_nothing() -> None:
    """Case B5: only what is final by the provider's own table ends an attempt."""
    world = while_paying()
    assert book_statement(world, a_statement(outcome=Outcome.PENDING)) is Verdict.NOTED
    assert world.commits.done == []


def test_a_fact_that_is_not_final_is_asked_about_soon() -> None:
    world = while_paying(a_pending_order(due_at=MONDAY + timedelta(hours=1)))
    book_statement(world, a_statement(outcome=Outcome.PENDING))
    assert the_order(world).due_at == MONDAY + timedelta(minutes=1)


@pytest.mark.parametrize("last", [Outcome.REFUSED, Outcome.CANCELLED])
def test_a_refusal_that_was_booked_before_the_review_still_ends_it(last: Outcome) -> None:
    """Refused, then in review, then refused again: the same fact must not block the bill."""
    world = while_paying()
    for outcome in (last, Outcome.REVIEW):
        book_statement(world, a_statement(outcome=outcome, identity=f"x:{outcome}"))
    assert the_order(world).in_review
    book_statement(world, a_statement(outcome=last, identity=f"x:{last}"))
    assert not the_order(world).in_review
    assert len(world.store.all(Transaction)) == 2


def test_money_in_review_is_recorded_and_neither_paid_nor_failed() -> None:
    """Case B5: the provider took the money and has not decided."""
    world = while_paying()
    assert book_statement(world, a_statement(outcome=Outcome.REVIEW)) is Verdict.BOOKED
    order, (transaction,) = the_order(world), world.store.all(Transaction)
    assert (order.state, order.in_review) == (OrderState.PENDING, True)
    assert (transaction.flags, transaction.postings) == ((Flag.REVIEW,), ())
    assert the_bill(world).paid == 0
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    assert (the_order(world).state, the_order(world).in_review) == (OrderState.PAID, False)


CLOSED = [state for state in OrderState if not a_pending_order(state=state).payable]


@pytest.mark.parametrize("state", [state for state in CLOSED if state is not OrderState.PAID])
def test_money_for_a_closed_attempt_is_booked_and_covers_the_bill(state: OrderState) -> None:
    """Case B3; late is what came after the attempt's own end, not after another's beginning."""
    world = while_paying(a_pending_order(state=state))
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    (transaction,) = the_payments(world)
    ended = state in (OrderState.EXPIRED, OrderState.CANCELLED)
    assert transaction.flags == ((Flag.LATE,) if ended else ())
    assert (the_order(world).state, the_bill(world).covered) == (OrderState.PAID, True)


@pytest.mark.parametrize("state", [BillState.LAPSED, BillState.CANCELLED])
def test_money_for_a_closed_bill_is_booked_as_late_and_owed_to_the_timeline(
    state: BillState,
) -> None:
    world = while_paying(bill=a_bill(state=state, due_at=None))
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    assert the_payments(world)[0].flags == (Flag.LATE,)
    assert (the_bill(world).paid, the_bill(world).due_at) == (FEE, MONDAY)


@pytest.mark.parametrize(
    "wait",
    [
        *(timedelta(seconds=-1), timedelta(0), timedelta(seconds=1), timedelta(days=3)),
    ],
    ids=str,
)
def test_money_around_and_after_the_end_of_the_attempt_is_booked(wait: timedelta) -> None:
    """Case B3: success a second before its end, at it, a second after it, three days after it."""
    world = while_paying()
    world.clock.forward(ORDER_LIFETIME + wait)
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    assert the_bill(world).paid == FEE


@pytest.mark.parametrize(
    ("amount", "flags"),
    [
        (FEE - 1, (Flag.SHORT,)),
        (FEE // 100, (Flag.SHORT,)),
        (FEE + 1, (Flag.OVER,)),
        (FEE * 100, (Flag.OVER,)),
    ],
)
def test_another_amount_is_booked_as_it_came_and_flagged(
    amount: int, flags: tuple[Flag, ...]
) -> None:
    """Case B10."""
    world = while_paying()
    assert book_statement(world, a_statement(amount=amount)) is Verdict.WRONG_AMOUNT
    (transaction,) = the_payments(world)
    assert (transaction.amount, transaction.flags) == (amount, flags)
    assert (the_bill(world).paid, the_bill(world).covered) == (amount, amount >= FEE)


def test_a_bill_paid_twice_keeps_both_payments_and_flags_the_second() -> None:
    """Case B14."""
    a, b = a_pending_order(method="fake_card"), a_pending_order(order_id=SECOND)
    world = while_paying(a, b)
    assert book_statement(world, a_statement(a)) is Verdict.BOOKED
    assert book_statement(world, a_statement(b)) is Verdict.BOOKED
    assert {one.order_id: one.flags for one in the_payments(world)} == {
        a.order_id: (),
        b.order_id: (Flag.DUPLICATE,),
    }
    assert the_bill(world).paid == 2 * FEE


def test_two_attempts_of_one_bill_that_succeed_in_the_same_instant_are_told_apart() -> None:
    a, b = a_pending_order(method="fake_card"), a_pending_order(order_id=SECOND)
    world = while_paying(a, b)
    world.commits.meanwhile(lambda: book_statement(world, a_statement(a)))
    assert book_statement(world, a_statement(b)) is Verdict.BOOKED
    assert {one.order_id: one.flags for one in the_payments(world)} == {
        a.order_id: (),
        b.order_id: (Flag.DUPLICATE,),
    }


def test_a_second_part_payment_is_no_duplicate() -> None:
    a = a_pending_order(method="fake_card")
    b = a_pending_order(order_id=SECOND, amount=1)
    world = while_paying(a, b)
    book_statement(world, a_statement(a, amount=FEE - 1))
    book_statement(world, a_statement(b))
    assert [one.flags for one in the_payments(world)] == [(Flag.SHORT,), ()]
    assert (the_bill(world).paid, the_bill(world).covered) == (FEE, True)


def test_money_for_an_order_that_nobody_knows_is_held() -> None:
    world = a_world()
    assert book_statement(world, a_statement()) is Verdict.UNKNOWN_ORDER
    (held,) = world.store.all(Suspense)
    assert (held.reason, held.statement) == ("unknown_order", a_statement())
    assert balanced(held.postings)


def test_held_money_is_held_once() -> None:
    world = a_world()
    verdicts = [book_statement(world, a_statement()) for _ in range(3)]
    assert verdicts == [Verdict.UNKNOWN_ORDER] * 3
    assert len(world.store.all(Suspense)) == 1


@pytest.mark.parametrize("changes", [{"merchant_id": "OTHER"}, {"provider": "otherpay"}])
def test_money_that_another_merchant_received_does_not_pay_our_order(
    changes: dict[str, Any],
) -> None:
    world = while_paying()
    assert book_statement(world, a_statement(**changes)) is Verdict.WRONG_MERCHANT
    (held,) = world.store.all(Suspense)
    assert held.reason == "wrong_merchant"
    assert (the_order(world).state, the_bill(world).paid) == (OrderState.PENDING, 0)


@pytest.mark.parametrize("outcome", [o for o in Outcome if o not in (Outcome.PAID, Outcome.REVIEW)])
def test_what_brought_no_money_needs_no_home(outcome: Outcome) -> None:
    world = a_world()
    assert book_statement(world, a_statement(outcome=outcome)) is Verdict.UNKNOWN_ORDER
    assert world.commits.done == []


def test_an_order_that_moves_under_the_booking_is_read_again() -> None:
    world = while_paying()
    world.commits.meanwhile(lambda: world.store.put(the_order(world).succeed(resends=1)))
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    assert (the_order(world).state, the_order(world).resends) == (OrderState.PAID, 1)


def test_an_order_that_never_stands_still_is_an_incident_that_passes() -> None:
    world = while_paying()
    for _ in range(ATTEMPTS):
        world.commits.lose("order_moved")
    with pytest.raises(Transient):
        book_statement(world, a_statement())
    assert the_payments(world) == []


def test_money_in_review_for_an_unknown_order_is_held_without_postings() -> None:
    world = a_world()
    told_twice = [book_statement(world, a_statement(outcome=Outcome.REVIEW)) for _ in range(2)]
    assert told_twice == [Verdict.UNKNOWN_ORDER] * 2
    (held,) = world.store.all(Suspense)
    assert (held.statement.outcome, held.postings) == (Outcome.REVIEW, ())


def test_an_older_order_that_brings_more_than_the_rest_is_flagged_as_over() -> None:
    """A part was paid meanwhile: the order's own amount is right, the bill gets too much."""
    older = a_pending_order(state=OrderState.SUPERSEDED)
    world = while_paying(older, bill=a_bill(paid=50_000, settled=50_000))
    assert book_statement(world, a_statement()) is Verdict.BOOKED
    (payment,) = the_payments(world)
    assert payment.flags == (Flag.OVER,)
