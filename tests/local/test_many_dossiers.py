"""A crowd owes nothing, breaks no invariant, and leaves nothing behind."""

from collections.abc import Iterator

import httpx
import pytest

from chalicelib.domain.change import Insert, Replace, change
from chalicelib.domain.invariants import breaches
from chalicelib.domain.progress import record
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.tables import Tables
from local.bench_lists import PAGE, Lists, report
from local.many_dossiers import OF_EACH, Crowd
from local.records import read_records
from tests.builders import MONDAY, an_agency
from tests.storage.moto_tables import a_client, fresh_tables


@pytest.fixture
def tables() -> Iterator[Tables]:
    with a_client() as client:
        yield fresh_tables(client)


def test_a_crowd_owes_nothing_and_breaks_no_invariant(tables: Tables) -> None:
    crowd = Crowd(tables, "H97")
    made = crowd.add(range(OF_EACH + 2))
    records = read_records(tables)
    assert len(records.dossiers) == len({one.code for one in made}) == OF_EACH + 2
    assert breaches(records) == []
    assert [one for one in records.dossiers if one.due_at or one.waiting_for] == []
    second = DynamoDossiers(tables).filed(["H97.001"], limit=100, cursor=None)
    assert second.items == made[OF_EACH:]


def test_it_leaves_nothing_behind_and_nobody_else_s_things_alone(tables: Tables) -> None:
    crowd, commits = Crowd(tables, "H97"), DynamoCommits(tables)
    crowd.settle(OF_EACH + 2)
    first, *_ = crowd.add(range(OF_EACH + 2))
    following, event = record(first.succeed(), "x", actor="y", at=MONDAY, data={})
    commits.commit(change(Replace(following, "moved"), Insert(event, "there")))
    commits.commit(change(Insert(an_agency("H970"), "there")))
    other = Crowd(tables, "H98").add(range(1))
    crowd.leave()
    assert list(read_records(tables).dossiers) == other
    assert read_records(tables).events == ()
    kept = tables.client.scan(TableName=tables.procedures)["Items"]
    assert {item["code"]["S"] for item in kept} == {"H970"}


@pytest.mark.parametrize("count", [PAGE, 3 * PAGE, 3 * PAGE + 1])
def test_the_last_page_that_is_measured_is_as_full_as_the_first(count: int) -> None:
    def listed(request: httpx.Request) -> httpx.Response:
        start, limit = (int(request.url.params.get(name, "0")) for name in ("cursor", "limit"))
        items = list(range(count))[start : start + limit]
        following = str(start + limit) if len(items) == limit else None
        return httpx.Response(200, json={"items": items, "next_cursor": following})

    with httpx.Client(base_url="http://x", transport=httpx.MockTransport(listed)) as api:
        lists = Lists(api)
        last = lists.page(PAGE, lists.last_full_page())["items"]
    assert len(last) == PAGE
    assert last[-1] >= count - 2


def test_the_report_begins_with_what_does_not_depend_on_the_machine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    report({"few": 0.02, "first": 0.03, "last": 0.06}, 10_000)
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert (first.split()[-1], second.split()[-1]) == ("2.00", "1.50")
