"""`hosopay` on a stage: what its page says, the catalogue, settings, work and operations."""

import json
import re
import secrets
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.docs.blocks import blocks
from tests.e2e.stage import Stage, until
from tests.e2e.tool import Tool, with_the_project
from tests.local.cli.catalogue_data import procedure
from tests.local.cli.examples import can_be_tried, commands, examples
from tests.local.cli.examples import words as words_of

BOLD = re.compile(r"\x1b\[[01]m")
AGENCY, PROCEDURE = "H32.12", "3.000347"
APPLICANT = {"kind": "person", "full_name": "Trần Thị Bình", "id_number": "001099000123"}
SWITCHED = "2.000635"
"""Nothing else in these tests files it: who files sees a switch within half a minute only."""


@pytest.fixture
def tool(stage: Stage, tmp_path: Path) -> Tool:
    return Tool(stage, with_the_project(tmp_path))


def test_the_commands_of_its_page_work_one_after_the_other(tool: Tool) -> None:
    said = tool.shell("\n".join(blocks("docs/cli.md", "sh")))
    for word in ("Đổi giấy phép lái xe", "momo_wallet", "payable_online", "T. T. B.", "pairs"):
        assert word in said


OF_THEIR_DAY = ("broken resume", "broken show", "resume ", "tasks assign", "tasks decide")
"""Whether they are refused depends on the dossier; what they do is tested by itself."""


def test_the_examples_of_every_help_text_work(stage: Stage, tool: Tool) -> None:
    for file in (tool.folder / "local" / "catalogue").glob("*.json"):
        (tool.folder / file.name).write_bytes(file.read_bytes())
    filing = {"procedure_code": PROCEDURE, "agency_code": AGENCY, "applicant": APPLICANT}
    (tool.folder / "filing.json").write_text(json.dumps(filing))
    for name, told in (
        ("agency.json", ("agencies", "show", "H32.50.03")),
        ("calendar.json", ("calendar", "show", AGENCY)),
        ("half-year.json", ("report", "service", "2026-01-01", "2026-06-30")),
    ):
        (tool.folder / name).write_text(json.dumps(tool.json(*told)))
    first, second = stage.file(), stage.file()
    stage.until_waiting(first, "payment")
    order = stage.open_order(first)["order_id"]
    real = {"H32.12-261122-0001": first, "H32.12-261122-0002": second, "261122481902637": order}
    given = {"search": "001099000123\n", "token": f"{stage.run['tokens']['portal']}\n"}
    for example in examples("\n".join(epilog for _, _, epilog in commands())):
        said = [real.get(word, word) for word in words_of(example)]
        tried = [] if "--dry-run" in said or not can_be_tried(said) else ["--dry-run"]
        stdin = next((given[word] for word in said if word in given), json.dumps(filing))
        codes = (0, 1) if f"{' '.join(said)} ".startswith(OF_THEIR_DAY) else (0,)
        tool.run(*said, *tried, code=codes, stdin=stdin)


def test_a_catalogue_is_compared_put_in_place_and_the_same_afterwards(
    tool: Tool, tmp_path: Path
) -> None:
    file, code = tmp_path / "new.json", f"9.{secrets.randbelow(10**6):06}"
    offering = {
        "agency_code": AGENCY,
        "procedure_code": code,
        "level": "full",
        "payable_online": True,
        "methods": ["momo_wallet"],
    }

    def write(amount: int) -> None:
        content = {"procedures": [{**procedure(amount), "code": code}], "offerings": [offering]}
        file.write_text(json.dumps(content))

    def imported(*words: str) -> Any:
        return tool.json("catalogue", "import", str(file), *words)

    write(120000)
    assert imported("--dry-run")["summary"] == {"new": 2, "changed": 0, "same": 0}
    found = imported("--yes", "--reason", "Circular 37/2023")
    assert [each["outcome"] for each in found["entries"]] == ["written", "written"]
    assert imported("--yes")["summary"] == {"new": 0, "changed": 0, "same": 2}
    write(135000)
    said, _ = tool.run("catalogue", "import", str(file), "--dry-run")
    assert "fee_lines[licence].amount: 120000 → 135000" in said
    tool.run("catalogue", "import", str(file), "--yes")
    versions = tool.json("procedures", "history", code)["items"]
    assert [each["version"] for each in versions] == [2, 1]
    assert versions[1]["edition"]["reason"] == "Circular 37/2023"


def test_an_offering_is_switched_off_and_on_again(tool: Tool) -> None:
    show = ("offerings", "show", AGENCY, SWITCHED)
    switch = ("offerings", "set", AGENCY, SWITCHED, "--reason")
    why = ("--not-payable", "--why-vi", "Tạm dừng", "--why-en", "Suspended")
    off, remark = tool.run(*switch, "Complaint", *why)
    assert "payable_online" in off
    assert f"{AGENCY} {SWITCHED}: version" in remark
    assert "Suspended" in tool.run(*show)[0]
    assert "no change" in tool.run(*switch, "Complaint", *why)[1]
    unsaid = tool.json(*switch, "No method", "--payable", "--method", "shells", code=1)
    assert unsaid["errors"][0]["pointer"] == "/methods/0"
    on = tool.json(*switch, "Settled", "--payable")
    assert (on["payable_online"], on["why_not"]) == (True, None)
    assert (on["edition"]["by"], on["edition"]["reason"]) == ("manager", "Settled")
    assert tool.json(*show) == on
    history, _ = tool.run("offerings", "history", AGENCY, SWITCHED, "--lang", "vi")
    assert "Complaint" in history


