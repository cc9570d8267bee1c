"""What is sealed is opened by us only, only as it was, and only for what it was sealed for."""

import string

import pytest

from chalicelib.entrypoints.http.sealing import seal, unseal

KEYS = {1: b"1" * 32}
LIST = b"a list"
ALPHABET = string.ascii_letters + string.digits + "-_"
TEXT = '["mark",{"pk":"H49-261123-0001","sk":"DOSSIER"}]'


def test_what_was_sealed_is_opened_again() -> None:
    assert unseal(seal(TEXT, KEYS, LIST), KEYS, LIST) == TEXT


def test_it_says_nothing_and_is_never_the_same_twice() -> None:
    one, two = (seal(TEXT, KEYS, LIST) for _ in range(2))
    assert one != two
    assert "H49" not in one
    assert one.isascii()
    assert not set(one) & set("+/=&?#%")


def test_it_fits_nothing_else() -> None:
    assert unseal(seal(TEXT, KEYS, LIST), KEYS, b"another list") is None


def test_a_rotated_key_still_opens_and_a_foreign_one_does_not() -> None:
    sealed = seal(TEXT, KEYS, LIST)
    assert unseal(sealed, {**KEYS, 2: b"2" * 32}, LIST) == TEXT
    assert unseal(sealed, {2: b"2" * 32}, LIST) is None
    assert unseal(seal(TEXT, {**KEYS, 2: b"2" * 32}, LIST), KEYS, LIST) is None


@pytest.mark.parametrize("more", ["", "x", "xx"], ids=["no bits left over", "two", "four"])
def test_any_letter_that_is_changed_added_or_lost_makes_it_nothing(more: str) -> None:
    sealed = seal(TEXT + more, KEYS, LIST)
    for at, letter in enumerate(sealed):
        for other in ALPHABET if at == len(sealed) - 1 else "Aa0_":
            if other != letter:
                assert unseal(sealed[:at] + other + sealed[at + 1 :], KEYS, LIST) is None
        assert unseal(sealed[:at], KEYS, LIST) is None
    assert unseal(sealed + "A", KEYS, LIST) is None


@pytest.mark.parametrize("noise", ["", "=", "đ", "a b", "AAAA", "A" * 2000, "\ud800", "[]"])
def test_noise_is_nothing(noise: str) -> None:
    assert unseal(noise, KEYS, LIST) is None
