"""Every defect of a catalogue file is found at its place, and a good file has none."""

import json
from typing import Any

import pytest

from chalicelib.domain.catalogue_check import check_file
from chalicelib.domain.catalogue_check_sentences import SENTENCES, WARNINGS
from chalicelib.domain.catalogue_check_words import Severity
from tests.domain.catalogue_defects import (
    BAD,
    CASES,
    COUNCIL_PROCEDURE,
    PAGES,
    SAID_FREE,
    TIERED,
    UNREAD,
)
from tests.domain.catalogue_files import (
    FREE,
    LINE,
    METHODS,
    OFFERING,
    PRICE,
    PROCEDURE,
    WINDOW,
    Plain,
    line_file,
    offering_file,
    procedure_file,
    text,
)


@pytest.mark.parametrize(("code", "pointer", "file"), BAD, ids=lambda found: str(found)[:60])
def test_a_defect_is_found_at_its_place_and_nothing_else_is(
    code: str, pointer: str, file: Plain
) -> None:
    checked = check_file(text(file) if code != "value_invalid" else lone(file), METHODS)
    found = {each.code: each for each in checked.defects if each.pointer == pointer}
    assert code in found, [(each.code, each.pointer) for each in checked.defects]
    assert found[code].severity is (Severity.WARNING if code in WARNINGS else Severity.ERROR)
    strangers = {each.code for each in checked.defects} - {code} - COMPANIONS.get(code, set())
    assert not strangers


COMPANIONS: dict[str, set[str]] = {
    "case_unknown": {"price_open"},
    "channel_foreign": {"time_missing", "channel_without_line"},
    "window_without_base": {"channel_without_line"},
    "replaces_circle": {"window_without_base"},
}
"""What the same broken place also is: a time limit of another channel leaves its own without."""


@pytest.mark.parametrize(("code", "unread"), UNREAD, ids=lambda found: str(found)[:30])
def test_what_cannot_be_read_is_told_in_the_same_form(code: str, unread: bytes) -> None:
    checked = check_file(unread)
    assert checked.file is None
    assert [(each.code, each.pointer) for each in checked.defects] == [(code, "")]


def test_a_name_that_stands_twice_is_told() -> None:
    twice = b'{"agencies": [{"code": "H31", "code": "H32", "name": {"vi": "a", "en": "b"}}]}'
    (found,) = check_file(twice).defects
    assert (found.code, found.pointer) == ("name_twice", "/agencies/0/code")


def test_every_kind_of_defect_has_an_example_here() -> None:
    shown = {code for code, *_ in BAD} | {code for code, _ in UNREAD} | {"name_twice"}
    assert shown == set(SENTENCES)
    assert set(SENTENCES) >= WARNINGS


def lone(file: Plain) -> bytes:
    """Half a surrogate pair: JSON can say it, and no text can hold it."""
    return json.dumps(file).encode()


def test_a_good_file_has_no_defect() -> None:
    for file in (
        line_file(LINE, WINDOW),
        offering_file(),
        offering_file(COUNCIL_PROCEDURE, prices=[PRICE]),
        offering_file(FREE, payable_online=False, methods=[]),
        procedure_file(
            cases=CASES,
            fee_lines=[
                {**LINE, "case": "new"},
                {**LINE, "line_id": "no", "amount": 0, "case": "again", "name": SAID_FREE},
            ],
        ),
        procedure_file(fee_lines=[{**LINE, **TIERED, "cap": 200_000}], quantities=[PAGES]),
        {"procedures": [FREE]},
        {},
    ):
        checked = check_file(text(file), METHODS)
        assert checked.defects == ()
        assert checked.file


def test_all_is_told_at_once_even_beside_entries_that_are_not_in_form() -> None:
    broken: dict[str, Any] = {**PROCEDURE, "code": "3"}
    cheap = {**PROCEDURE, "fee_lines": [{**LINE, "amount": 135}]}
    file = {**offering_file(), "procedures": [broken, cheap]}
    checked = check_file(text(file), METHODS)
    assert checked.file is None
    assert [(each.code, each.pointer) for each in checked.defects] == [
        ("wrong_form", "/procedures/0/code"),
        ("amount_in_thousands", "/procedures/1/fee_lines/0/amount"),
    ]


def test_what_stands_beside_the_file_may_be_referred_to() -> None:
    whole = offering_file(COUNCIL_PROCEDURE)
    rest = {name: entries for name, entries in whole.items() if name != "offerings"}
    beside = check_file(text(rest)).file
    assert beside
    offered = text({"offerings": whole["offerings"]})
    assert check_file(offered, METHODS).defects == ()
    (found,) = check_file(offered, METHODS, beside).defects
    assert found.code == "price_open", "judged by a procedure of another file"
    stranger = text({"offerings": [{**OFFERING, "procedure_code": "2.000004"}]})
    (found,) = check_file(stranger, METHODS, beside).defects
    assert found.code == "procedure_unknown"


def test_methods_are_judged_by_those_that_there_are_only() -> None:
    assert check_file(text(offering_file(methods=["zalopay"]))).defects == ()


def test_amounts_are_written_as_people_write_them() -> None:
    (found,) = check_file(text(line_file(amount=135_000_000_000))).defects
    assert "135.000.000.000 đồng" in found.said.vi
    assert "135,000,000,000 đồng" in found.said.en


def test_a_byte_order_mark_is_no_defect() -> None:
    assert check_file(b"\xef\xbb\xbf{}").defects == ()
