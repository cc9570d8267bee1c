"""One page over several partitions: sifted, bounded, and gone on from where it stopped."""

import json
from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.errors import Invalid
from chalicelib.domain.event import GENESIS, Event, seal
from chalicelib.domain.task import TaskKind
from chalicelib.ports.page import Page
from chalicelib.storage import paging
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import chained
from chalicelib.storage.tables import Tables
from tests.builders import CODE, DISTRICT, MONDAY, STRANGER, a_task
from tests.storage.stores import dynamo_store
from tests.storage.test_calls import counted


def events(code: str, count: int) -> list[Event]:
    return [
        seal(dossier_code=code, seq=n, at=MONDAY, what="x", actor="y", data={}, after=GENESIS)
        for n in range(1, count + 1)
    ]


def partitions(*names: str) -> list[dict[str, Any]]:
    return [
        {
            "KeyConditionExpression": "pk = :code",
            "ExpressionAttributeValues": {":code": {"S": name}},
            "ConsistentRead": True,
        }
        for name in names
    ]


def a_page(
    tables: Tables, *names: str, limit: int = 10, cursor: str | None = None, **more: Any
) -> Page[tuple[str, int]]:
    def parse(item: Any) -> tuple[str, int]:
        event = from_item(Event, item)
        return event.dossier_code, event.seq

    queries = partitions(*names)
    return chained(tables, "dossiers", queries, parse, limit=limit, cursor=cursor, **more)


def odd(found: tuple[str, int]) -> bool:
    return found[1] % 2 == 1


def never(_: object) -> bool:
    return False


def put(tables: Tables, *entities: Any) -> None:
    dynamo_store(tables).put(*entities)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 100])
@pytest.mark.parametrize("batch", [1, 2, 3, 100])
def test_what_is_wanted_comes_once_in_order_whatever_the_batches(
    tables: Tables, limit: int, batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "BATCH", batch)
    put(tables, *events("a", 9), *events("c", 4), *events("d", 1))
    found, cursor = [], None
    while True:
        page = a_page(tables, *"abcd", limit=limit, cursor=cursor, keep=odd)
        assert len(page.items) <= limit
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [*(("a", n) for n in (1, 3, 5, 7, 9)), ("c", 1), ("c", 3), ("d", 1)]


def test_a_page_goes_on_behind_the_last_item_that_was_looked_at_wanted_or_not(
    tables: Tables,
) -> None:
    put(tables, *events("a", 5))
    page = a_page(tables, "a", limit=1, keep=lambda found: found[1] == 2)
    assert page.items == [("a", 2)]
    assert page.next_cursor
    assert json.loads(page.next_cursor)[1]["sk"] == "EVENT#000002"
    rest = a_page(tables, "a", cursor=page.next_cursor)
    assert [seq for _, seq in rest.items] == [3, 4, 5]


def test_what_is_written_meanwhile_shifts_nothing(tables: Tables) -> None:
    every = events("a", 9)
    put(tables, *every[4:])
    page = a_page(tables, "a", limit=2, keep=odd)
    put(tables, *every[:4])
    rest = a_page(tables, "a", cursor=page.next_cursor, keep=odd)
    assert [seq for _, seq in page.items + rest.items] == [5, 7, 9]


