"""Groups of broken dossiers at the terminal."""

from typing import Any

from tests.local.cli.tool import Tool

FINGERPRINT = "5f2a9c0d1e3b4a67"
GROUP = {
    "fingerprint": FINGERPRINT,
    "state": "intake",
    "error": "States.Timeout",
    "code_version": "01d",
    "count": 12,
    "given_up": 3,
    "oldest_at": "2026-11-23T02:00:00.000000Z",
    "newest_at": "2026-11-23T02:05:00.000000Z",
    "example": "H32.12-261123-0001",
    "explanation": "12 dossiers broke.",
}


def groups(*items: Any, complete: bool = True) -> dict[str, Any]:
    return {"items": list(items), "complete": complete, "code_version": "02d"}


def results(*fates: str) -> dict[str, Any]:
    items = [
        {
            "dossier_code": f"H32.12-261123-{number:04d}",
            "run": 1,
            "result": fate,
            "error": None,
            "explanation": f"It is {fate}.",
        }
        for number, fate in enumerate(fates)
    ]
    return {"fingerprint": FINGERPRINT, "dry_run": False, "items": items}


def test_groups_are_rows(tool: Tool) -> None:
    tool.always(json=groups(GROUP))
    result = tool.run("broken", "list", "--agency", "H32")
    assert {FINGERPRINT, "12", "3", "intake", "States.Timeout"} <= set(result.stdout.split())
    assert dict(tool.asked[-1].url.params) == {"agency": "H32"}
    assert "least" not in result.stderr


def test_figures_that_are_not_all_there_is_are_said_to_be_so(tool: Tool) -> None:
    tool.always(json=groups(GROUP, complete=False))
    assert "least" in tool.run("broken", "list").stderr


def test_one_group_begins_with_its_sentence(tool: Tool) -> None:
    tool.always(json=groups({**GROUP, "fingerprint": "other"}, GROUP))
    assert "12 dossiers broke." in tool.run("broken", "show", FINGERPRINT).stdout.splitlines()[0]
    assert tool.json("broken", "show", FINGERPRINT) == GROUP


def test_a_group_that_is_gone_is_refused(tool: Tool) -> None:
    tool.always(json=groups())
    assert FINGERPRINT in tool.run("broken", "show", FINGERPRINT, code=1).stderr


def test_a_group_is_resumed_as_it_is_asked_for(tool: Tool) -> None:
    tool.always(json=results("would_resume"))
    words = ("broken", "resume", FINGERPRINT, "--reason", "fixed", "--limit", "1")
    assert "would_resume" in tool.run(*words, "--dry-run", "--key", "k").stdout
    assert tool.sent() == {"reason": "fixed", "dry_run": True, "limit": 1}
    assert tool.asked[-1].url.path.endswith(f"/v1/ops/broken/{FINGERPRINT}/resumption")
    assert tool.asked[-1].headers["idempotency-key"] == "k"
    tool.run(*words)
    assert tool.sent()["dry_run"] is False


def test_some_that_were_not_resumed_are_5_and_named(tool: Tool) -> None:
    tool.always(json=results("resumed", "failed", "not_tried", "closed"))
    result = tool.run("broken", "resume", FINGERPRINT, "--reason", "fixed", code=5)
    assert "2 of 4" in result.stderr
    assert "H32.12-261123-0001" in result.stderr
