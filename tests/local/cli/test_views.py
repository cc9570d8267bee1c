"""What single things look like: procedures, calendars, reports, lists that nobody watches."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.console import Console

from local.cli.language import said
from local.cli.progress import counted
from local.cli.session import Session, Surroundings
from local.cli.target import Asked
from tests.local.cli.catalogue_data import procedure
from tests.local.cli.tool import Tool


def a_procedure(**line: Any) -> dict[str, Any]:
    found = procedure()
    (first,) = found["fee_lines"]
    return {**found, "version": 3, "fee_lines": [{**first, **line}]}


@pytest.mark.parametrize(
    ("line", "said_so"),
    [
        ({"amount": 135000}, "135,000 ₫"),
        ({"amount": None}, "–"),
        (
            {
                "amount": None,
                "tiers": [
                    {"up_to": 2, "amount": 2000},
                    {"up_to": 5, "amount": 1500},
                    {"up_to": None, "amount": 1000},
                ],
                "cap": 200000,
            },
            "1–2: 2,000 ₫; 3–5: 1,500 ₫; 6+: 1,000 ₫; ≤ 200,000 ₫",
        ),
    ],
)
def test_a_price_is_said_with_its_tiers_and_its_cap(
    tool: Tool, line: dict[str, Any], said_so: str
) -> None:
    tool.always(json=a_procedure(**line))
    lines = tool.run("procedures", "show", "9.000001").stdout.splitlines()
    assert any(row.startswith("licence") and f"  {said_so}  " in row for row in lines)


def test_what_an_applicant_chooses_is_named(tool: Tool) -> None:
    pages = {"code": "pages", "name": {"vi": "Trang", "en": "Pages"}, "minimum": 1, "default": None}
    poor = {"code": "poor", "name": {"vi": "Hộ nghèo", "en": "Poor"}, "percent": 100, "lines": []}
    tool.always(json={**a_procedure(), "quantities": [pages], "exemptions": [poor]})
    lines = tool.run("procedures", "show", "9.000001").stdout.splitlines()
    assert any(row.split() == ["quantity", "pages", "Pages", "minimum:", "1"] for row in lines)
    assert any(row.split() == ["exemption", "poor", "Poor", "percent:", "100"] for row in lines)


def test_a_calendar_shows_this_year_and_later_or_the_year_that_is_asked_for(tool: Tool) -> None:
    year = datetime.now(UTC).year
    days = [
        {"on": f"{each}-06-01", "name": {"vi": "Nghỉ", "en": "Off"}}
        for each in (year - 1, year, year + 1)
    ]
    tool.always(
        json={
            "agency_code": "VN",
            "hours": [{"start": "07:00:00", "end": "11:30:00"}],
            "weekend": [6, 7],
            "days_off": days,
            "made_up_days": [{"on": f"{year}-05-01", "name": {"vi": "Bù", "en": "Made up"}}],
            "cut_off": "15:00:00",
            "version": 1,
        }
    )
    shown = tool.run("calendar", "show", "H32.12").stdout
    assert "07:00–11:30" in shown
    days_shown = [line.split()[:2] for line in shown.splitlines() if line.startswith("20")]
    assert days_shown == [
        [f"{year}-05-01", "yes"],
        [f"{year}-06-01", "no"],
        [f"{year + 1}-06-01", "no"],
    ]
    shown = tool.run("calendar", "show", "H32.12", "--year", str(year - 1)).stdout
    assert [line[:10] for line in shown.splitlines() if line.startswith("20")] == [
        f"{year - 1}-06-01"
    ]


def counts(total: int, payable: int) -> dict[str, Any]:
    levels = {"full": total, "partial": 0, "information": 0, "unknown": 0}
    return {"total": total, "by_level": levels, "payable_online": payable}


def shares(percent: str | None) -> dict[str, Any]:
    names = ("full", "partial", "information", "unknown", "payable_online")
    return {name: {"percent": percent} for name in names}


def test_the_catalogue_in_numbers_has_shares_and_their_rules(tool: Tool) -> None:
    name = {"vi": "Tên", "en": "Name"}
    nothing = {"agency_code": "H49", "name": name, "counts": counts(0, 0), "shares": shares(None)}
    tool.always(
        json={
            **counts(30, 20),
            "agency_code": "H32",
            "agencies": 2,
            "on": "2026-11-26",
            "as_of": "2026-11-25T18:54:49Z",
            "pairs": counts(40, 25),
            "shares": shares("66.67"),
            "shares_of_pairs": shares("62.50"),
            "agency_shares": [
                {**nothing, "agency_code": "H32.12", "counts": counts(7, 3)},
                nothing,
            ],
            "field_shares": [{"field": None, "counts": counts(1, 1), "shares": shares("100.00")}],
            "denominators": {"pairs": {"vi": "Số cặp", "en": "Pairs of both"}},
            "rounding": {"vi": "Làm tròn", "en": "Half up"},
        }
    )
    lines = tool.run("procedures", "summary", "--agency", "H32").stdout.splitlines()
    assert tool.asked[-1].url.params["agency"] == "H32"
    said_once = "\n".join(lines)
    for word in ("20 (66.67 %)", "25 (62.50 %)", "H32.12", "Pairs of both", "Half up"):
        assert word in said_once
    assert "H49" not in said_once
    drawn = tool.run("procedures", "summary", "--lang", "vi").stdout
    assert "20 (66,67 %)" in drawn


def test_what_is_stuck_is_asked_for(tool: Tool) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("owed", "list", "--stuck")
    assert tool.asked[-1].url.params["stuck"] == "true"
    tool.run("owed", "list", "--not-stuck")
    assert tool.asked[-1].url.params["stuck"] == "false"


def test_where_nobody_looks_a_row_is_a_line(tool: Tool) -> None:
    name = "Chứng thực bản sao từ bản chính giấy tờ, văn bản " * 9
    item = {**procedure(), "name": {"vi": name, "en": name}, "version": 1}
    tool.always(json={"items": [item], "next_cursor": None})
    lines = tool.run("procedures", "list").stdout.splitlines()
    assert len(lines) == 2
    assert name.strip() in lines[1]
    tool.environment["COLUMNS"] = "80"
    assert max(map(len, tool.run("procedures", "list").stdout.splitlines())) <= 80


def test_words_of_others_are_harmless_in_every_view(tool: Tool) -> None:
    item = {"code": "H32\x1b[2J", "name": {"vi": "x", "en": "a\u202eb\x07"}, "kind": "\x9b1m"}
    tool.always(json={"items": [{**item, "version": 1}], "next_cursor": None})
    assert not set(tool.run("agencies", "list").stdout) & set("\x1b\u202e\x07\x9b")


def test_progress_is_for_a_person_who_watches() -> None:
    session = Session(Asked(), Surroundings({}), usual_role="portal")
    for terminal in (True, False):
        written = io.StringIO()
        session.screen.error = Console(file=written, force_terminal=terminal)
        with counted(session, said("Đang ghi", "Writing"), 2) as told:
            told()
            told()
        assert ("Writing" in written.getvalue()) is terminal
