"""Dossiers, orders, tasks, executions and tokens, as people use them."""

import base64
import json
import time
from typing import Any

import httpx
import pytest

from local.cli.tokens import claims_of
from tests.local.cli.shelf import problem
from tests.local.cli.tool import Tool

CODE = "H32.12-261122-0001"
DOSSIER = {
    "code": CODE,
    "version": 1,
    "status": {"code": 1, "name": "submitted"},
    "waiting_for": {"task_id": "intake-2", "kind": "intake", "due_at": None},
    "procedure": {"code": "3.000347", "version": 4},
    "agency_code": "H32.12",
    "applicant": {"kind": "person", "full_name": "N. T. Á. T."},
    "bills": [
        {
            "bill_id": "1",
            "amount": 135000,
            "paid": 0,
            "state": "open",
            "due_at": "2026-12-10T17:00:00Z",
            "lines": [
                {"line_id": "licence", "name": {"vi": "Lệ phí", "en": "Fee"}, "amount": 135000}
            ],
        }
    ],
    "clock": {"explanation": "Not started."},
    "execution": {"name": "x", "run": 1, "state": "running"},
    "filed_at": "2026-11-22T02:31:05Z",
}
RESUMED = {
    "dossier_code": CODE,
    "execution": {"run": 2, "state": "owed"},
    "stuck": False,
    "waiting_for": None,
}


def test_a_dossier_is_filed_from_a_file_or_from_standard_input(tool: Tool) -> None:
    tool.always(201, DOSSIER)
    result = tool.run("dossiers", "file", "-", stdin='{"procedure_code": "3.000347"}')
    assert tool.sent() == {"procedure_code": "3.000347"}
    assert tool.asked[-1].headers["Idempotency-Key"]
    for word in (CODE, "1 submitted", "135,000 ₫", "3.000347 (4)", "licence"):
        assert word in result.stdout
    assert result.stderr == ""


def test_an_id_number_is_no_argument_and_stands_in_no_address(tool: Tool) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("dossiers", "search", stdin="001099000001\n")
    assert tool.sent() == {"id_number": "001099000001"}
    assert "001099" not in str(tool.asked[-1].url)
    tool.run("dossiers", "search", "001099000001", code=2)
    tool.run("dossiers", "search", stdin="\n", code=2)
    assert len(tool.asked) == 1


def test_the_open_task_is_decided_unless_another_is_named(tool: Tool) -> None:
    tool.always(json=DOSSIER)
    tool.run("tasks", "decide", CODE, "accepted", "--note", "Đủ")
    assert tool.asked[-1].url.path.endswith(f"/{CODE}/tasks/intake-2/decision")
    assert tool.sent() == {"outcome": "accepted", "note": "Đủ"}
    tool.run("tasks", "decide", CODE, "rejected", "--task", "intake-1")
    assert tool.asked[-1].url.path.endswith(f"/{CODE}/tasks/intake-1/decision")


def test_a_dossier_that_waits_for_nothing_has_no_task(tool: Tool) -> None:
    tool.always(json={**DOSSIER, "waiting_for": None})
    assert "waits for nothing" in tool.run("tasks", "decide", CODE, "accepted", code=1).stderr


def test_a_quote_says_what_is_chosen(tool: Tool) -> None:
    line = {"line_id": "copy", "name": {"vi": "Phí", "en": "Fee"}, "amount": 6000}
    tool.always(
        json={
            "lines": [line],
            "open_lines": [{**line, "because": {"vi": "Chưa rõ", "en": "Not counted"}}],
            "amount": None,
            "known_amount": 6000,
            "explanation": [{"vi": "Ba trang.", "en": "Three pages.", "line_id": "copy"}],
        }
    )
    words = ("quote", "2.000815", "--agency", "H32.50.01", "--quantity", "pages=3")
    result = tool.run(*words, "--quantity", "copies=2", "--option", "urgent", "--on", "2026-11-22")
    assert tool.sent() == {
        "agency_code": "H32.50.01",
        "channel": "online",
        "options": ["urgent"],
        "quantities": {"pages": 3, "copies": 2},
        "on": "2026-11-22",
    }
    for word in ("Not counted", "Known so far  6,000 ₫", "Three pages."):
        assert word in result.stdout
    assert "\nAmount" not in result.stdout


@pytest.mark.parametrize("text", ["pages", "pages=", "=3", "pages=three", "pages=-1", "pages=٣"])
def test_a_quantity_is_a_name_and_a_number(tool: Tool, text: str) -> None:
    tool.run("quote", "2.000815", "--agency", "X", "--quantity", text, code=2)
    assert not tool.asked


def some_refused(request: httpx.Request) -> httpx.Response:
    if "0002" in request.url.path:
        return problem(409, "execution_running", "Run 1 is still running.")
    return httpx.Response(202, json=RESUMED)


def test_one_dossier_is_resumed_or_refused(tool: Tool) -> None:
    tool.answers = some_refused
    assert tool.json("resume", CODE, "--reason", "The provider is back") == RESUMED
    assert tool.sent() == {"reason": "The provider is back"}
    refused = tool.json("resume", "H32.12-261122-0002", "--reason", "x", code=1)
    assert refused["code"] == "execution_running"


