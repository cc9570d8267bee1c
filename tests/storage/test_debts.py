"""What is owed is found, leased to one, and put off when it fails."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.change import Replace, change
from chalicelib.domain.errors import Transient
from chalicelib.domain.instant import to_text
from chalicelib.domain.owed import Debt, ItemRef, Owed
from chalicelib.storage.debts import DynamoDebts
from chalicelib.storage.items import to_item
from chalicelib.storage.owing import owing_entity
from chalicelib.storage.tables import Tables
from tests.builders import (
    CODE,
    MONDAY,
    a_bill,
    a_dossier,
    a_marker,
    a_task,
    a_transaction,
    an_event,
    an_order,
)
from tests.storage.stores import Store

ORDER = ItemRef(table="transactions", pk=an_order().order_id, sk="ORDER")
DUE = MONDAY + timedelta(seconds=60)
"""When `an_order()` is due."""
HOUR = timedelta(hours=1)


def refs(store: Store, before: Any = DUE, limit: int = 10) -> set[tuple[str, str, str]]:
    return {(ref.table, ref.pk, ref.sk) for ref in store.debts.due(before, limit=limit)}


def owed_until(store: Store, before: datetime) -> list[Owed]:
    page = store.debts.owed(before, limit=10, cursor=None)
    assert page.next_cursor is None
    return page.items


def test_all_that_owe_are_found_in_both_tables(store: Store) -> None:
    store.put(a_dossier(), a_task(due_at=MONDAY), a_bill(due_at=MONDAY), an_order())
    assert refs(store) == {
        ("dossiers", CODE, "DOSSIER"),
        ("dossiers", CODE, "TASK#payment-1"),
        ("dossiers", CODE, "BILL#1"),
        ("transactions", an_order().order_id, "ORDER"),
    }


def test_what_is_due_later_or_never_is_not_found(store: Store) -> None:
    store.put(an_order(), a_bill(), a_task(), an_event())
    assert refs(store, DUE - timedelta(microseconds=1)) == set()


def test_the_oldest_come_first(store: Store) -> None:
    bills = [a_bill(bill_id=str(number), due_at=MONDAY - number * HOUR) for number in (1, 3, 2)]
    store.put(*bills)
    found = [ref.sk for ref in store.debts.due(DUE, limit=2)]
    assert found == ["BILL#3", "BILL#2"]


def test_a_debt_that_is_paid_leaves_the_index(store: Store) -> None:
    store.put(an_order())
    store.commits.commit(change(Replace(an_order().succeed(due_at=None), "moved")))
    assert refs(store) == set()
    assert store.debts.lease(ORDER, DUE) is None


def test_an_item_is_leased_to_one_for_a_minute(store: Store) -> None:
    store.put(an_order())
    leased = store.debts.lease(ORDER, DUE)
    assert leased == an_order(due_at=DUE + timedelta(seconds=60), attempts=1)
    assert store.debts.lease(ORDER, DUE) is None
    assert store.debts.lease(ORDER, DUE + timedelta(seconds=59)) is None
    again = store.debts.lease(ORDER, DUE + timedelta(seconds=60))
    assert again
    assert again.attempts == 2


def test_what_is_not_due_yet_or_not_there_is_not_leased(store: Store) -> None:
    assert store.debts.lease(ORDER, DUE) is None
    store.put(an_order())
    assert store.debts.lease(ORDER, DUE - timedelta(microseconds=1)) is None


def test_a_lease_is_in_nobody_s_way(store: Store) -> None:
    """A writer that read the item before the lease still wins."""
    store.put(an_order())
    store.debts.lease(ORDER, DUE)
    store.commits.commit(change(Replace(an_order().succeed(due_at=None), "moved")))
    assert refs(store, DUE + HOUR) == set()


def test_what_failed_is_put_off_and_names_its_error(store: Store) -> None:
    store.put(an_order())
    store.debts.put_off(ORDER, DUE, 1, "Transient")
    assert refs(store, DUE + timedelta(seconds=119)) == set()
    (owed,) = owed_until(store, DUE + timedelta(seconds=120))
    assert (owed.last_error, owed.due_at) == ("Transient", DUE + timedelta(seconds=120))


@pytest.mark.parametrize(("attempts", "minutes"), [(0, 1), (1, 2), (5, 32), (6, 60), (500, 60)])
def test_it_waits_longer_the_more_often_it_failed(
    attempts: int, minutes: int, store: Store
) -> None:
    store.put(an_order())
    store.debts.put_off(ORDER, DUE, attempts, "Transient")
    (owed,) = owed_until(store, DUE + 2 * HOUR)
    assert owed.due_at == DUE + timedelta(minutes=minutes)


def test_a_debt_that_was_paid_in_the_meantime_is_not_brought_back(store: Store) -> None:
    store.put(an_order(due_at=None))
    store.debts.put_off(ORDER, DUE, 1, "Transient")
    assert store.orders.get(ORDER.pk) == an_order(due_at=None)


def test_people_see_what_is_owed_by_which_dossier(store: Store) -> None:
    store.put(a_dossier(), an_order(attempts=2), a_bill(due_at=MONDAY - HOUR))
    owed = owed_until(store, DUE)
    assert [(one.debt, one.dossier_code, one.attempts) for one in owed] == [
        (Debt.CLOSE_BILL, CODE, 0),
        (Debt.START_EXECUTION, CODE, 0),
        (Debt.QUERY_ORDER, CODE, 2),
    ]
    assert [one.agency_code for one in owed] == [a_dossier().agency_code] * 3


@pytest.mark.parametrize("entity", [an_event(), a_transaction(), a_marker()])
def test_an_item_that_can_owe_nothing_is_nobody_s_debt(entity: Any) -> None:
    assert owing_entity(to_item(entity)) is None


def test_a_record_that_cannot_be_read_is_put_off_and_shown_and_stops_nobody(
    tables: Tables,
) -> None:
    """It may have been written by hand, or by a version that is no longer here."""
    key = {"pk": {"S": "poison"}, "sk": {"S": "ORDER"}}
    due = {"due_shard": {"S": "DUE#0"}, "due_at": {"S": to_text(MONDAY)}}
    tables.client.put_item(TableName=tables.transactions, Item={**key, **due})
    debts = DynamoDebts(tables)
    (ref,) = debts.due(MONDAY, limit=10)
    with pytest.raises(Transient, match="unreadable"):
        debts.lease(ref, MONDAY)
    assert list(debts.due(MONDAY + timedelta(seconds=90), limit=10)) == []
    (shown,) = debts.owed(MONDAY + timedelta(days=1), limit=10, cursor=None).items
    assert (shown.debt, shown.attempts) == (Debt.UNREADABLE, 1)


def test_a_lease_that_is_given_back_is_due_at_once_and_counts_no_attempt(store: Store) -> None:
    store.put(an_order())
    store.debts.lease(ORDER, DUE)
    store.debts.give_back(ORDER, DUE)
    assert refs(store) == {(ORDER.table, ORDER.pk, ORDER.sk)}
    leased = store.debts.lease(ORDER, DUE)
    assert leased
    assert leased.attempts == 1
