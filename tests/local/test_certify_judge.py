"""The judge must find each of the faults that certification is about."""

from dataclasses import replace

import pytest

from local.certify.judge import Expected, OrderSeen, Payment, Seen, Verdict, judge

FEE = 135_000
PAID = OrderSeen("paid", FEE, (Payment(FEE, FEE),))
GOOD = Seen({"1": PAID}, bill_amount=FEE, bill_paid=FEE, went_on=1, waiting_for="intake")
SHORT = replace(
    GOOD,
    orders={"1": OrderSeen("paid", FEE - 1, (Payment(FEE - 1, FEE - 1, ("short",)),))},
    bill_paid=FEE - 1,
    went_on=0,
    waiting_for="payment",
)
WAITS = Expected(covers=False, waits_for="payment", flags=frozenset({"short"}))


def with_order(order: OrderSeen, **changes: object) -> Seen:
    return replace(GOOD, orders={"1": order}, **changes)  # type: ignore[arg-type]


def test_what_is_right_passes() -> None:
    assert judge(GOOD, Expected()) == Verdict()
    assert judge(SHORT, WAITS).passed


def test_money_for_a_dossier_that_has_ended_is_right_if_it_is_marked() -> None:
    late = OrderSeen("paid", FEE, (Payment(FEE, FEE, ("late",)),))
    ended = replace(GOOD, orders={"1": late}, went_on=0, waiting_for=None)
    expected = Expected(covers=False, waits_for=None, flags=frozenset({"late"}))
    assert judge(ended, expected).passed
    assert judge(replace(ended, waiting_for="payment"), expected).wrong


def test_two_orders_that_both_brought_money_are_not_doubled() -> None:
    both = replace(GOOD, orders={"1": PAID, "2": PAID}, bill_paid=2 * FEE)
    assert judge(both, Expected()).passed


def test_money_that_was_not_booked_is_lost() -> None:
    verdict = judge(with_order(OrderSeen("pending", FEE, ()), bill_paid=0), Expected())
    assert (verdict.lost, verdict.doubled) == (FEE, 0)
    assert verdict.failed == ("order 1 was paid and is pending",)


def test_money_that_is_still_to_be_asked_about_is_late_not_lost() -> None:
    late = OrderSeen("pending", FEE, (), "2026-03-16T02:05:00Z")
    seen = with_order(late, bill_paid=0, went_on=0, waiting_for="payment")
    verdict = judge(seen, Expected())
    assert (verdict.lost, verdict.failed) == (0, ())
    assert "to be asked about" in verdict.wrong[0]
    given_up = with_order(replace(late, state="expired"), bill_paid=0)
    assert judge(given_up, Expected()).lost == FEE


def test_money_that_the_bill_does_not_know_is_lost() -> None:
    assert judge(replace(GOOD, bill_paid=0), Expected()).lost == FEE


def test_money_booked_twice_is_doubled() -> None:
    twice = OrderSeen("paid", FEE, (Payment(FEE, FEE), Payment(FEE, FEE)))
    verdict = judge(with_order(twice, bill_paid=2 * FEE), Expected())
    assert (verdict.lost, verdict.doubled) == (0, FEE)


def test_money_that_nobody_paid_is_doubled() -> None:
    verdict = judge(with_order(OrderSeen("paid", 0, (Payment(FEE, FEE),))), Expected())
    assert verdict.doubled == FEE


def test_a_bill_that_counts_money_twice_is_doubled() -> None:
    assert judge(replace(GOOD, bill_paid=2 * FEE), Expected()).doubled == FEE


def test_one_orders_loss_does_not_hide_anothers_doubling() -> None:
    orders = {"1": OrderSeen("pending", FEE, ()), "2": OrderSeen("paid", 0, (Payment(FEE, FEE),))}
    verdict = judge(replace(GOOD, orders=orders), Expected())
    assert (verdict.lost, verdict.doubled) == (FEE, FEE)


@pytest.mark.parametrize(
    "seen",
    [
        with_order(replace(PAID, state="cancelled")),
        replace(GOOD, went_on=0, waiting_for="payment"),
        replace(GOOD, trouble="POST answered 500"),
    ],
    ids=["order", "dossier", "trouble"],
)
def test_what_was_paid_and_is_treated_as_failed_is_wrongly_failed(seen: Seen) -> None:
    assert judge(seen, Expected()).failed


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        (replace(GOOD, went_on=2), Expected()),
        (replace(GOOD, waiting_for=None), Expected()),
        (replace(GOOD, runs=2), Expected()),
        (replace(GOOD, unsettled="not within 400 s"), Expected()),
        (GOOD, Expected(flags=frozenset({"over"}))),
        (replace(SHORT, went_on=1, waiting_for="intake"), WAITS),
    ],
    ids=["twice", "nowhere", "broken", "unsettled", "unflagged", "for nothing"],
)
def test_any_other_fault_is_wrong(seen: Seen, expected: Expected) -> None:
    assert judge(seen, expected).wrong
    assert not judge(seen, expected).passed