def test_empty_partitions_cost_a_page_so_many_queries_and_no_more(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_QUERIES", 10)
    names = [f"empty-{number:03d}" for number in range(25)]
    put(tables, *events("last", 1))
    pages, cursor = 0, None
    while True:
        with counted(tables) as calls:
            page = a_page(tables, *names, "last", cursor=cursor)
        assert calls["Query"] <= 10
        pages, cursor = pages + 1, page.next_cursor
        if cursor is None:
            break
        assert page.items == []
    assert (pages, page.items) == (3, [("last", 1)])


def test_a_page_that_finds_nothing_looks_at_so_many_items_and_no_more(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST_READ", 4)
    monkeypatch.setattr(paging, "BATCH", 3)
    put(tables, *events("a", 9))
    page = a_page(tables, "a", keep=never)
    assert page.items == []
    assert page.next_cursor
    assert json.loads(page.next_cursor)[1]["sk"] == "EVENT#000006"


def test_without_a_filter_nothing_is_read_that_is_not_shown(tables: Tables) -> None:
    put(tables, *events("a", 9))
    with counted(tables) as calls:
        page = a_page(tables, *"abc", limit=9)
    assert (len(page.items), calls) == (9, {"Query": 1})


def test_an_end_that_falls_on_the_end_of_a_page_is_told_with_it(tables: Tables) -> None:
    put(tables, *events("a", 4))
    assert a_page(tables, "a", limit=5).next_cursor is None
    assert a_page(tables, "b", "c").next_cursor is None
    assert a_page(tables).items == []


def test_partitions_that_come_or_go_before_it_do_not_move_a_cursor(tables: Tables) -> None:
    """An agency is founded, or leaves the token, while somebody pages."""
    put(tables, *events("b", 4))
    cursor = a_page(tables, "a", "b", limit=2).next_cursor
    for names in ("b", "abc", "cab"):
        page = a_page(tables, *names, limit=2, cursor=cursor)
        assert [seq for _, seq in page.items] == [3, 4]


@pytest.fixture
def cursor(tables: Tables) -> str:
    put(tables, *events("a", 4), *events("b", 4))
    found = a_page(tables, "a", "b", limit=2).next_cursor
    assert found
    return found


def test_a_cursor_of_a_partition_that_is_not_asked_for_is_refused(
    tables: Tables, cursor: str
) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        a_page(tables, "b", "c", cursor=cursor)


@pytest.mark.parametrize(
    "change",
    [
        {"pk": None},
        {"sk": None},
        {"more": "x"},
        {"pk": "b"},
        {"sk": 1},
    ],
    ids=["no partition", "no sort key", "one more", "another partition", "a number"],
)
def test_a_cursor_with_another_key_than_ours_is_refused(
    tables: Tables, cursor: str, change: dict[str, Any]
) -> None:
    mark, key = json.loads(cursor)
    changed = {name: value for name, value in {**key, **change}.items() if value is not None}
    with pytest.raises(Invalid, match="cursor_invalid"):
        a_page(tables, "a", "b", cursor=json.dumps([mark, changed]))


class RefusesToGoOn:
    """A client whose queries fail so, once they begin somewhere."""

    def __init__(self, client: Any, code: str) -> None:
        self._client, self._code = client, code

    def query(self, **request: Any) -> Any:
        if "ExclusiveStartKey" in request:
            raise ClientError({"Error": {"Code": self._code, "Message": "no"}}, "Query")
        return self._client.query(**request)


def test_a_key_that_the_database_refuses_is_a_cursor_that_is_none(
    tables: Tables, cursor: str
) -> None:
    """AWS knows whether a key lies within a query's conditions."""
    client: Any = RefusesToGoOn(tables.client, "ValidationException")
    with pytest.raises(Invalid, match="cursor_invalid"):
        a_page(replace(tables, client=client), "a", "b", cursor=cursor)


def test_another_failure_of_the_database_is_no_fault_of_the_cursor(
    tables: Tables, cursor: str
) -> None:
    client: Any = RefusesToGoOn(tables.client, "ThrottlingException")
    with pytest.raises(ClientError):
        a_page(replace(tables, client=client), "a", "b", cursor=cursor)


def test_a_cursor_of_another_index_is_refused(tables: Tables) -> None:
    put(tables, a_task(), a_task(dossier_code="x"))
    dossiers = DynamoDossiers(tables)
    found = dossiers.open_tasks([DISTRICT], kind=TaskKind.PAYMENT, limit=1, cursor=None)
    assert found.next_cursor
    for refused in (
        lambda: dossiers.events(CODE, limit=1, cursor=found.next_cursor),
        lambda: dossiers.filed([DISTRICT], limit=1, cursor=found.next_cursor),
        lambda: dossiers.open_tasks([STRANGER], kind=None, limit=1, cursor=found.next_cursor),
    ):
        with pytest.raises(Invalid, match="cursor_invalid"):
            refused()


NO_CURSORS = {
    "nothing": "",
    "noise": "%%%",
    "a number": "7",
    "no pair": "[1]",
    "an object": "{}",
    "a nameless place": "[null, null]",
    "another mark": '["0000000000000000", null]',
    "a list for a mark": "[[], null]",
    "without end": "[" * 5_000,
}


@pytest.mark.parametrize("text", NO_CURSORS.values(), ids=NO_CURSORS.keys())
def test_a_cursor_that_is_none_is_invalid(text: str, tables: Tables) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        a_page(tables, "a", cursor=text)


@pytest.mark.parametrize("key", ["x", 1, [1], {}, {"pk": {}, "sk": {}}, True, False])
def test_a_place_that_is_no_key_is_invalid(key: Any, tables: Tables, cursor: str) -> None:
    text = json.dumps([json.loads(cursor)[0], key])
    with pytest.raises(Invalid, match="cursor_invalid"):
        a_page(tables, "a", "b", cursor=text)
