"""What an edit changes, place by place."""

from typing import Any

import pytest

from local.cli.differences import differences
from local.cli.language import Language


def line(line_id: str, amount: int) -> dict[str, Any]:
    return {"line_id": line_id, "amount": amount}


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": 2}, [("a", 1, 2)]),
        ({}, {"a": None, "b": [], "c": {}}, []),
        ({"a": 0}, {}, [("a", 0, None)]),
        (
            {"name": {"vi": "x", "en": "y"}},
            {"name": {"vi": "x", "en": "z"}},
            [("name.en", "y", "z")],
        ),
        ({"methods": ["a"]}, {"methods": ["a", "b"]}, [("methods", ["a"], ["a", "b"])]),
        (
            {"lines": [line("x", 1), line("y", 2)]},
            {"lines": [line("w", 9), line("x", 1), line("y", 3)]},
            [("lines[w]", None, line("w", 9)), ("lines[y].amount", 2, 3)],
        ),
        (
            {"lines": [line("x", 1), line("y", 2)]},
            {"lines": [line("y", 2), line("x", 1)]},
            [("lines", ["[x]", "[y]"], ["[y]", "[x]"])],
        ),
        (
            {"lines": [line("x", 1), line("x", 2)]},
            {"lines": [line("x", 1)]},
            [("lines", [line("x", 1), line("x", 2)], [line("x", 1)])],
        ),
        ({"a": False}, {"a": None}, [("a", False, None)]),
    ],
)
def test_each_place_that_differs_is_named_once(before: Any, after: Any, found: Any) -> None:
    assert [(each.place, each.before, each.after) for each in differences(before, after)] == found


def test_a_difference_is_said_with_both_values() -> None:
    (found,) = differences({"fee_lines": [line("x", 120000)]}, {"fee_lines": [line("x", 135000)]})
    assert found.said(Language.EN) == "fee_lines[x].amount: 120000 → 135000"
