"""Settings are read, changed and written from the version that was read."""

import json
from pathlib import Path

import httpx
import pytest

from tests.local.cli.catalogue_data import procedure
from tests.local.cli.shelf import Shelf, problem
from tests.local.cli.tool import Tool

OFFERING = "/v1/agencies/H32.12/procedures/3.000347"
SET = ("offerings", "set", "H32.12", "3.000347", "--reason", "Pilot")


@pytest.fixture
def shelf(tool: Tool) -> Shelf:
    """A stage with one offering that is payable."""
    shelf = Shelf()
    shelf.edit(
        OFFERING,
        level="full",
        payable_online=True,
        why_not=None,
        methods=["momo_wallet"],
        prices=[],
        valid_from=None,
        valid_to=None,
    )
    keys = ("code", "version", "edition")
    facts = {name: each for name, each in procedure().items() if name not in keys}
    shelf.edit("/v1/procedures/3.000347", **facts)
    tool.answers = shelf
    return shelf


def test_an_offering_is_switched_off_and_on_again(tool: Tool, shelf: Shelf) -> None:
    result = tool.run(*SET, "--not-payable", "--why-vi", "Tạm dừng", "--why-en", "Suspended")
    assert tool.sent() == {
        "level": "full",
        "payable_online": False,
        "why_not": {"vi": "Tạm dừng", "en": "Suspended"},
        "methods": ["momo_wallet"],
        "prices": [],
        "valid_from": None,
        "valid_to": None,
        "version": 1,
        "reason": "Pilot",
    }
    assert "payable_online" in result.stdout
    assert "version 1 → 2" in result.stderr
    tool.run(*SET, "--payable", "--method", "vnpay_qr", "--method", "momo_wallet")
    assert tool.sent()["methods"] == ["vnpay_qr", "momo_wallet"]
    assert tool.sent()["why_not"] is None
    assert shelf.entries[OFFERING]["version"] == 3


def test_what_is_so_already_is_not_written(tool: Tool, shelf: Shelf) -> None:
    assert "no change" in tool.run(*SET, "--payable").stderr
    assert tool.json(*SET, "--payable")["version"] == 1
    assert not shelf.puts


def test_a_dry_run_shows_the_changes_and_writes_nothing(tool: Tool, shelf: Shelf) -> None:
    found = tool.json(*SET, "--level", "partial", "--dry-run")
    change = {"place": "level", "before": "full", "after": "partial"}
    assert found == {"version": 1, "changes": [change]}
    assert not shelf.puts


def test_a_dry_run_refuses_what_the_stage_would_refuse(tool: Tool, shelf: Shelf) -> None:
    price = ("--price", "registration=50000", "--legal-basis", "12/2024/NQ-HĐND")
    result = tool.run(*SET, *price, "--method", "shells", "--dry-run", code=1)
    lines = result.stderr.splitlines()
    assert lines[0] == "The stage would refuse it: 2 errors."
    assert lines[1].startswith("  /prices/0/line_id: The procedure has no line registration;")
    assert lines[2].startswith("  /methods/0: No provider has the method shells;")
    assert result.stdout == ""
    said = tool.run(*SET, "--level", "fuller", "--dry-run", "--lang", "vi", code=1).stderr
    assert "/level: Phải là một trong" in said
    assert not shelf.puts


def test_a_dry_run_does_not_judge_what_a_newer_stage_knows(tool: Tool, shelf: Shelf) -> None:
    shelf.entries[OFFERING]["quota"] = {"per_day": 20}
    shelf.entries["/v1/procedures/3.000347"]["quota"] = {"per_day": 20}
    tool.run(*SET, "--level", "partial", "--dry-run")


def test_the_answer_is_the_new_version(tool: Tool, shelf: Shelf) -> None:
    assert tool.json(*SET, "--level", "partial") == shelf.entries[OFFERING]


def test_somebody_else_was_faster(tool: Tool, shelf: Shelf) -> None:
    shelf.disturb = lambda shelf, address: shelf.edit(address, level="information")
    assert "version_moved" in tool.run(*SET, "--level", "partial", code=1).stderr
    assert shelf.entries[OFFERING]["level"] == "information"


def test_a_new_offering_is_not_payable_unless_it_is_said(tool: Tool, shelf: Shelf) -> None:
    tool.run("offerings", "set", "H32.12", "2.000635", "--level", "full", "--reason", "New")
    assert tool.sent()["version"] == 0
    assert tool.sent()["payable_online"] is False


def test_nothing_is_offered_where_no_agency_is(tool: Tool, shelf: Shelf) -> None:
    tool.answers = lambda request: problem(404, "agency_not_found", "There is no agency.")
    words = ("offerings", "set", "H99", "2.000635", "--level", "full", "--reason", "New")
    assert "agency_not_found" in tool.run(*words, code=1).stderr
    assert [request.method for request in tool.asked] == ["GET"]


def test_what_a_newer_stage_knows_of_an_entry_is_kept(tool: Tool, shelf: Shelf) -> None:
    shelf.entries[OFFERING]["quota"] = {"per_day": 20}
    tool.run(*SET, "--level", "partial")
    assert tool.sent()["quota"] == {"per_day": 20}


def test_a_local_price_takes_the_place_of_its_line(tool: Tool, shelf: Shelf) -> None:
    kept = {"line_id": "other", "amount": 1, "legal_basis": "x"}
    old = {"line_id": "registration", "amount": 30000, "legal_basis": "x"}
    shelf.edit(OFFERING, prices=[kept, old])
    tool.run(*SET, "--price", "registration=50000", "--legal-basis", "12/2024/NQ-HĐND")
    new = {"line_id": "registration", "amount": 50000, "legal_basis": "12/2024/NQ-HĐND"}
    assert tool.sent()["prices"] == [kept, new]


