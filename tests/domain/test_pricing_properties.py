"""What holds of every price, whatever the table, the place, the choices and the day."""

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.domain.bill import BillState
from chalicelib.domain.billing import Billing, opening_first
from chalicelib.domain.fee_line import Price
from chalicelib.domain.priced import OpenReason, Priced, PricedLine
from tests.builders import CODE, MONDAY, some_terms
from tests.domain.price_tables import MOST, Given, givens, prices


def by_line(priced: Priced) -> dict[str, Any]:
    """Each line's amount, or why it is open."""
    known = {line.line_id: line.amount for line in priced.lines}
    return {**known, **{line.line_id: line.reason for line in priced.open_lines}}


def fixed(lines: tuple[PricedLine, ...]) -> dict[str, int]:
    return {line.line_id: line.amount for line in lines}


@given(givens())
def test_the_total_is_the_sum_of_lines_none_of_which_is_negative(case: Given) -> None:
    priced = case.priced
    assert priced == case.priced, "the same question has the same answer"
    assert all(line.amount >= 0 for line in priced.lines)
    assert priced.known_amount == sum(line.amount for line in priced.lines)
    assert (priced.amount is None) == bool(priced.open_lines)
    assert priced.amount in (None, priced.known_amount)


@given(givens(), st.data())
def test_the_order_of_lines_claims_options_and_local_prices_makes_no_difference(
    case: Given, data: st.DataObject
) -> None:
    shuffled = case.with_lines(tuple(data.draw(st.permutations(case.procedure.fee_lines))))
    shuffled = shuffled.choosing(
        exemptions=tuple(data.draw(st.permutations(case.choices.exemptions))),
        options=tuple(data.draw(st.permutations(case.choices.options))),
    )
    prices = tuple(data.draw(st.permutations(case.offering.prices)))
    offering = case.offering.model_copy(update={"prices": prices})
    other = Given(shuffled.procedure, offering, shuffled.choices, case.on)
    assert by_line(other.priced) == by_line(case.priced)
    assert other.priced.known_amount == case.priced.known_amount


@given(givens())
def test_no_claim_ever_makes_anything_dearer(case: Given) -> None:
    without = fixed(case.choosing(exemptions=()).priced.lines)
    for line in case.priced.lines:
        assert line.amount <= without.get(line.line_id, 0)
        if line.full_amount is not None:
            assert line.full_amount == without[line.line_id]


@given(givens())
def test_what_is_fully_exempt_is_nothing_and_everything_else_open_stays_open(case: Given) -> None:
    without = case.choosing(exemptions=()).priced
    full = {one.code for one in case.procedure.exemptions if one.percent == 100}
    for line in without.open_lines:
        found = by_line(case.priced)[line.line_id]
        assert found == line.reason or found == 0
    for known in case.priced.lines:
        if known.exemption in full:
            assert known.amount == 0


@given(prices(), st.integers(0, MOST), st.integers(0, MOST))
def test_more_units_never_cost_less(said: dict[str, Any], some: int, more: int) -> None:
    one = Price(**said)
    assume(not one.open)
    assert one.of(some) <= one.of(some + more)
    assert one.of(0) == 0


@given(givens())
def test_what_is_owed_of_each_place_is_one_line_that_is_explained(case: Given) -> None:
    """The names of these tables say which place a line stands in."""
    priced = case.priced
    places = [line_id.partition("-")[0] for line_id in by_line(priced)]
    assert len(places) == len(set(places))
    assert {remark.line_id for remark in priced.explanation} == {*by_line(priced), None}
    assert all(remark.vi and remark.en for remark in priced.explanation)


@given(givens())
def test_caps_hold_and_what_is_open_is_open_for_a_reason_that_can_be_seen(case: Given) -> None:
    table = {line.line_id: line for line in case.procedure.fee_lines}
    for known in case.priced.lines:
        cap = table[known.line_id].cap
        if cap is not None and known.full_amount is not None:
            assert known.full_amount <= cap * (known.times or 0)
    for line in case.priced.open_lines:
        source = table[line.line_id]
        if line.reason is OpenReason.NOT_THAT_DAY:
            assert not source.holds_on(case.on)
        elif line.reason is OpenReason.NOT_BY_CHANNEL:
            assert case.choices.channel not in source.channels
        elif line.reason is OpenReason.NOT_COUNTED:
            assert set(line.to_count) <= {source.quantity, source.times}
            assert not set(line.to_count) & set(case.choices.quantities)


@given(givens())
def test_several_claims_relieve_each_line_as_much_as_the_best_of_them_alone(case: Given) -> None:
    claims = case.choices.exemptions
    alone = [fixed(case.choosing(exemptions=(one,)).priced.lines) for one in claims]
    for line in case.priced.lines:
        found = [one[line.line_id] for one in alone if line.line_id in one]
        assert line.amount == min(found, default=line.amount)


@given(givens(), st.integers(0, 100))
def test_a_cheaper_relief_in_place_of_what_stands_never_raises_the_price(
    case: Given, percent: int
) -> None:
    """One that has the very window of its line, for each line in turn."""
    table = case.procedure.fee_lines
    for stands in [line for line in table if line.amount is not None]:
        cheaper = {"amount": (stands.amount or 0) * percent // 100}
        names = {"line_id": "relief", "replaces": stands.line_id}
        relief = stands.model_copy(update={**names, **cheaper})
        after = case.with_lines((*table, relief)).priced
        if stands.line_id in fixed(case.priced.lines):
            assert after.known_amount <= case.priced.known_amount
            assert len(after.open_lines) == len(case.priced.open_lines)


@given(givens())
def test_splitting_loses_no_dong_and_no_line_and_one_bill_is_open(case: Given) -> None:
    priced, shares = case.priced, case.priced.shares
    assert sum(share.known_amount for share in shares) == priced.known_amount
    due = [line.line_id for share in shares for line in (*share.lines, *share.open_lines)]
    assert sorted(due) == sorted(by_line(priced))
    assert len({share.beneficiary for share in shares}) == len(shares)
    for share in shares:
        mine = (*share.lines, *share.open_lines)
        assert {line.beneficiary for line in mine} == {share.beneficiary}
    if not priced.open_lines:
        are_billed(priced)


def are_billed(priced: Priced) -> None:
    billing = Billing(CODE, 1, some_terms(), MONDAY)
    bills = opening_first(billing.bills_of(priced), billing)
    assert sum(bill.amount for bill in bills) == priced.amount
    billed = [line.line_id for bill in bills for line in bill.lines]
    assert billed == [line.line_id for share in priced.shares for line in share.lines]
    owing = [bill.state for bill in bills if bill.amount]
    assert owing[:1] in ([], [BillState.OPEN])
    assert set(owing[1:]) <= {BillState.PLANNED}
    assert {bill.state for bill in bills if not bill.amount} <= {BillState.COVERED}
