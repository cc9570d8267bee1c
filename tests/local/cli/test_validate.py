"""Catalogue files are judged side by side, and each defect is explained at its place."""

import json
from pathlib import Path
from typing import Any

import pytest

from local.settings import ROOT
from tests.local.cli.catalogue_data import catalogue, procedure
from tests.local.cli.tool import Tool


@pytest.fixture(autouse=True)
def nowhere(tool: Tool) -> None:
    """No stage is needed to judge a file."""
    tool.environment = {"LANG": "en_US.UTF-8", "HOSOPAY_STATE": "/nowhere"}


def written(folder: Path, name: str, content: Any) -> str:
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(path)


def test_a_sound_file_is_valid(tool: Tool, tmp_path: Path) -> None:
    file = written(tmp_path, "c.json", catalogue())
    assert tool.run("catalogue", "validate", file).stderr == "Valid: 6 entries, 0 warnings.\n"
    assert tool.json("catalogue", "validate", file) == {"entries": 6, "defects": []}


def test_the_catalogue_of_the_project_is_valid(tool: Tool) -> None:
    files = sorted(map(str, (ROOT / "local" / "catalogue").glob("*.json")))
    assert tool.run("catalogue", "validate", *files).stderr.startswith("Valid: ")


def test_a_defect_is_explained_at_its_place(tool: Tool, tmp_path: Path) -> None:
    """An amount in thousands."""
    file = written(tmp_path, "c.json", catalogue(procedures=[procedure(120)]))
    result = tool.run("catalogue", "validate", file, code=1)
    assert "thousands" in result.stdout
    assert "9.000001" in result.stdout
    assert result.stderr == "The catalogue has 1 error.\n"
    (found,) = tool.json("catalogue", "validate", file, code=1)["defects"]
    assert found["code"] == "amount_in_thousands"
    assert found["pointer"] == "/procedures/0/fee_lines/0/amount"
    assert (found["entry"], found["file"]) == ("9.000001", file)
    assert "nghìn" in found["message"]["vi"]
    assert "nghìn" in tool.run("catalogue", "validate", file, "--lang", "vi", code=1).stdout


def test_a_defective_file_is_not_imported(tool: Tool, tmp_path: Path) -> None:
    file = written(tmp_path, "c.json", catalogue(procedures=[procedure(120)]))
    said = tool.run("catalogue", "import", file, "--yes", code=1).stderr
    assert "c.json#/procedures/0/fee_lines/0/amount" in said
    assert not tool.asked


@pytest.mark.parametrize("content", ["{", "[]", '{"procedures": 3}', '{"agencies": [{"code": 7}]}'])
def test_what_is_no_catalogue_is_explained(tool: Tool, tmp_path: Path, content: str) -> None:
    file = written(tmp_path, "c.json", content)
    assert tool.json("catalogue", "validate", file, code=1)["defects"]


def test_files_may_refer_to_one_another(tool: Tool, tmp_path: Path) -> None:
    """The ward in one file, its province in the other."""
    whole = catalogue()
    ward, province = whole.pop("agencies")
    below = written(tmp_path, "a.json", {"agencies": [ward]})
    above = written(tmp_path, "b.json", {"agencies": [province], **whole})
    for files in ((below, above), (above, below)):
        assert tool.json("catalogue", "validate", *files)["defects"] == []
    found = tool.json("catalogue", "validate", below, code=1)["defects"]
    assert [each["pointer"] for each in found] == ["/agencies/0/parent"]
    said = tool.run("catalogue", "validate", below, code=1).stderr
    assert said.startswith("No stage was looked at;")


def test_what_a_broken_file_may_hold_is_not_missed(tool: Tool, tmp_path: Path) -> None:
    whole = catalogue()
    ward, province = whole.pop("agencies")
    broken = written(tmp_path, "a.json", {"agencies": [{**province, "kind": "kingdom"}]})
    rest = written(tmp_path, "b.json", {"agencies": [ward], **whole})
    found = tool.json("catalogue", "validate", broken, rest, code=1)["defects"]
    assert [each["pointer"] for each in found] == ["/agencies/0/kind"]


def test_an_entry_stands_in_one_file_only(tool: Tool, tmp_path: Path) -> None:
    first = written(tmp_path, "a.json", catalogue())
    second = written(tmp_path, "b.json", {"procedures": [procedure()]})
    found = tool.json("catalogue", "validate", first, second, code=1)["defects"]
    assert [(each["file"], each["entry"]) for each in found] == [(second, "procedure 9.000001")]
