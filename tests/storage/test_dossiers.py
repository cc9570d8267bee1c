"""Reading dossiers: by key, in pages, from indexes."""

import base64
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.domain.errors import Invalid
from chalicelib.domain.event import GENESIS, Event, seal
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.ports.page import Page
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.tables import Tables
from tests.builders import (
    CODE,
    DISTRICT,
    MONDAY,
    STRANGER,
    a_bill,
    a_dossier,
    a_task,
    an_event,
)
from tests.storage.stores import Store


def all_pages(fetch: Callable[[str | None], Page[Any]]) -> list[list[Any]]:
    """Each page until the cursor ends."""
    pages, cursor = [], None
    while True:
        page = fetch(cursor)
        pages.append(page.items)
        cursor = page.next_cursor
        if cursor is None:
            return pages


def flat(pages: list[list[Any]]) -> list[Any]:
    return [item for page in pages for item in page]


def events(count: int) -> list[Event]:
    made: list[Event] = []
    for number in range(1, count + 1):
        after = made[-1].hash if made else GENESIS
        made.append(
            seal(
                dossier_code=CODE, seq=number, at=MONDAY, what="x", actor="y", data={}, after=after
            )
        )
    return made


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.dossiers.get(CODE) is None
    assert store.dossiers.task(CODE, "intake-1") is None
    assert store.dossiers.bill(CODE, "1") is None
    assert store.dossiers.bills(CODE) == []
    assert store.dossiers.events(CODE, limit=5, cursor=None) == Page([])


def test_items_of_one_dossier_are_told_from_another_s(store: Store) -> None:
    other = CODE.replace("0001", "0002")
    store.put(a_dossier(), a_task(), a_bill(), an_event())
    store.put(a_dossier(code=other), a_bill(dossier_code=other))
    assert store.dossiers.get(CODE) == a_dossier()
    assert store.dossiers.task(CODE, "payment-1") == a_task()
    assert store.dossiers.bills(CODE) == [a_bill()]
    assert flat([store.dossiers.events(other, limit=5, cursor=None).items]) == []


@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_a_timeline_is_read_in_pages_without_gap_or_repetition(limit: int, store: Store) -> None:
    made = events(12)
    store.put(*made)
    pages = all_pages(lambda cursor: store.dossiers.events(CODE, limit=limit, cursor=cursor))
    assert flat(pages) == made
    assert all(len(page) <= limit for page in pages)


def test_what_is_written_while_one_pages_neither_shifts_nor_repeats_anything(store: Store) -> None:
    made = events(6)
    store.put(*made[:4])
    first = store.dossiers.events(CODE, limit=2, cursor=None)
    store.put(*made[4:])
    rest = store.dossiers.events(CODE, limit=10, cursor=first.next_cursor)
    assert [*first.items, *rest.items] == made


def test_numbers_of_a_day_start_at_one_for_each_agency_and_day(store: Store) -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    drawn = [store.dossiers.next_sequence(DISTRICT, monday) for _ in range(3)]
    assert drawn == [1, 2, 3]
    assert store.dossiers.next_sequence(STRANGER, monday) == 1
    assert store.dossiers.next_sequence(DISTRICT, tuesday) == 1


def a_queue() -> list[Any]:
    kinds = {"1": TaskKind.PROCESSING, "2": TaskKind.INTAKE, "3": TaskKind.INTAKE}
    mine = [
        a_task(dossier_code=code, kind=kind, opened_at=MONDAY - timedelta(hours=int(code)))
        for code, kind in kinds.items()
    ]
    ended = a_task(dossier_code="4", kind="intake", outcome=TaskOutcome.ACCEPTED)
    theirs = a_task(dossier_code="5", kind="intake", agency_code=STRANGER)
    return [*mine, ended, theirs]


def queue(store: Store, *agencies: str, kind: TaskKind | None = None, limit: int = 10) -> list[str]:
    pages = all_pages(
        lambda cursor: store.dossiers.open_tasks(agencies, kind=kind, limit=limit, cursor=cursor)
    )
    return [task.dossier_code for task in flat(pages)]


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_officers_see_the_open_tasks_of_their_agencies_oldest_first(
    limit: int, store: Store
) -> None:
    store.put(*a_queue())
    assert queue(store, DISTRICT, limit=limit) == ["3", "2", "1"]
    assert queue(store, DISTRICT, kind=TaskKind.INTAKE, limit=limit) == ["3", "2"]
    assert queue(store, DISTRICT, STRANGER, kind=TaskKind.INTAKE, limit=limit) == ["3", "2", "5"]
    assert queue(store, limit=limit) == []


@pytest.mark.parametrize("limit", [1, 3, 10])
def test_dossiers_are_listed_by_the_state_of_their_execution(limit: int, store: Store) -> None:
    states = [*ExecutionState, ExecutionState.BROKEN]
    for number, state in enumerate(states):
        store.put(a_dossier(code=str(number), execution=Execution(state=state)))

    def listed(*wanted: ExecutionState) -> set[str]:
        pages = all_pages(
            lambda cursor: store.dossiers.by_execution(wanted, limit=limit, cursor=cursor)
        )
        codes = [dossier.code for dossier in flat(pages)]
        assert len(codes) == len(set(codes))
        return {states[int(code)].value for code in codes}

    assert listed(ExecutionState.BROKEN) == {"broken"}
    assert listed(ExecutionState.OWED, ExecutionState.RUNNING) == {"owed", "running"}
    assert listed(ExecutionState.FINISHED) == set()


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode()


BROKEN_CURSORS = {
    "noise": "%%%",
    "other alphabet": "đ",
    "no JSON": encoded("{"),
    "no pair": encoded("7"),
    "a text for a number": encoded('["0", null]'),
    "a negative number": encoded("[-1, null]"),
    "a list for a key": encoded("[0, [1]]"),
}


@pytest.mark.parametrize("cursor", BROKEN_CURSORS.values(), ids=BROKEN_CURSORS.keys())
def test_a_cursor_that_is_none_is_invalid(cursor: str, tables: Tables) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        DynamoDossiers(tables).events(CODE, limit=5, cursor=cursor)


def test_a_cursor_that_nests_without_end_is_invalid(tables: Tables) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        DynamoDossiers(tables).events(CODE, limit=5, cursor=encoded("[" * 5_000))
