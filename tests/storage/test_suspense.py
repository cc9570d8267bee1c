"""Money without a home is listed by day, owed a home, and rewritten under a condition."""

from datetime import date, datetime, timedelta

import pytest

from chalicelib.domain.change import Replace, change
from chalicelib.domain.errors import ConditionFailed, Invalid
from chalicelib.domain.owed import Debt
from chalicelib.domain.suspense import FIRST_TRY, Suspense, suspend
from tests.builders import MONDAY, a_statement, an_order
from tests.storage.stores import Store

DUE = MONDAY + FIRST_TRY
TODAY = date(2026, 11, 23)


def held(number: int = 0, at: datetime = MONDAY) -> Suspense:
    statement = a_statement(an_order(order_id=f"26112300000{number:04d}"))
    return suspend(statement, "unknown_order", at)


def test_a_day_is_a_day_in_vietnam(store: Store) -> None:
    midnight = datetime.fromisoformat("2026-11-23T00:00:00+07:00")
    first, last = held(1, midnight), held(2, midnight + timedelta(days=1, microseconds=-1))
    store.put(
        first,
        last,
        held(3, midnight - timedelta(microseconds=1)),
        held(4, midnight + timedelta(days=1)),
    )
    found = store.orders.suspended([TODAY], limit=10, cursor=None).items
    assert {one.statement.order_id for one in found} == {
        first.statement.order_id,
        last.statement.order_id,
    }
    assert sorted(found, key=lambda one: one.received_at) == [first, last]


def test_days_follow_one_another_as_asked(store: Store) -> None:
    days = [TODAY - timedelta(days=back) for back in range(3)]
    store.put(*(held(back, MONDAY - timedelta(days=back)) for back in range(4)))
    found = store.orders.suspended(days, limit=10, cursor=None).items
    assert [one.received_at for one in found] == [
        MONDAY - timedelta(days=back) for back in range(3)
    ]


def test_pages_neither_skip_nor_repeat(store: Store) -> None:
    every = [held(number, MONDAY + timedelta(microseconds=number)) for number in range(9)]
    store.put(*every)
    found: list[Suspense] = []
    cursor = None
    while True:
        page = store.orders.suspended([TODAY], limit=2, cursor=cursor)
        assert len(page.items) <= 2
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert sorted(one.statement.order_id for one in found) == [
        one.statement.order_id for one in every
    ]


def test_a_cursor_of_something_else_is_refused(store: Store) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        store.orders.suspended([TODAY], limit=2, cursor="something else")


def test_it_is_found_leased_and_put_off_like_any_debt(store: Store) -> None:
    store.put(held())
    [ref] = list(store.debts.due(DUE, limit=10))
    leased = store.debts.lease(ref, DUE)
    assert leased == held().model_copy(
        update={"due_at": DUE + timedelta(seconds=60), "attempts": 1}
    )
    assert store.debts.lease(ref, DUE) is None
    store.debts.put_off(ref, DUE, 1, "Transient")
    [owed] = store.debts.owed(DUE + timedelta(hours=1), limit=10, cursor=None).items
    assert (owed.debt, owed.dossier_code, owed.agency_code) == (Debt.MATCH_SUSPENSE, None, None)
    assert owed.last_error == "Transient"


def test_what_is_matched_leaves_the_index_and_stays_on_the_list(store: Store) -> None:
    store.put(held())
    [ref] = list(store.debts.due(DUE, limit=10))
    leased = store.debts.lease(ref, DUE)
    assert isinstance(leased, Suspense)
    matched = leased.matched(an_order(), DUE)
    store.commits.commit(change(Replace(matched, "suspense_moved")))
    assert list(store.debts.due(DUE + timedelta(days=99), limit=10)) == []
    assert store.orders.suspended([TODAY], limit=10, cursor=None).items == [matched]


def test_only_one_of_two_writers_wins(store: Store) -> None:
    store.put(held())
    following = held().put_off(DUE)
    store.commits.commit(change(Replace(following, "suspense_moved")))
    with pytest.raises(ConditionFailed, match="suspense_moved"):
        store.commits.commit(change(Replace(following, "suspense_moved")))
