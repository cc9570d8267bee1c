"""The shipped catalogue says what its source says, has no defect, and makes nothing free by silence."""

from collections import Counter
from datetime import date
from itertools import product

import pytest

from chalicelib.domain.calendar import Calendar
from chalicelib.domain.catalogue_check.catalogue_check import check_file, file_defects
from chalicelib.domain.fee_line import Certainty, FeeLine
from chalicelib.domain.procedure import CollectionTiming, Procedure
from chalicelib.providers.registry import PROVIDERS
from chalicelib.storage.items import from_item, to_item
from local.seed import CATALOGUE, FILES, shipped_catalogue
from tests.local.catalogue_facts import ADDED, LINES, SWAPS, TET_AND_HUNG_KINGS

SHIPPED = shipped_catalogue()
KINDS = {"phi": "P", "le_phi": "L", "nghia_vu_tai_chinh": "N"}
METHODS = {each: provider.name for provider in PROVIDERS.values() for each in provider.methods}
DAYS = [
    date.fromisoformat(day)
    for day in ("2019-09-01", "2023-08-01", "2024-02-29", "2025-07-01", "2026-12-31", "2027-01-01")
]


def marked(line: FeeLine) -> str:
    """The line as the facts write it; a table of tiers by its first one."""
    amount = line.tiers[0].amount if line.tiers else line.amount
    return KINDS[line.kind] + ("?" if amount is None else str(amount))


def by_code(code: str) -> Procedure:
    (found,) = (each for each in SHIPPED.procedures if each.code == code)
    return found


def calendar() -> Calendar:
    (found,) = SHIPPED.calendars
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_file_by_itself_has_no_error(name: str) -> None:
    checked = check_file((CATALOGUE / name).read_bytes(), METHODS)
    assert checked.file
    assert checked.errors == ()


def test_both_together_have_no_error_and_one_known_gap() -> None:
    (found,) = file_defects(SHIPPED, METHODS)
    assert found.code == "time_missing"
    number = int(found.pointer.split("/")[2])
    assert SHIPPED.procedures[number].code == "3.000346", "as the national listing has it"


def test_all_53_procedures_are_there() -> None:
    assert {each.code for each in SHIPPED.procedures} == set(LINES)
    assert len(LINES) == 53


@pytest.mark.parametrize("code", LINES)
def test_every_line_of_the_source_is_there_with_its_kind_and_amount(code: str) -> None:
    ours = Counter(marked(line) for line in by_code(code).fee_lines)
    assert ours == Counter(LINES[code].split()) + Counter(ADDED.get(code, "").split())


def test_85_lines_come_from_the_source() -> None:
    assert sum(len(lines.split()) for lines in LINES.values()) == 85
    assert sum(len(each.fee_lines) for each in SHIPPED.procedures) == 85 + len(ADDED)


def test_every_entry_comes_back_from_storage_as_it_is() -> None:
    """Or each start of a stage would write it again."""
    for entry in SHIPPED.entries:
        assert from_item(type(entry), to_item(entry)) == entry


def test_every_line_says_where_it_was_read() -> None:
    for procedure in SHIPPED.procedures:
        for line in procedure.fee_lines:
            assert line.source
            assert line.source.as_of
            recalled = line.source.kind in ("recollection", "derived", "gap")
            assert not (recalled and line.certainty is Certainty.SOURCED), line.line_id
            assert line.certainty is Certainty.SOURCED or line.note, (procedure.code, line.line_id)


def test_a_copy_of_three_pages_costs_5000_and_a_thick_one_200000() -> None:
    (line,) = by_code("2.000815").fee_lines
    assert [line.of(pages) for pages in (1, 2, 3, 198, 199, 500)] == [
        *(2_000, 4_000, 5_000),
        *(200_000, 200_000, 200_000),
    ]
    pages, copies = by_code("2.000815").quantities
    assert (pages.default, copies.default) == (None, 1)


def test_no_case_channel_or_day_is_free_by_silence() -> None:
    for procedure in SHIPPED.procedures:
        lines = [line for line in procedure.fee_lines if line.option is None]
        if procedure.collection_timing is CollectionTiming.NONE or not lines:
            continue
        cases: list[str | None] = [case.code for case in procedure.cases]
        for channel, case, day in product(procedure.channels, cases or [None], DAYS):
            held = [
                line
                for line in lines
                if line.holds(channel=channel, case=case, options=frozenset(), on=day)
            ]
            assert held, (procedure.code, channel, case, day)


def test_what_the_demo_and_the_tests_file_is_offered_and_payable() -> None:
    offered = {(each.agency_code, each.procedure_code): each for each in SHIPPED.offerings}
    for code in ("3.000347", "2.001583"):
        assert offered["H32.12", code].methods == tuple(METHODS)
    assert offered["H32.12", "2.001583"].collector_of("publication") == "G12.30"
    assert not offered["H32.12", "2.000004"].payable_online
    assert {each.procedure_code for each in SHIPPED.offerings} == set(LINES)


def test_prices_of_the_province_are_marked_as_samples() -> None:
    prices = [price for each in SHIPPED.offerings for price in each.prices]
    assert prices
    assert all(price.legal_basis.startswith("Giá trị mẫu") for price in prices)


def test_a_ward_took_the_place_of_two_on_1_july_2025() -> None:
    agencies = {each.code: each for each in SHIPPED.agencies}
    successor = agencies["H32.50.01"]
    assert successor.valid_from == date(2025, 7, 1)
    assert len(successor.replaces) == 2
    assert all(agencies[code].valid_to == date(2025, 6, 30) for code in successor.replaces)


@pytest.mark.parametrize("year", TET_AND_HUNG_KINGS)
def test_the_moving_feasts_are_days_off(year: int) -> None:
    off = {day.on: day.name for day in calendar().days_off}
    tet, kings = (date.fromisoformat(day) for day in TET_AND_HUNG_KINGS[year])
    assert off[tet].en.startswith("Lunar New Year")
    assert off[kings].en.startswith("Hùng Kings")
    fixed = (date(year, 1, 1), date(year, 4, 30), date(year, 5, 1), date(year, 9, 2))
    assert set(fixed) <= set(off)


def test_swapped_days_are_off_and_made_up_for() -> None:
    off = {str(day.on) for day in calendar().days_off}
    made_up = {str(day.on) for day in calendar().made_up_days}
    assert set(SWAPS) <= off
    assert made_up == {*SWAPS.values(), "2019-01-05"}
    assert all(day.on.weekday() == 5 for day in calendar().made_up_days)


def test_a_holiday_on_a_weekend_has_its_day_in_lieu() -> None:
    """In a year's days off there are at least as many working days as the law gives."""
    for year in TET_AND_HUNG_KINGS:
        days = [day.on for day in calendar().days_off if day.on.year == year]
        weekdays = [day for day in days if day.weekday() < 5 and str(day) not in SWAPS]
        law = 10 + (year >= 2021) + (year >= 2026)
        assert len(weekdays) == law, year


def test_what_is_not_announced_yet_says_so() -> None:
    for day in calendar().days_off:
        assert ("dự kiến" in day.name.vi) is (day.on.year == 2027)
        assert ("(estimate)" in day.name.en) is (day.on.year == 2027)
