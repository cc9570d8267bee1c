"""Reports of any size, computed from pages, and saved ones computed again."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from chalicelib.domain.service_report.course import course
from local.half_year.compare import report_of
from local.half_year.lives import BEGINS, ENDS, lives
from tests.builders import an_agency
from tests.local.cli.tool import Tool

LIVES = tuple(lives(1000))
PERIOD = (BEGINS.isoformat(), ENDS.isoformat())
AGENCIES = ("H32.12", "H32.13", "H32.20", "H32.21")


class Counting:
    """A stage that lists what a report counts, a page at a time, and what it forgets of it."""

    def __init__(self) -> None:
        until = datetime(2020, 6, 30, 17, tzinfo=UTC)
        known = (course(one.filing, one.moves, until, one.due_on) for one in LIVES)
        self.items: list[Any] = [{"course": each.model_dump(mode="json")} for each in known]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/agencies"):
            tree = [an_agency(code).model_dump(mode="json") for code in AGENCIES]
            return httpx.Response(200, json={"items": tree, "next_cursor": None})
        assert request.url.path.endswith("/v1/reports/service/dossiers")
        start = int(request.url.params.get("cursor", "0"))
        following = start + int(request.url.params["limit"])
        more = str(following) if following < len(self.items) else None
        return httpx.Response(200, json={"items": self.items[start:following], "next_cursor": more})


@pytest.fixture
def stage(tool: Tool) -> Counting:
    counting = Counting()
    tool.answers = counting
    return counting


def test_a_report_is_computed_from_all_pages(tool: Tool, stage: Counting) -> None:
    found = tool.json("report", "service", *PERIOD, "--by", "field")
    expected = report_of(LIVES, BEGINS, ENDS)
    assert found["total"] == expected.total.model_dump(mode="json")
    assert list(found["groups"]) == ["field"]
    pages = [each for each in tool.asked if "reports" in each.url.path]
    assert len(pages) == -(-len(stage.items) // 100)
    assert len({each.url.params["as_of"] for each in pages}) == 1


def test_only_the_named_agency_is_counted(tool: Tool, stage: Counting) -> None:
    found = tool.json("report", "service", *PERIOD, "--agency", "H32.12", "--by", "agency")
    assert [row["group"] for row in found["groups"]["agency"]] == ["H32.12"]
    assert found["agencies"] == ["H32.12"]
    tool.run("report", "service", *PERIOD, "--agency", "H99", code=2)


def test_people_see_a_table_and_spreadsheets_a_csv(tool: Tool, stage: Counting) -> None:
    assert "On time" in tool.run("report", "service", *PERIOD).stdout
    assert tool.run("report", "service", *PERIOD, "--csv").stdout.startswith("\ufefffrom,")


def test_a_saved_report_is_the_same_or_says_where_it_differs(
    tool: Tool, stage: Counting, tmp_path: Path
) -> None:
    file = tmp_path / "report.json"
    file.write_text(tool.run("report", "service", *PERIOD, "--by", "agency", "--json").stdout)
    assert "it is the same" in tool.run("report", "verify", str(file)).stderr
    with_links = {**json.loads(file.read_text()), "links": {"dossiers": "https://x"}}
    tool.run("report", "verify", "-", stdin=json.dumps(with_links))
    del stage.items[-1]
    said = tool.run("report", "verify", str(file), code=1).stderr
    assert "it is different" in said
    assert "/total/figures/" in said


def test_a_report_that_is_only_worded_otherwise_is_the_same(
    tool: Tool, stage: Counting, tmp_path: Path
) -> None:
    saved = tool.json("report", "service", *PERIOD)
    saved["rules"]["rounding"] = {"vi": "Khác.", "en": "Other."}
    file = tmp_path / "report.json"
    file.write_text(json.dumps(saved))
    assert "it is the same" in tool.run("report", "verify", str(file)).stderr


def test_a_report_of_agencies_out_of_reach_is_not_compared(
    tool: Tool, stage: Counting, tmp_path: Path
) -> None:
    saved = tool.json("report", "service", *PERIOD)
    file = tmp_path / "report.json"
    file.write_text(json.dumps({**saved, "agencies": [*saved["agencies"], "H99"]}))
    assert "H99" in tool.run("report", "verify", str(file), code=2).stderr


def test_what_is_no_report_and_no_period_is_wrong_usage(tool: Tool, stage: Counting) -> None:
    tool.run("report", "verify", "-", stdin="{}", code=2)
    tool.run("report", "service", "2026-01-02", "2026-01-01", code=2)
    tool.run("report", "service", "today", "2026-01-01", code=2)
