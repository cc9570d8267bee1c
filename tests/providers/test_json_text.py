"""Numbers keep their spelling, and a message that two readers could read in two ways is refused."""

import pytest

from chalicelib.ports.provider import Malformed
from chalicelib.providers.json_text import LIMIT, texts


def test_numbers_stay_as_they_were_written() -> None:
    body = b'{"a": 1.0, "b": 1e3, "c": -0, "d": 123456789012345678901234567890, "e": "1.0"}'
    assert texts(body) == {
        "a": "1.0",
        "b": "1e3",
        "c": "-0",
        "d": "123456789012345678901234567890",
        "e": "1.0",
    }


def test_what_is_neither_text_nor_number_is_missing() -> None:
    assert texts(b'{"a": [1], "b": {"c": 1}, "d": true, "e": null, "f": ""}') == {"f": ""}


@pytest.mark.parametrize(
    "body",
    [
        b'{"a": 1, "a": 1}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": NaN}',
        b'{"a": -Infinity}',
        b'\xef\xbb\xbf{"a": 1}',
        b'{"a": "\\udc00"}',
        b'{"a": 1} {"a": 2}',
        b'"a"',
        b"\x80",
    ],
)
def test_what_can_be_read_in_two_ways_is_malformed(body: bytes) -> None:
    with pytest.raises(Malformed):
        texts(body)


def test_what_fits_the_limit_is_read() -> None:
    padded = b'{"a": 1}'.ljust(LIMIT)
    assert texts(padded) == {"a": "1"}
    with pytest.raises(Malformed):
        texts(padded + b" ")
