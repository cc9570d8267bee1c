"""Which language a caller prefers."""

import pytest

from chalicelib.entrypoints.http.language import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "vi"),
        ("", "vi"),
        ("fr", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("EN-us", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("fr;q=1, en;q=0.4", "en"),
        ("vi;q=0.2, en;q=0.4", "en"),
        ("en;q=0", "vi"),
        ("en;q=much", "vi"),
        ("*", "vi"),
    ],
)
def test_the_better_liked_of_ours_is_spoken(header: str | None, language: str) -> None:
    assert preferred(header) == language