def test_several_are_resumed_as_far_as_they_can_be(tool: Tool) -> None:
    tool.answers = some_refused
    codes = (CODE, "H32.12-261122-0002", "H32.12-261122-0003")
    result = tool.run("resume", *codes, "--reason", "x", "--json", code=5)
    found = json.loads(result.stdout)
    assert found["items"] == [RESUMED, RESUMED]
    ((code, problem),) = ((each["dossier_code"], each["problem"]) for each in found["refused"])
    assert (code, problem["code"]) == ("H32.12-261122-0002", "execution_running")
    assert "1 of 3" in result.stderr
    assert "H32.12-261122-0002: Run 1 is still running." in result.stderr
    assert len(tool.asked) == 3


def test_where_none_is_resumed_it_is_a_refusal(tool: Tool) -> None:
    tool.answers = some_refused
    codes = ("H32.12-261122-0002", "X-0002")
    found = tool.json("resume", *codes, "--reason", "x", code=1)
    assert found["items"] == []
    assert [each["dossier_code"] for each in found["refused"]] == list(codes)
    result = tool.run("resume", *codes, "--reason", "x", code=1)
    assert result.stdout == ""
    assert result.stderr.splitlines()[0] == "2 of 2 dossiers were not resumed."
    for line, code in zip(result.stderr.splitlines()[1:], codes, strict=True):
        assert line.startswith(f"  {code}: Run 1 is still running.")


def test_a_stage_that_breaks_meanwhile_does_not_hide_what_was_resumed(tool: Tool) -> None:
    def breaks(request: httpx.Request) -> httpx.Response:
        if "0003" in request.url.path:
            return problem(500, "internal_error", "Something broke.")
        return some_refused(request)

    tool.answers = breaks
    codes = (CODE, "H32.12-261122-0002", "H32.12-261122-0003", "H32.12-261122-0004")
    result = tool.run("resume", *codes, "--reason", "x", "--json", code=4)
    found = json.loads(result.stdout)
    assert [len(each) for each in found.values()] == [1, 1]
    assert "2 dossiers were not asked for" in result.stderr
    assert "Something broke." in result.stderr


def test_an_execution_is_explained_first(tool: Tool) -> None:
    step = {"id": 1, "at": "2026-11-22T02:31:05Z", "type": "ExecutionStarted", "state": None}
    detail = {**RESUMED, "status": DOSSIER["status"], "explanation": "It waits.", "history": [step]}
    tool.always(json={**detail, "engine": None, "workflow_listens": False})
    lines = tool.run("executions", "show", CODE).stdout.splitlines()
    assert lines[0].split("  ", 1)[1].strip() == "It waits."
    assert "ExecutionStarted" in lines[-1]


def test_money_facts_are_listed(tool: Tool) -> None:
    fact = {
        "transaction_id": "t",
        "kind": "payment",
        "outcome": "paid",
        "amount": 135000,
        "received_at": "2026-11-22T02:31:05Z",
        "verified_by": "signature",
        "flags": ["late"],
        "postings": [],
    }
    tool.always(json={"items": [fact], "next_cursor": None})
    row = tool.run("orders", "transactions", "261122481902637").stdout.splitlines()[1]
    assert "135,000 ₫" in row
    assert "late" in row


def jwt(claims: Any) -> str:
    payload = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    return f"header.{payload}.signature"


def test_a_token_says_who_it_is_for_and_when_it_ends(tool: Tool) -> None:
    claims = {"sub": "portal", "scope": "dossiers:read", "agencies": ["H32"]}
    token = jwt({**claims, "exp": time.time() + 25 * 3600 + 60})
    tool.environment["HOSOPAY_TOKEN"] = token
    result = tool.run("token")
    for word in ("portal", "dossiers:read", "H32", "1 d 1 h left", "https://stage.example"):
        assert word in result.stdout
    assert token not in result.output
    assert tool.json("token")["sub"] == "portal"
    assert not tool.asked


def test_an_expired_token_says_so(tool: Tool) -> None:
    tool.environment["HOSOPAY_TOKEN"] = jwt({"exp": time.time() - 3 * 3600 - 60})
    assert "expired 0 d 3 h ago" in tool.run("token").stdout


@pytest.mark.parametrize("exp", [10**30, "soon", None, float("nan")])
def test_a_strange_expiry_is_left_out(tool: Tool, exp: Any) -> None:
    tool.environment["HOSOPAY_TOKEN"] = jwt({"sub": "x", "exp": exp})
    assert "Expires" not in tool.run("token").stdout


@pytest.mark.parametrize("token", ["opaque", "a.b.c", "a..c", jwt([1]), "a.é.c"])
def test_what_is_no_jwt_is_said_to_be_none(tool: Tool, token: str) -> None:
    tool.environment["HOSOPAY_TOKEN"] = token
    tool.run("token", code=2)


def test_claims_are_decoded_whatever_their_length() -> None:
    for length in range(4):
        assert claims_of(jwt({"sub": "x" * length})) == {"sub": "x" * length}
