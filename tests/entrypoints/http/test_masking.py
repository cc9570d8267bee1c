"""Personal data as most callers see it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.dossier import Person
from chalicelib.entrypoints.http.masking import initials, last_three, masked

DIGITS = st.text("0123456789", min_size=7, max_size=20)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Nguyễn Văn An", "N. V. A."), ("  Đỗ  Ý ", "Đ. Ý."), ("An", "A."), (" ", "***")],
)
def test_a_name_becomes_its_initials(name: str, shown: str) -> None:
    assert initials(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("079123456789", "***789"), ("1234567", "***567"), ("123456", "***"), (None, None)],
)
def test_a_number_keeps_its_last_three_digits(number: str | None, shown: str | None) -> None:
    assert last_three(number) == shown


@given(number=DIGITS, phone=DIGITS)
def test_no_number_survives_masking(number: str, phone: str) -> None:
    person = Person(
        full_name="Nguyễn", id_number=number, phone=phone, address="số 1", email="a@b.vn"
    )
    text = masked(person).model_dump_json()
    assert number not in text
    assert phone not in text
    assert "số 1" not in text
    assert "a@b.vn" not in text
