"""A catalogue file is compared, put in place in order, resumed, and never written over others."""

import json
from pathlib import Path

import httpx
import pytest

from local.cli.places import facts_of
from tests.local.cli.catalogue_data import BOTH, catalogue, procedure
from tests.local.cli.shelf import Shelf, problem
from tests.local.cli.shipped import shipped
from tests.local.cli.tool import Tool

ORDER = [
    "/v1/agencies/X1",
    "/v1/agencies/X1.2",
    "/v1/agencies/X1/merchants/momo",
    "/v1/agencies/X1/calendar",
    "/v1/procedures/9.000001",
    "/v1/agencies/X1.2/procedures/9.000001",
]


@pytest.fixture
def shelf(tool: Tool) -> Shelf:
    tool.answers = shelf = Shelf()
    return shelf


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.json"
    path.write_text(json.dumps(catalogue()))
    return path


def test_a_dry_run_writes_nothing(tool: Tool, shelf: Shelf, file: Path) -> None:
    found = tool.json("catalogue", "import", str(file), "--dry-run")
    assert found["summary"] == {"new": 6, "changed": 0, "same": 0}
    assert "6 new" in tool.run("catalogue", "import", str(file), "--dry-run").stderr
    assert not shelf.puts


def test_entries_are_written_after_those_that_they_need(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    found = tool.json("catalogue", "import", str(file), "--yes", "--reason", "Circular")
    assert shelf.puts == ORDER
    assert {each["outcome"] for each in found["entries"]} == {"written"}
    assert tool.sent()["reason"] == "Circular"
    again = tool.run("catalogue", "import", str(file), "--yes")
    assert "0 new, 0 changed, 6 the same" in again.stderr
    assert shelf.puts == ORDER


def test_a_changed_entry_shows_each_place_with_both_values(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    tool.run("catalogue", "import", str(file), "--yes")
    file.write_text(json.dumps(catalogue(procedures=[procedure(135000)])))
    lines = tool.run("catalogue", "import", str(file), "--dry-run").stdout.splitlines()
    assert len(lines) == 2
    assert "fee_lines[licence].amount: 120000 → 135000" in lines[1]
    found = tool.json("catalogue", "import", str(file), "--yes")
    assert found["summary"] == {"new": 0, "changed": 1, "same": 5}
    assert shelf.puts[len(ORDER) :] == ["/v1/procedures/9.000001"]
    assert tool.sent()["version"] == 1


def test_what_was_interrupted_is_finished_by_a_second_run(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    def stop(shelf: Shelf, address: str) -> None:
        if len(shelf.puts) == 3:
            raise KeyboardInterrupt

    shelf.disturb = stop
    result = tool.run("catalogue", "import", str(file), "--yes", code=130)
    assert "3 entries are left" in result.stderr
    assert len([line for line in result.stdout.splitlines() if "written" in line]) == 3
    shelf.disturb = lambda shelf, address: None
    tool.run("catalogue", "import", str(file), "--yes")
    assert shelf.puts == ORDER


def test_a_stage_that_is_gone_ends_the_import_with_what_is_left(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" and len(shelf.puts) == 2:
            raise httpx.ConnectError("gone", request=request)
        return shelf(request)

    tool.answers = fail
    assert "4 entries are left" in tool.run("catalogue", "import", str(file), "-y", code=3).stderr


def test_a_stage_that_breaks_leaves_one_document(tool: Tool, shelf: Shelf, file: Path) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" and len(shelf.puts) == 2:
            return problem(500, "internal_error", "Something broke.")
        return shelf(request)

    tool.answers = fail
    found = tool.json("catalogue", "import", str(file), "--yes", code=4)
    assert [each.get("outcome") for each in found["entries"]] == ["written"] * 2 + [None] * 4


def test_an_entry_that_somebody_moved_is_reported_and_the_others_are_written(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    def edit(shelf: Shelf, address: str) -> None:
        if address == ORDER[4] and address not in shelf.entries:
            shelf.edit(address, name={"vi": "Khác", "en": "Other"})

    shelf.disturb = edit
    found = tool.json("catalogue", "import", str(file), "--yes", code=5)
    outcomes = [each["outcome"] for each in found["entries"]]
    assert outcomes == ["written"] * 4 + ["moved"] + ["written"]
    assert shelf.entries[ORDER[4]]["name"]["en"] == "Other"


def test_somebody_who_wrote_the_same_has_done_the_work(
    tool: Tool, shelf: Shelf, file: Path
) -> None:
    """As after a write whose answer was lost."""
    facts = {"name": BOTH, "kind": "province"}
    shelf.disturb = lambda shelf, address: (
        shelf.edit(address, **facts)
        if address == ORDER[0] and address not in shelf.entries
        else None
    )
    found = tool.json("catalogue", "import", str(file), "--yes")
    assert [each["outcome"] for each in found["entries"]] == ["same"] + ["written"] * 5


def test_many_offerings_of_an_agency_are_compared_in_one_call(
    tool: Tool, shelf: Shelf, tmp_path: Path
) -> None:
    offering = catalogue()["offerings"][0]
    codes = [f"9.00000{number}" for number in range(1, 8)]
    file = tmp_path / "many.json"
    many = {"offerings": [{**offering, "procedure_code": code} for code in codes]}
    file.write_text(json.dumps(many))
    shelf.edit("/v1/agencies/X1.2", name=BOTH)
    for code in codes:
        shelf.edit(f"/v1/procedures/{code}", **facts_of(procedure()))
    assert tool.json("catalogue", "import", str(file), "--dry-run")["summary"]["new"] == 7
    shelf.edit("/v1/agencies/X1.2/procedures/9.000003", level="full", payable_online=False)
    shelf.edit(
        "/v1/agencies/X1.2/procedures/9.000004",
        level="full",
        payable_online=True,
        methods=["momo_wallet"],
    )
    tool.asked.clear()
    found = tool.json("catalogue", "import", str(file), "--dry-run")
    assert found["summary"] == {"new": 5, "changed": 1, "same": 1}
    assert [request.url.path.removeprefix("/api/v1/") for request in tool.asked] == [
        "agencies/X1.2",
        "procedures",
        "agencies/X1.2/procedures",
    ]
    tool.run("catalogue", "import", str(file), "--yes")
    assert len(shelf.puts) == 6


def test_an_agency_that_is_yet_to_come_offers_nothing_yet(
    tool: Tool, shelf: Shelf, tmp_path: Path
) -> None:
    whole = catalogue()
    offering = whole["offerings"][0]
    more = [{**offering, "procedure_code": f"9.00000{number}"} for number in range(2, 7)]
    procedures = [{**procedure(), "code": f"9.00000{number}"} for number in range(1, 7)]
    file = tmp_path / "more.json"
    file.write_text(json.dumps({**whole, "procedures": procedures, "offerings": [offering, *more]}))

    def no_agency(request: httpx.Request) -> httpx.Response:
        if str(request.url).endswith("/v1/agencies/X1.2/procedures"):
            return problem(404, "agency_not_found", "There is no agency X1.2.")
        return shelf(request)

    tool.answers = no_agency
    found = tool.json("catalogue", "import", str(file), "--dry-run")
    assert found["summary"] == {"new": 16, "changed": 0, "same": 0}


def test_a_refused_entry_is_explained(tool: Tool, shelf: Shelf, file: Path) -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        if request.method == "PUT" and "merchants" in str(request.url):
            errors = [{"pointer": "/merchant_id", "message": "Another agency's."}]
            return problem(422, "merchant_taken", "It is taken.", errors=errors)
        return shelf(request)

    tool.answers = refuse
    result = tool.run("catalogue", "import", str(file), "--yes", code=5)
    assert "/merchant_id: Another agency's." in result.stdout
    assert "1 of 6 entries were not written" in result.stderr


def test_nobody_is_asked_where_nobody_is(tool: Tool, shelf: Shelf, file: Path) -> None:
    assert "--yes" in tool.run("catalogue", "import", str(file), code=2).stderr
    assert not shelf.puts


def test_several_files_are_one_catalogue(tool: Tool, shelf: Shelf, tmp_path: Path) -> None:
    whole = catalogue()
    procedures, rest = tmp_path / "p.json", tmp_path / "r.json"
    procedures.write_text(json.dumps({"procedures": whole.pop("procedures")}))
    rest.write_text(json.dumps(whole))
    tool.run("catalogue", "import", str(procedures), str(rest), "--yes")
    assert shelf.puts == ORDER
    assert "p.json, r.json" in tool.sent()["reason"]


def test_what_is_exported_is_the_same_when_it_comes_back(
    tool: Tool, shelf: Shelf, file: Path, tmp_path: Path
) -> None:
    tool.run("catalogue", "import", str(file), "--yes")
    exported = tmp_path / "exported.json"
    tool.run("catalogue", "export", "--output", str(exported))
    text = tool.run("catalogue", "export").stdout
    assert text == exported.read_text()
    assert {name: len(each) for name, each in json.loads(text).items()} == {
        "agencies": 2,
        "merchants": 1,
        "calendars": 1,
        "procedures": 1,
        "offerings": 1,
    }
    again = tool.json("catalogue", "import", str(exported), "--dry-run")
    assert again["summary"] == {"new": 0, "changed": 0, "same": 6}


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    """One more ward of a province that the file does not hold."""
    file = tmp_path / "ward.json"
    agency = {"code": "H32.99", "name": BOTH, "kind": "commune", "parent": "H32"}
    file.write_text(json.dumps({"agencies": [agency]}))
    return file


def test_an_agency_is_added_below_one_that_the_stage_has(tool: Tool, ward: Path) -> None:
    tool.answers = stage = shipped()
    assert tool.json("catalogue", "import", str(ward), "--dry-run")["summary"]["new"] == 1
    tool.run("catalogue", "import", str(ward), "--yes")
    assert stage.puts == ["/v1/agencies/H32.99"]
    assert stage.entries["/v1/agencies/H32.99"]["parent"] == "H32"


def test_what_neither_has_is_a_defect_with_its_place(tool: Tool, shelf: Shelf, ward: Path) -> None:
    said = tool.run("catalogue", "import", str(ward), "--dry-run", code=1).stderr
    assert "ward.json#/agencies/0/parent: There is no agency H32 in the file or on the" in said
    assert not shelf.puts


def test_a_file_may_switch_on_what_the_stage_has(tool: Tool, tmp_path: Path) -> None:
    """A ward, its account at one provider, and an offering that is paid at both."""
    tool.answers = stage = shipped()
    file = tmp_path / "ward.json"
    agency = {"code": "H32.99", "name": BOTH, "kind": "commune", "parent": "H32"}
    account = {"provider": "vnpay", "merchant_id": "OWN", "beneficiary": "Kho bạc"}
    offering = {
        "agency_code": "H32.99",
        "procedure_code": "1.004222",
        "level": "full",
        "payable_online": True,
        "methods": ["momo_wallet", "vnpay_qr"],
    }
    whole = {
        "agencies": [agency],
        "merchants": [{**account, "agency_code": "H32.99"}],
        "offerings": [offering],
    }
    file.write_text(json.dumps(whole))
    assert tool.json("catalogue", "import", str(file), "--dry-run")["summary"]["new"] == 3
    stage.forget("/v1/agencies/H32/merchants/momo")
    said = tool.run("catalogue", "import", str(file), "--dry-run", code=1).stderr
    assert "/offerings/0/methods/0: The collecting agency H32.99 has no account at momo" in said
    whole["offerings"] = [{**offering, "prices": [PRICE]}]
    file.write_text(json.dumps({**whole, "merchants": []}))
    said = tool.run("catalogue", "import", str(file), "--dry-run", code=1).stderr
    assert "/offerings/0/prices/0/line_id: The procedure has no line registration" in said


PRICE = {"line_id": "registration", "amount": 50000, "legal_basis": "12/2024/NQ-HĐND"}


def test_what_a_manager_exports_comes_back(tool: Tool, tmp_path: Path) -> None:
    """Its province is below what the token does not reach, and collects for others."""
    stage = shipped()

    def reached(request: httpx.Request) -> httpx.Response:
        for code in ("VN", "G01", "G10", "G12", "G12.30", "H49"):
            if f"{request.url.path}/".startswith(f"/api/v1/agencies/{code}/"):
                return problem(404, "agency_not_found", f"There is no agency {code}.")
        answer = stage(request)
        if request.url.path != "/api/v1/agencies":
            return answer
        mine = [each for each in answer.json()["items"] if "H32" in each["code"]]
        return httpx.Response(200, json={"items": mine, "next_cursor": None})

    tool.answers = reached
    file = tmp_path / "province.json"
    tool.run("catalogue", "export", "--output", str(file))
    exported = json.loads(file.read_text())
    assert "VN" not in {each["code"] for each in exported["agencies"]}
    assert "G12.30" in file.read_text()
    found = tool.json("catalogue", "import", str(file), "--dry-run")["summary"]
    assert (found["new"], found["changed"]) == (0, 0)
    exported["agencies"][0]["parent"] = "G99"
    file.write_text(json.dumps(exported))
    said = tool.run("catalogue", "import", str(file), "--dry-run", code=1).stderr
    assert said.count("There is no agency") == 1
    assert "There is no agency G99 in the file or on the stage" in said


def test_a_file_that_cannot_be_read_is_one_sentence(tool: Tool) -> None:
    said = tool.run("catalogue", "validate", "/nowhere/c.json", code=2).stderr
    assert "/nowhere/c.json" in said
    assert said.count("\n") == 1
