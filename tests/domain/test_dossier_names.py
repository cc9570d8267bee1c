"""Codes of dossiers, and the names of their executions."""

import re
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.dossier import dossier_code, execution_name
from tests.builders import MONDAY

AGENCIES = st.from_regex(r"[A-Z0-9]{1,3}([.][A-Z0-9]{1,6}){0,3}", fullmatch=True)
CODES = st.builds(dossier_code, AGENCIES, st.just(MONDAY), st.integers(1, 99_999))
LEGAL_FOR_STEP_FUNCTIONS = re.compile(r"[A-Za-z0-9_-]{1,80}")


def test_a_code_is_agency_day_and_sequence() -> None:
    assert dossier_code("H32.12", MONDAY, 7) == "H32.12-261123-0007"


def test_the_day_of_a_code_is_hanoi_s() -> None:
    before, after = (
        datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC),
        datetime(2026, 11, 22, 17, 0, tzinfo=UTC),
    )
    assert dossier_code("H49", before, 1) == "H49-261122-0001"
    assert dossier_code("H49", after, 1) == "H49-261123-0001"


def test_a_sequence_beyond_9999_keeps_all_its_digits() -> None:
    assert dossier_code("H49", MONDAY, 12_345) == "H49-261123-12345"


def test_an_execution_is_named_after_its_dossier_and_run() -> None:
    assert execution_name("H32.12-261122-0001", 2) == "H32-12-261122-0001-2"


@given(CODES, st.integers(1, 999))
def test_a_name_is_legal_for_step_functions_whatever_the_code(code: str, run: int) -> None:
    assert LEGAL_FOR_STEP_FUNCTIONS.fullmatch(execution_name(code, run))


@given(st.lists(CODES, min_size=2, max_size=2, unique=True), st.integers(1, 2), st.integers(1, 2))
def test_no_two_dossiers_share_an_execution(codes: list[str], one: int, other: int) -> None:
    assert execution_name(codes[0], one) != execution_name(codes[1], other)


@given(st.from_regex(r"[A-Z][0-9.]{1,12}-[0-9]{6}-[0-9]{4}", fullmatch=True), st.integers(1, 50))
def test_each_run_has_a_name_of_its_own(code: str, run: int) -> None:
    assert execution_name(code, run) != execution_name(code, run + 1)
