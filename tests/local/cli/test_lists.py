"""Lists: a part, the rest, all, and the same as JSON."""

from typing import Any

import httpx
import pytest

from tests.local.cli.tool import Tool

TOTAL = 250


def task(number: int) -> dict[str, Any]:
    return {
        "task_id": "intake-1",
        "kind": "intake",
        "dossier_code": f"H32.12-261122-{number:04}",
        "procedure_code": "3.000347",
        "outcomes": ["accepted", "rejected"],
        "due_at": None,
        "opened_at": "2026-11-22T02:31:05Z",
    }


def paged(request: httpx.Request) -> httpx.Response:
    """A list of 250 tasks."""
    query = request.url.params
    assert 1 <= int(query["limit"]) <= 100
    start = int(query.get("cursor", "0"))
    end = min(start + int(query["limit"]), TOTAL)
    items = [task(number) for number in range(start, end)]
    return httpx.Response(
        200, json={"items": items, "next_cursor": str(end) if end < TOTAL else None}
    )


@pytest.fixture(autouse=True)
def many(tool: Tool) -> None:
    tool.answers = paged


def test_a_list_shows_twenty_and_says_that_there_is_more(tool: Tool) -> None:
    result = tool.run("tasks", "list")
    assert len(result.stdout.splitlines()) == 1 + 20
    assert "--all" in result.stderr


def test_a_limit_beyond_one_page_is_followed_over_the_cursors(tool: Tool) -> None:
    found = tool.json("tasks", "list", "--limit", "120")
    assert [each["dossier_code"][-4:] for each in found["items"]] == [f"{n:04}" for n in range(120)]
    assert found["next_cursor"] == "120"
    assert [request.url.params["limit"] for request in tool.asked] == ["100", "20"]


def test_all_is_one_document(tool: Tool) -> None:
    found = tool.json("tasks", "list", "--all")
    assert len({each["dossier_code"] for each in found["items"]}) == TOTAL
    assert found["next_cursor"] is None
    assert "more" not in tool.run("tasks", "list", "--all").stderr


def test_a_list_goes_on_from_a_cursor(tool: Tool) -> None:
    found = tool.json("tasks", "list", "--cursor", "245", "--limit", "50")
    assert len(found["items"]) == 5


def test_one_page_is_printed_exactly_as_it_came(tool: Tool) -> None:
    text = '{"items":[],  "next_cursor":null, "more": 1e2}'
    tool.answers = lambda request: httpx.Response(200, content=text)
    assert tool.run("tasks", "list", "--json").stdout == text + "\n"


def test_an_empty_page_is_not_the_end(tool: Tool) -> None:
    pages = iter(
        [
            {"items": [task(1)], "next_cursor": "a"},
            {"items": [], "next_cursor": "b"},
            {"items": [task(2)], "next_cursor": None},
        ]
    )
    tool.answers = lambda request: httpx.Response(200, json=next(pages))
    assert len(tool.json("tasks", "list")["items"]) == 2


def test_filters_are_sent_as_the_contract_spells_them(tool: Tool) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("tasks", "list", "--agency", "H32", "--kind", "intake", "--overdue")
    sent = dict(tool.asked[-1].url.params)
    assert sent == {"agency": "H32", "kind": "intake", "overdue": "true", "limit": "20"}
    tool.run("dossiers", "list", "--from", "2026-11-01", "--to", "2026-11-30", "--in-time")
    sent = dict(tool.asked[-1].url.params)
    assert sent == {"from": "2026-11-01", "to": "2026-11-30", "overdue": "false", "limit": "20"}
    tool.run("executions", "list", "--state", "owed", "--state", "broken", "--older-than", "9")
    sent = dict(tool.asked[-1].url.params)
    assert sent == {"state": "owed,broken", "older_than": "9", "limit": "20"}
