"""How long a bill can be paid, in how many parts, and how it comes again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.bill import Bill, BillState, Notice, last_instant
from chalicelib.domain.calendar import CalendarFacts, Day
from chalicelib.domain.working_time import WorkingTime
from tests.builders import FEE, MONDAY, a_bill, named

NOTICE = Notice(number="TB-1", issued_on=date(2026, 11, 23), issuer="Thuế cơ sở 1")
USUAL = WorkingTime(CalendarFacts())


def a_planned_bill(**changes: Any) -> Bill:
    return a_bill(**{"state": BillState.PLANNED, "due_at": None, **changes})


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        ("2026-11-23", 1, "2026-11-24"),
        ("2026-11-27", 1, "2026-11-30"),
        ("2026-11-28", 1, "2026-11-30"),
        ("2026-11-23", 10, "2026-12-07"),
    ],
    ids=["tomorrow", "over a weekend", "from a Saturday", "two weeks"],
)
def test_a_bill_is_due_at_the_end_in_hanoi_of_the_last_of_its_working_days(
    day: str, count: int, end: str
) -> None:
    opened = datetime.fromisoformat(f"{day}T02:00:00+00:00")
    last = datetime.fromisoformat(f"{end}T17:00:00+00:00")
    assert last_instant(USUAL, opened, count) == last


def test_holidays_and_days_made_up_for_count_as_the_agency_works() -> None:
    calendar = CalendarFacts(
        days_off=(Day(on=date(2026, 11, 24), name=named("A feast")),),
        made_up_days=(Day(on=date(2026, 11, 28), name=named("Made up")),),
    )
    times = WorkingTime(calendar)
    assert last_instant(times, MONDAY, 1) == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert last_instant(times, MONDAY, 4) == datetime(2026, 11, 28, 17, tzinfo=UTC)


def test_a_bill_that_does_not_lapse_takes_money_after_its_day_and_owes_no_end() -> None:
    bill = a_planned_bill(lapses=False).opened(MONDAY, USUAL)
    late = bill.pay_by + timedelta(days=30)
    assert (bill.due_at, bill.ends_at, bill.takes_money(late)) == (None, None, True)
    usual = a_planned_bill().opened(MONDAY, USUAL)
    assert (usual.due_at, usual.ends_at) == (usual.pay_by, usual.pay_by)
    assert [usual.takes_money(usual.pay_by - timedelta(seconds=1)), usual.takes_money(late)] == [
        *(True, False)
    ]


@pytest.mark.parametrize(
    ("amount", "usual", "assessed"),
    [(FEE, True, True), (FEE - 1, False, True), (FEE + 1, False, False), (0, False, False)],
)
def test_only_what_was_assessed_is_paid_in_parts(amount: int, usual: bool, assessed: bool) -> None:
    assert a_bill().may_be_paid(amount) is usual
    assert a_bill(notice=NOTICE).may_be_paid(amount) is assessed


def test_a_bill_that_comes_again_keeps_what_was_paid_and_tells_it_if_it_suffices() -> None:
    lapsed = a_bill(state=BillState.LAPSED, paid=FEE, settled=FEE, due_at=None)
    again = lapsed.postponed()
    assert (again.state, again.due_at) == (BillState.PLANNED, None)
    opened = again.opened(MONDAY, USUAL)
    assert (opened.state, opened.settled, opened.due_at) == (BillState.OPEN, 0, MONDAY)


def test_money_that_nobody_was_told_of_stays_owed_when_a_bill_is_postponed() -> None:
    assert a_bill(paid=1, due_at=MONDAY).postponed().due_at == MONDAY
    assert a_bill(paid=1, settled=1).postponed().due_at is None
