"""Reading dossiers: by key, in pages, from indexes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.dossier import Execution, ExecutionState, Status
from chalicelib.domain.errors import Invalid
from chalicelib.domain.event import GENESIS, Event, seal
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.ports.page import Page
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


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_the_queue_is_sifted_while_it_is_read(limit: int, store: Store) -> None:
    store.put(*a_queue())
    pages = all_pages(
        lambda cursor: store.dossiers.open_tasks(
            [DISTRICT, STRANGER],
            kind=None,
            limit=limit,
            cursor=cursor,
            keep=lambda task: task.dossier_code in "25",
        )
    )
    assert [task.dossier_code for task in flat(pages)] == ["2", "5"]


def test_executions_are_sifted_while_they_are_read(store: Store) -> None:
    store.put(*(a_dossier(code=str(n), agency_code=(DISTRICT, STRANGER)[n % 2]) for n in range(9)))
    pages = all_pages(
        lambda cursor: store.dossiers.by_execution(
            [ExecutionState.OWED],
            limit=2,
            cursor=cursor,
            keep=lambda dossier: dossier.agency_code == STRANGER,
        )
    )
    assert sorted(dossier.code for dossier in flat(pages)) == ["1", "3", "5", "7"]


def test_all_tasks_of_a_dossier_are_read_open_or_ended(store: Store) -> None:
    ended = a_task(task_id="intake-1", kind="intake", outcome=TaskOutcome.ACCEPTED)
    store.put(a_dossier(), a_task(), ended, a_task(dossier_code="other"))
    assert store.dossiers.tasks(CODE) == [ended, a_task()]


def test_a_dossier_s_tasks_and_bills_are_all_read_however_many(store: Store) -> None:
    numbers = [str(number) for number in range(1, 121)]
    for some in (numbers[:80], numbers[80:]):
        store.put(*(a_task(task_id=f"processing-{number}") for number in some))
        store.put(*(a_bill(bill_id=number) for number in some))
    assert len(store.dossiers.tasks(CODE)) == len(numbers)
    assert [bill.bill_id for bill in store.dossiers.bills(CODE)] == numbers


HOUR = timedelta(hours=1)


def three_days() -> list[Any]:
    """Four an hour apart at each of two agencies, on the evening and in the night of a day."""
    eve = datetime.fromisoformat("2026-11-22T22:30:00+07:00")
    return [
        a_dossier(code=f"{letter}{n}", agency_code=agency, filed_at=eve + n * HOUR)
        for letter, agency in (("d", DISTRICT), ("s", STRANGER))
        for n in range(4)
    ]


def filed(store: Store, *agencies: str, limit: int = 10, **more: Any) -> list[str]:
    pages = all_pages(
        lambda cursor: store.dossiers.filed(agencies, limit=limit, cursor=cursor, **more)
    )
    return [dossier.code for dossier in flat(pages)]


@pytest.mark.parametrize("limit", [1, 3, 4, 10])
def test_what_was_filed_is_listed_the_newest_first_agency_by_agency(
    limit: int, store: Store
) -> None:
    store.put(*three_days())
    assert filed(store, DISTRICT, limit=limit) == ["d3", "d2", "d1", "d0"]
    both = ["s3", "s2", "s1", "s0", "d3", "d2", "d1", "d0"]
    assert filed(store, STRANGER, DISTRICT, limit=limit) == both
    assert filed(store, limit=limit) == []


def test_what_was_filed_in_the_same_instant_is_listed_in_full(store: Store) -> None:
    store.put(*(a_dossier(code=f"d{n}") for n in range(7)))
    assert filed(store, DISTRICT, limit=2) == [f"d{n}" for n in reversed(range(7))]


SUNDAY, MONDAY_IN_HANOI = date(2026, 11, 22), date(2026, 11, 23)


@pytest.mark.parametrize(
    ("since", "until", "codes"),
    [
        (None, None, ["d3", "d2", "d1", "d0"]),
        (SUNDAY, None, ["d3", "d2", "d1", "d0"]),
        (MONDAY_IN_HANOI, None, ["d3", "d2"]),
        (None, SUNDAY, ["d1", "d0"]),
        (SUNDAY, SUNDAY, ["d1", "d0"]),
        (SUNDAY, MONDAY_IN_HANOI, ["d3", "d2", "d1", "d0"]),
        (MONDAY_IN_HANOI, SUNDAY, []),
        (date.min, date.max, ["d3", "d2", "d1", "d0"]),
        (date.max, None, []),
        (None, date.min, []),
    ],
)
@pytest.mark.parametrize("limit", [1, 10])
def test_days_are_days_in_vietnam_and_both_are_included(
    since: date | None, until: date | None, codes: list[str], limit: int, store: Store
) -> None:
    store.put(*three_days())
    assert filed(store, DISTRICT, limit=limit, since=since, until=until) == codes


@pytest.mark.parametrize("second", ["2026-11-22T16:59:59.999999Z", "2026-11-22T17:00:00Z"])
def test_midnight_in_vietnam_belongs_to_the_day_that_begins(second: str, store: Store) -> None:
    at = datetime.fromisoformat(second)
    store.put(a_dossier(filed_at=at))
    day = SUNDAY if at.hour == 16 else MONDAY_IN_HANOI
    assert filed(store, DISTRICT, since=day, until=day) == [CODE]
    assert filed(store, DISTRICT, until=day - timedelta(days=1)) == []
    assert filed(store, DISTRICT, since=day + timedelta(days=1)) == []


def test_what_was_filed_is_sifted_while_it_is_read(store: Store) -> None:
    store.put(*three_days())
    assert filed(store, DISTRICT, limit=1, keep=lambda one: one.code in "d0 d2") == ["d2", "d0"]


def test_what_is_filed_or_changed_meanwhile_is_neither_skipped_nor_repeated(store: Store) -> None:
    there = [a_dossier(code=f"d{n}", filed_at=MONDAY + n * HOUR) for n in range(6)]
    store.put(*there)
    found, cursor, number = [], None, 6
    while True:
        page = store.dossiers.filed([DISTRICT], limit=2, cursor=cursor)
        found += [dossier.code for dossier in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
        store.put(a_dossier(code=f"d{number}", filed_at=MONDAY + number * HOUR))
        store.put(a_dossier(code=f"e{number}", filed_at=MONDAY - number * HOUR))
        store.change(there[number % 6].succeed(status=Status.RECEIVED))
        number += 1
    assert [code for code in found if code.startswith("d")] == [f"d{n}" for n in range(5, -1, -1)]


def test_an_applicant_s_dossiers_are_found_by_any_key_at_the_caller_s_agencies(
    store: Store,
) -> None:
    for number, (digest, agency) in enumerate(
        [("2#a", DISTRICT), ("2#a", STRANGER), ("1#a", DISTRICT), ("2#b", DISTRICT), (None, "x")]
    ):
        at = MONDAY + number * HOUR
        changes = {"agency_code": agency, "applicant_digest": digest, "filed_at": at}
        store.put(a_dossier(code=f"d{number}", **changes))
    store.put(a_dossier(code="d5", applicant_digest="2#a", filed_at=MONDAY + 5 * HOUR))

    def found(*digests: str, limit: int = 10) -> list[str]:
        mine = frozenset({DISTRICT})
        pages = all_pages(
            lambda cursor: store.dossiers.of_applicant(digests, mine, limit=limit, cursor=cursor)
        )
        return [dossier.code for dossier in flat(pages)]

    assert found("2#a", "1#a") == found("2#a", "1#a", limit=1) == ["d5", "d0", "d2"]
    assert found("2#b") == ["d3"]
    assert found("3#a") == found() == []


def test_a_dossier_of_an_applicant_is_shown_as_it_is_now(store: Store) -> None:
    dossier = a_dossier(applicant_digest="1#a")
    store.put(dossier)
    store.change(dossier.succeed(steps_done=1))
    page = store.dossiers.of_applicant(["1#a"], frozenset({DISTRICT}), limit=5, cursor=None)
    assert page.items == [dossier.succeed(steps_done=1)]


@pytest.mark.parametrize("cursor", ["%%%", "7", "{}"])
def test_a_cursor_that_is_none_is_invalid(cursor: str, store: Store) -> None:
    with pytest.raises(Invalid, match="cursor_invalid"):
        store.dossiers.events(CODE, limit=5, cursor=cursor)
    with pytest.raises(Invalid, match="cursor_invalid"):
        store.dossiers.filed([DISTRICT], limit=5, cursor=cursor)


def test_what_is_alive_has_not_ended_before_the_day(store: Store) -> None:
    first = datetime(2026, 12, 1, tzinfo=MONDAY.tzinfo) - timedelta(hours=7)
    ends = {"1": first - timedelta(seconds=1), "2": first, "3": first + timedelta(days=9)}
    for number, end in ends.items():
        store.put(a_dossier(code=f"{CODE}{number}", ended_at=end))
    store.put(a_dossier(code=f"{CODE}4"), a_dossier(code="X", agency_code=STRANGER))
    pages = all_pages(
        lambda cursor: store.dossiers.alive(
            [DISTRICT], since=date(2026, 12, 1), limit=2, cursor=cursor
        )
    )
    assert [one.code[-1] for one in flat(pages)] == ["4", "2", "3"]
    assert [one.code for one in pages[0]] == [f"{CODE}4", f"{CODE}2"]


@pytest.mark.parametrize("reopened", [False, True])
def test_what_moves_while_the_alive_are_read_is_never_skipped(store: Store, reopened: bool) -> None:
    codes = [f"{CODE}{number}" for number in range(1, 6)]
    ended = {"ended_at": MONDAY} if reopened else {}
    store.put(*(a_dossier(code=code, **ended) for code in codes))
    seen, cursor = list[str](), None
    for _ in range(9):
        page = store.dossiers.alive([DISTRICT], since=MONDAY.date(), limit=2, cursor=cursor)
        seen += [one.code for one in page.items]
        moves = {"ended_at": None, "reopened_at": MONDAY} if reopened else {"ended_at": MONDAY}
        last = store.dossiers.get(codes[-1])
        if last and last.version == 1:
            store.change(last.succeed(**moves))
        if (cursor := page.next_cursor) is None:
            break
    assert set(seen) == set(codes)
