"""The officers' queue, its hand-overs and its summary, as people see them."""

from typing import Any

import pytest

from tests.local.cli.tool import Tool

CODE = "H32.12-261122-0001"
TASK: dict[str, Any] = {
    "task_id": "processing-1",
    "kind": "processing",
    "dossier_code": CODE,
    "procedure_code": "2.002288",
    "outcomes": ["completed"],
    "opened_at": "2026-11-22T02:31:05Z",
    "due_at": "2026-11-24T02:31:05Z",
    "late": False,
    "step": {
        "number": 2,
        "of": 3,
        "name": {"vi": "Ký kết quả", "en": "Signature"},
        "role": "leader",
    },
    "step_due_at": "2026-11-23T02:31:05Z",
    "behind": True,
    "forecast": {
        "due_on": "2026-11-24",
        "will_be_late": True,
        "late_from": "2026-11-23T10:00:00Z",
    },
    "assignee": "binh",
    "assigned": {"at": "2026-11-22T03:00:00Z", "by": "an", "note": "See page 3"},
}


def listed(tool: Tool, *words: str, **changes: Any) -> str:
    tool.always(json={"items": [{**TASK, **changes}], "next_cursor": None})
    return tool.run("tasks", "list", *words).stdout


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (("--late",), {"overdue": "true"}),
        (("--not-late",), {"overdue": "false"}),
        (("--will-be-late", "--assignee", "me"), {"will_be_late": "true", "assignee": "me"}),
        (("--role", "leader"), {"role": "leader"}),
    ],
)
def test_the_filters_are_asked_of_the_stage(
    words: tuple[str, ...], query: dict[str, str], tool: Tool
) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("tasks", "list", *words)
    sent = dict(tool.asked[-1].url.params)
    assert {name: sent[name] for name in query} == query


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"late": True}, "late"),
        ({}, "will be late"),
        ({"forecast": None}, "step behind"),
        ({"forecast": None, "behind": False}, "–"),
    ],
)
def test_the_worst_of_a_task_is_said(changes: dict[str, Any], word: str, tool: Tool) -> None:
    _, row = listed(tool, **changes).splitlines()
    assert f"  {word}  " in row
    assert "binh" in row
    assert "2/3 Signature (leader)" in row


def test_a_task_is_taken_handed_over_or_put_back(tool: Tool) -> None:
    tool.always(json={**TASK, "waiting_for": {"task_id": "processing-1"}})
    shown = tool.run("tasks", "assign", CODE, "--to", "binh", "--note", "See page 3").stdout
    assert tool.asked[-1].url.path.endswith(f"/{CODE}/tasks/processing-1/assignment")
    assert tool.sent() == {"assignee": "binh", "note": "See page 3"}
    assert "See page 3" in shown
    tool.run("tasks", "assign", CODE, "intake-2", "--me")
    assert tool.asked[-1].url.path.endswith("/tasks/intake-2/assignment")
    assert tool.sent() == {"assignee": "me"}
    tool.run("tasks", "assign", CODE, "intake-2", "--none")
    assert tool.sent() == {"assignee": None}


@pytest.mark.parametrize("words", [(), ("--me", "--none"), ("--to", "binh", "--me")])
def test_whose_it_shall_be_is_said_once(words: tuple[str, ...], tool: Tool) -> None:
    assert "--to, --me and --none" in tool.run("tasks", "assign", CODE, *words, code=2).stderr
    assert tool.asked == []


def test_a_summary_shows_each_group_and_all_together(tool: Tool) -> None:
    counts = {"open": 3, "late": 1, "will_be_late": 2, "behind": 2}
    group = {"group": "binh", **counts}
    tool.always(json={"by": "assignee", "total": counts, "groups": [group]})
    lines = tool.run("tasks", "summary", "--agency", "H32").stdout.splitlines()
    assert dict(tool.asked[-1].url.params) == {"agency": "H32", "by": "assignee"}
    assert [line.split() for line in lines[1:]] == [
        ["binh", "3", "1", "2", "2"],
        ["Σ", "3", "1", "2", "2"],
    ]
