"""Tables: as wide as the terminal, whole codes, and nothing that a terminal would obey."""

import pytest
from rich.console import Console

from local.cli.language import Language
from local.cli.plain import plain
from local.cli.tables import Column, facts, rows
from local.cli.values import dong, instant, moment, money, shown, value
from local.cli.words import HEADINGS

ITEMS = [
    {
        "code": "H32.12-261122-0001",
        "name": {"vi": "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "en": "Certified copy"},
        "amount": 135000,
        "at": "2026-11-22T17:31:05Z",
    }
]
COLUMNS = (
    Column("code", value("code"), whole=True),
    Column("name", value("name")),
    Column("amount", money("amount"), right=True, whole=True),
    Column("at", moment("at"), whole=True, from_width=100),
)


def drawn(width: int, language: Language = Language.VI) -> list[str]:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(rows(COLUMNS, ITEMS)(language, width))
    return capture.get().splitlines()


def test_a_wide_terminal_shows_every_column_on_one_line() -> None:
    heading, row = drawn(140)
    assert heading.split() == ["Mã", "Tên", "Số", "tiền", "Lúc"]
    assert row.split("  ") == [
        "H32.12-261122-0001",
        "Chứng thực bản sao từ bản chính giấy tờ, văn bản",
        "135.000 ₫",
        "2026-11-23 00:31:05",
    ]


def test_a_narrow_terminal_folds_names_keeps_codes_and_leaves_out_what_matters_least() -> None:
    lines = drawn(60)
    assert max(map(len, lines)) <= 60
    assert len(lines) == 3
    assert lines[1].startswith("H32.12-261122-0001  Chứng thực")
    assert "2026" not in "".join(lines)


def test_facts_leave_out_what_is_nothing() -> None:
    console = Console(width=80, color_system=None)
    with console.capture() as capture:
        console.print(facts(COLUMNS, {"code": "x", "amount": 0})(Language.EN, 80))
    assert [line.split() for line in capture.get().splitlines()] == [
        ["Code", "x"],
        ["Amount", "0", "₫"],
    ]


@pytest.mark.parametrize(
    ("found", "vi", "en"),
    [
        (None, "–", "–"),
        ([], "–", "–"),
        (True, "có", "yes"),
        (False, "không", "no"),
        (0, "0", "0"),
        (["a", {"vi": "b", "en": "c"}], "a, b", "a, c"),
        ({"run": 2, "state": "owed", "reason": None}, "run: 2; state: owed", "run: 2; state: owed"),
    ],
)
def test_any_value_in_few_words(found: object, vi: str, en: str) -> None:
    assert (shown(found, Language.VI), shown(found, Language.EN)) == (vi, en)


def test_money_and_instants() -> None:
    assert dong(1234567, Language.VI) == "1.234.567 ₫"
    assert dong(1234567, Language.EN) == "1,234,567 ₫"
    assert dong(None, Language.EN) == "–"
    assert instant("2026-12-31T17:00:00Z") == "2027-01-01 00:00:00"
    assert instant("soon") == "soon"


@pytest.mark.parametrize(
    "text",
    ["\x1b[2J\x1b]0;owned\x07", "a\u202eb", "a\x9b31mb", "a\r\nb", "\x00", "\u2066x\u2069"],
)
def test_words_of_others_cannot_command_the_terminal(text: str) -> None:
    harmless = plain(text)
    assert harmless.isprintable()
    assert not set(harmless) & set("\x1b\u202e\x9b\r\n\x00\u2066")
    assert plain("Nguyễn Thị Ánh") == "Nguyễn Thị Ánh"


def test_every_heading_has_both_languages() -> None:
    assert all(each.vi and each.en for each in HEADINGS.values())