def test_people_and_programs_see_the_same(stage: Stage, tool: Tool) -> None:
    code = stage.file()
    stage.until_waiting(code, "payment")
    order = stage.open_order(code)["order_id"]
    stage.pay(order)
    stage.until_waiting(code, "intake")
    for words, path, role in (
        (("dossiers", "show", code), f"/v1/dossiers/{code}", "portal"),
        (("dossiers", "events", code), f"/v1/dossiers/{code}/events?limit=100", "portal"),
        (("dossiers", "list", "--agency", AGENCY), f"/v1/dossiers?agency={AGENCY}", "portal"),
        (("orders", "list", code), f"/v1/dossiers/{code}/orders", "portal"),
        (("orders", "show", order), f"/v1/orders/{order}", "portal"),
        (("orders", "transactions", order), f"/v1/orders/{order}/transactions", "portal"),
        (("tasks", "list", "--kind", "intake"), "/v1/tasks?kind=intake", "officer"),
        (("executions", "list"), "/v1/ops/executions", "ops"),
        (("offerings", "list", AGENCY), f"/v1/agencies/{AGENCY}/procedures", "manager"),
        (("procedures", "show", PROCEDURE), f"/v1/procedures/{PROCEDURE}", "portal"),
    ):
        answer = stage.ask(role, "GET", path, headers={"Accept-Language": "en"}).json()
        assert tool.json(*words) == answer, words
        drawn, remark = tool.run(*words)
        assert drawn or "Nothing found" in remark, words
    assert code in tool.run("dossiers", "list")[0]
    assert "135,000 ₫" in tool.run("orders", "transactions", order)[0]
    assert tool.json("owed", "list").keys() == {"items", "next_cursor"}
    decided = tool.json("tasks", "decide", code, "accepted", "--note", "Đủ giấy tờ")
    assert decided["status"]["name"] == "processing"


def test_lists_are_read_on_over_the_cursors(tool: Tool) -> None:
    everything = tool.json("procedures", "list", "--all")
    assert everything["next_cursor"] is None
    codes = [each["code"] for each in everything["items"]]
    assert len(set(codes)) == len(codes) > 50
    first = tool.json("procedures", "list", "--limit", "7")
    rest = tool.json("procedures", "list", "--all", "--cursor", first["next_cursor"])
    assert [each["code"] for each in first["items"] + rest["items"]] == codes


def test_an_applicant_is_found_by_a_number_that_is_no_argument(tool: Tool) -> None:
    filing = {
        "procedure_code": PROCEDURE,
        "agency_code": AGENCY,
        "applicant": {"full_name": "Nguyễn Thị Ánh", "id_number": "079199000456"},
    }
    words = ("dossiers", "file", "-", "--key", "cli-test-1")
    filed = tool.json(*words, stdin=json.dumps(filing))
    assert tool.json(*words, stdin=json.dumps(filing))["code"] == filed["code"]
    found = tool.json("dossiers", "search", stdin="079199000456\n")
    assert [each["code"] for each in found["items"]] == [filed["code"]]


def test_a_broken_execution_is_explained_and_resumed(stage: Stage, tool: Tool) -> None:
    code = stage.file()
    name = stage.until_waiting(code, "payment")["execution"]["name"]
    states = stage.aws("stepfunctions")
    machine = _machine(states)
    refused = tool.json("resume", code, "--reason", "too early", code=1)
    assert refused["code"] == "execution_running"
    states.stop_execution(executionArn=f"{machine.replace(':stateMachine:', ':execution:')}:{name}")
    until(lambda: code in tool.run("executions", "list", "--state", "broken", "--all")[0])
    explained, _ = tool.run("executions", "show", code, "--lang", "vi")
    assert explained.startswith("Giải thích")
    other = stage.file()
    stage.until_waiting(other, "payment")
    _, remark = tool.run("resume", code, other, "--reason", "The cause is gone", code=5)
    assert f"{other}: " in remark
    assert stage.until_waiting(code, "payment")["execution"]["run"] == 2


def test_a_terminal_is_neither_too_narrow_nor_commanded(stage: Stage, tool: Tool) -> None:
    code = stage.file()
    for columns in (80, 160):
        for words in (("procedures", "list"), ("dossiers", "show", code), ("tasks", "list")):
            plain = Tool(tool.stage, tool.folder, {"NO_COLOR": "1"})
            lines = plain.seen(*words, "--lang", "vi", columns=columns)
            drawn = [BOLD.sub("", line) for line in lines if "--all" not in line]
            assert max(map(cell_len, drawn)) <= columns, drawn
            assert "\x1b" not in "".join(drawn)
    assert "\x1b[31m" in "".join(tool.seen("dossiers", "show", "nothing", columns=80))


def test_a_stage_is_named_by_the_environment(stage: Stage, tool: Tool, tmp_path: Path) -> None:
    run = stage.run
    elsewhere = {"HOSOPAY_STATE": str(tmp_path / "nothing")}
    _, remark = Tool(stage, tool.folder, elsewhere).run("owed", "list", code=3)
    assert "make up" in remark
    named = {**elsewhere, "HOSOPAY_API_URL": run["api_url"]}
    token = f"{run['tokens']['ops']}\n"
    Tool(stage, tool.folder, named).run("owed", "list", "--token", "-", stdin=token)
    wrong = {**named, "HOSOPAY_TOKEN": "not.a.token"}
    assert Tool(stage, tool.folder, wrong).json("owed", "list", code=1)["code"] == "token_required"


def _machine(states: Any) -> str:
    (machine,) = states.list_state_machines()["stateMachines"]
    return str(machine["stateMachineArn"])
