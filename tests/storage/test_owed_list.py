"""What is owed, page after page: in order, sifted while it is read, and no more than is bearable."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from chalicelib.domain.errors import Invalid
from chalicelib.domain.order import Order
from chalicelib.domain.owed import Owed
from chalicelib.ports.page import Wanted
from chalicelib.storage import owed_list
from chalicelib.storage.tables import Tables
from tests.builders import MONDAY, STRANGER, a_bill, a_dossier, an_order
from tests.storage.stores import Store, dynamo_store

LATER = MONDAY + timedelta(hours=1)


def an_owing(number: int, due_at: datetime, agency: str = STRANGER) -> Order:
    return an_order(order_id=f"26112300000{number:04d}", due_at=due_at, agency_code=agency)


def pages(
    store: Store, limit: int, keep: Wanted[Owed] = None, before: datetime = LATER
) -> Iterator[list[Owed]]:
    cursor = None
    while True:
        page = store.debts.owed(before, limit=limit, cursor=cursor, keep=keep)
        yield page.items
        cursor = page.next_cursor
        if cursor is None:
            break


def ours(owed: Owed) -> bool:
    return owed.agency_code != STRANGER


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
def test_page_after_page_shows_all_once_the_oldest_first(limit: int, store: Store) -> None:
    """Some are due at the same instant, in several shards of both tables."""
    orders = [an_owing(n, MONDAY + timedelta(seconds=n // 5)) for n in range(20)]
    bills = [a_bill(dossier_code=f"D{n}", due_at=MONDAY + timedelta(seconds=n)) for n in range(4)]
    store.put(*orders, *bills)
    found = [owed for page in pages(store, limit) for owed in page]
    assert [owed.due_at for owed in found] == sorted(e.due_at or LATER for e in [*orders, *bills])
    assert len({owed.ref for owed in found}) == 24
    assert all(len(page) == limit for page in list(pages(store, limit))[:-1])


def test_ours_are_found_behind_many_of_another_agency(store: Store) -> None:
    store.put(*(an_owing(n, MONDAY) for n in range(60)))
    store.put(a_dossier(due_at=None), a_bill(due_at=MONDAY + timedelta(minutes=1)))
    [[found]] = pages(store, 5, ours)
    assert found.agency_code == a_dossier().agency_code


def test_one_page_reads_no_more_than_is_bearable_and_goes_on(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owed_list, "MOST_READ", 20)
    monkeypatch.setattr(owed_list, "BATCH", 10)
    store = dynamo_store(tables)
    store.put(*(an_owing(n, MONDAY) for n in range(45)))
    store.put(an_owing(99, MONDAY + timedelta(seconds=1), a_dossier().agency_code))
    read = list(pages(store, 5, ours))
    assert [len(page) for page in read] == [0, 0, 1]


@pytest.mark.parametrize("cursor", ["", "x", "[]", "7", '["",0,"a","b"]', '["2026",99,"a","b"]'])
def test_a_cursor_of_something_else_is_refused(cursor: str, tables: Tables) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        dynamo_store(tables).debts.owed(LATER, limit=5, cursor=cursor)
