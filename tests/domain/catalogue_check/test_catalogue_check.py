"""Every defect of a catalogue file is found at its place, and a good file has none."""

import json
from typing import Any

import pytest

from chalicelib.domain.catalogue_check.beside import Beside
from chalicelib.domain.catalogue_check.catalogue_check import check_file
from chalicelib.domain.catalogue_check.sentences import SENTENCES, WARNINGS
from chalicelib.domain.catalogue_check.words import Severity
from tests.domain.catalogue_check.defects import (
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
    shown = {code for code, *_ in BAD} | {code for code, _ in UNREAD} | {"name_twice"} | NOWHERE
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


SECOND = {**WINDOW, "line_id": "second"}
NEAR_MISSES: dict[str, Plain] = {
    "windows one after the other": line_file(
        LINE, WINDOW, {**SECOND, "valid_from": "2027-01-01", "valid_to": "2028-07-02"}
    ),
    "a narrower window within a wider one": line_file(
        LINE, WINDOW, {**SECOND, "valid_from": "2026-01-01"}
    ),
    "windows of different channels": line_file(
        LINE, {**WINDOW, "channels": ["online"]}, {**SECOND, "channels": ["direct"]}
    ),
    "the same window for fewer channels": line_file(
        LINE, WINDOW, {**SECOND, "channels": ["online"]}
    ),
    "windows of different cases": procedure_file(
        cases=CASES,
        fee_lines=[LINE, {**WINDOW, "case": "new"}, {**SECOND, "case": "again"}],
    ),
    "windows of different options": procedure_file(
        options=CASES,
        fee_lines=[
            *(LINE, {**LINE, "line_id": "new", "option": "new"}),
            {**LINE, "line_id": "again", "option": "again"},
            *({**WINDOW, "option": "new"}, {**SECOND, "option": "again"}),
        ],
    ),
    "windows of different lines": line_file(
        *(LINE, {**LINE, "line_id": "other"}, WINDOW, {**SECOND, "replaces": "other"})
    ),
    "a line that begins once and never ends": line_file(valid_from="2025-07-01"),
    "a line that ends with the calendar": line_file(valid_to="9999-12-31"),
    "a line that another follows": line_file(
        {**LINE, "valid_to": "2025-06-30"}, {**WINDOW, "replaces": None, "valid_to": None}
    ),
    "an extra that is the only cost": procedure_file(
        cases=CASES,
        options=[CASES[0]],
        fee_lines=[{**LINE, "option": "new", "case": "new", "channels": ["online"]}],
    ),
    "local prices one after the other": offering_file(
        COUNCIL_PROCEDURE,
        prices=[
            {**PRICE, "valid_from": "2026-01-01", "valid_to": "2026-06-30"},
            {**PRICE, "valid_from": "2026-07-01", "valid_to": "2026-12-28"},
        ],
    ),
    "the smallest amount": line_file(amount=1_000),
    "the largest amount": line_file(amount=1_000_000_000),
}


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_only_looks_like_a_defect_is_none(name: str) -> None:
    assert check_file(text(NEAR_MISSES[name]), METHODS).defects == ()


def test_a_line_is_not_followed_by_one_of_another_kind_or_case() -> None:
    ended = {**LINE, "valid_to": "2025-06-30"}
    other_kind = line_file(ended, {**LINE, "line_id": "phi", "kind": "phi"})
    other_case = procedure_file(
        cases=CASES, fee_lines=[{**ended, "case": "new"}, {**LINE, "line_id": "b", "case": "again"}]
    )
    for file in (other_kind, other_case):
        assert [each.code for each in check_file(text(file)).defects] == ["window_without_base"]


def test_the_edges_of_amounts_are_defects_on_their_other_side() -> None:
    for amount, code in ((999, "amount_in_thousands"), (1_000_000_001, "amount_absurd")):
        assert [each.code for each in check_file(text(line_file(amount=amount))).defects] == [code]


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


NOWHERE = {"agency_nowhere", "procedure_nowhere"}


def test_what_is_neither_in_the_file_nor_on_the_stage_is_nowhere() -> None:
    """Also where the file has no such section: the stage was asked for everything."""
    offered = offering_file()
    offered["procedures"], offered["agencies"] = [], []
    told = check_file(text(offered), METHODS, Beside(whole=True)).defects
    assert {each.code for each in told} == NOWHERE
    assert {each.severity for each in told} == {Severity.ERROR}
    assert all("on the stage" in each.said.en for each in told)


def test_an_agency_that_is_out_of_reach_is_there() -> None:
    """Whether it has an account cannot be told."""
    file = offering_file()
    (offering,) = file["offerings"]
    (line, *_) = file["procedures"][0]["fee_lines"]
    offering["collectors"] = [{"line_id": line["line_id"], "agency_code": "G12.30"}]
    account = {"provider": "momo", "merchant_id": "M", "beneficiary": "B"}
    file["merchants"] = [{**account, "agency_code": offering["agency_code"]}]
    beside = Beside(out_of_reach=frozenset({"G12.30"}), whole=True)
    assert check_file(text(file), METHODS, beside).defects == ()
    (found,) = check_file(text(file), METHODS, Beside(whole=True)).defects
    assert found.pointer == "/offerings/0/collectors/0/agency_code"


def test_what_stands_beside_the_file_may_be_referred_to() -> None:
    whole = offering_file(COUNCIL_PROCEDURE)
    rest = {name: entries for name, entries in whole.items() if name != "offerings"}
    others = check_file(text(rest)).file
    assert others
    beside = Beside(entries=others)
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
