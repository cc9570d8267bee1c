"""An id number is found again, by whichever key, and cannot be read out of what is kept."""

import hashlib

import pytest

from chalicelib.domain.applicant import digest_to_write, digests_to_find, normalised

OLD, NEW = {1: b"a" * 32}, {1: b"a" * 32, 2: b"b" * 32}
NUMBER = "001099000001"


@pytest.mark.parametrize(
    "spelt",
    [
        "001099000001",
        " 001 099 000 001 ",
        "001.099.000.001",
        "001-099-000001",
        "００１０９９０００００１",
    ],
)
def test_one_number_is_one_however_it_is_spelt(spelt: str) -> None:
    assert digest_to_write(spelt, OLD) == digest_to_write(NUMBER, OLD)


def test_a_passport_s_letters_are_the_same_large_and_small() -> None:
    assert normalised("b 1234567") == normalised("B1234567") == "B1234567"


def test_two_numbers_are_two() -> None:
    assert digest_to_write("001099000002", OLD) != digest_to_write(NUMBER, OLD)
    assert digest_to_write("01099000001", OLD) != digest_to_write(NUMBER, OLD)


@pytest.mark.parametrize("nothing", [None, "", " ", "-.-"])
def test_no_number_is_not_looked_up(nothing: str | None) -> None:
    assert digest_to_write(nothing, OLD) is None
    assert digests_to_find(nothing, OLD) == []


def test_the_newest_key_writes_and_every_key_finds() -> None:
    written = [digest_to_write(NUMBER, keys) for keys in (OLD, NEW)]
    assert [digest and digest.partition("#")[0] for digest in written] == ["1", "2"]
    assert digests_to_find(NUMBER, NEW) == written[::-1]


def test_ten_comes_after_nine() -> None:
    keys = {9: b"9" * 32, 10: b"0" * 32}
    assert [one.partition("#")[0] for one in digests_to_find(NUMBER, keys)] == ["10", "9"]
    assert str(digest_to_write(NUMBER, keys)).startswith("10#")


def test_without_the_key_nobody_can_make_the_digest() -> None:
    digest = digest_to_write(NUMBER, OLD)
    assert digest
    assert NUMBER not in digest
    assert digest != digest_to_write(NUMBER, {1: b"c" * 32})
    assert hashlib.sha256(NUMBER.encode()).hexdigest() not in digest