@pytest.mark.parametrize(
    "words", [("--price", "x=5"), ("--price", "x=5k", "--legal-basis", "y"), ("--price", "=5")]
)
def test_a_price_says_what_and_by_whom(tool: Tool, shelf: Shelf, words: tuple[str, ...]) -> None:
    tool.run(*SET, *words, code=2)
    assert not shelf.puts


def test_days_come_and_go(tool: Tool, shelf: Shelf) -> None:
    tool.run(*SET, "--valid-from", "2026-12-01", "--valid-to", "2027-02-28")
    assert (tool.sent()["valid_from"], tool.sent()["valid_to"]) == ("2026-12-01", "2027-02-28")
    tool.run(*SET, "--valid-to", "-")
    assert (tool.sent()["valid_from"], tool.sent()["valid_to"]) == ("2026-12-01", None)


def test_an_agency_is_set_up_and_renamed(tool: Tool, shelf: Shelf) -> None:
    words = ("agencies", "put", "H32.77", "--reason", "Merger")
    named = ("--name-vi", "Phường Mới", "--name-en", "New Ward", "--kind", "commune")
    above = ("--parent", "H32", "--replaces", "H32.12", "--return-host", "portal.example.vn")
    tool.run(*words, *named, *above)
    assert tool.sent() == {
        "name": {"vi": "Phường Mới", "en": "New Ward"},
        "kind": "commune",
        "parent": "H32",
        "replaces": ["H32.12"],
        "return_hosts": ["portal.example.vn"],
        "valid_from": None,
        "valid_to": None,
        "version": 0,
        "reason": "Merger",
    }
    tool.run(*words, "--name-en", "Newest Ward", "--parent", "-")
    assert tool.sent()["name"] == {"vi": "Phường Mới", "en": "Newest Ward"}
    assert tool.sent()["parent"] is None
    assert tool.sent()["version"] == 1


def test_an_inherited_account_is_not_the_one_that_is_edited(tool: Tool, shelf: Shelf) -> None:
    """The stage answers with the parent's account where an agency has none of its own."""
    shelf.edit("/v1/agencies/H32/merchants/momo", merchant_id="MOMO", beneficiary="Kho bạc")
    mine = "/v1/agencies/H32.12/merchants/momo"
    shelf.entries[mine] = shelf.entries["/v1/agencies/H32/merchants/momo"]
    words = ("merchants", "set", "H32.12", "momo", "--merchant-id", "OWN", "--reason", "Own")
    shelf.disturb = lambda shelf, address: shelf.forget(address)
    tool.run(*words, "--beneficiary", "Kho bạc khu vực")
    assert tool.sent()["version"] == 0
    assert tool.sent()["merchant_id"] == "OWN"


def test_a_calendar_is_what_its_file_says(tool: Tool, shelf: Shelf, tmp_path: Path) -> None:
    file = tmp_path / "calendar.json"
    facts = {"hours": [{"start": "07:00:00", "end": "11:30:00"}], "weekend": [7]}
    file.write_text(json.dumps({**facts, "agency_code": "VN", "version": 7, "edition": None}))
    tool.run("calendar", "set", "H32.12", str(file), "--reason", "Own hours")
    assert tool.sent() == {**facts, "version": 0, "reason": "Own hours"}


def test_a_calendar_is_tried_before_it_is_set(tool: Tool, tmp_path: Path) -> None:
    file = tmp_path / "calendar.json"
    file.write_text(json.dumps({"weekend": [7], "agency_code": "VN", "version": 7}))
    move = {"dossier_code": "H32.12-261123-0001", "before": None, "after": "2026-12-01T00:00:00Z"}
    tool.answers = lambda request: httpx.Response(200, json={"items": [move], "next_cursor": None})
    shown = tool.run("calendar", "simulate", "H32.12", str(file)).stdout
    assert "H32.12-261123-0001" in shown
    assert tool.sent() == {"weekend": [7]}
    assert tool.asked[-1].url.path.endswith("/v1/agencies/H32.12/calendar/simulation")


@pytest.mark.parametrize("content", ["[]", "{", "\udcff"])
def test_a_file_that_is_none_is_one_sentence(
    tool: Tool, shelf: Shelf, tmp_path: Path, content: str
) -> None:
    file = tmp_path / "calendar.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    said = tool.run("calendar", "set", "H32.12", str(file), "--reason", "x", code=2).stderr
    assert "calendar.json" in said
    assert said.count("\n") == 1
    assert not shelf.puts


def test_a_history_says_who_when_why_and_what(tool: Tool) -> None:
    def version(number: int, level: str) -> dict[str, object]:
        edition = {"by": "lan", "at": "2026-11-22T02:31:05Z", "reason": f"Reason {number}"}
        return {"version": number, "edition": edition, "level": level, "agency_code": "H32.12"}

    tool.always(json={"items": [version(2, "full"), version(1, "partial")], "next_cursor": None})
    tool.environment["COLUMNS"] = "140"
    lines = tool.run("offerings", "history", "H32.12", "3.000347").stdout.splitlines()
    assert tool.asked[-1].url.path.endswith(f"{OFFERING}/versions")
    assert lines[1].split() == [
        *("2", "2026-11-22", "09:31:05", "lan", "Reason", "2"),
        *("level:", "partial", "→", "full"),
    ]
    assert lines[2].endswith("Reason 1")
