"""What an edit changes: each place with its value before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from local.cli.language import Language
from local.cli.values import shown

KEYS = ("line_id", "code", "on")
"""What tells the items of a list apart, so that one more at the top is one difference, not many."""


@dataclass(frozen=True)
class Difference:
    """One place where two versions differ; None: it is not there."""

    place: str
    before: Any
    after: Any

    def said(self, language: Language) -> str:
        """`fee_lines[licence].amount: 120000 → 135000`."""
        return f"{self.place}: {shown(self.before, language)} → {shown(self.after, language)}"


def differences(before: Any, after: Any, place: str = "") -> Iterator[Difference]:
    """Every place that differs, as deep as both sides have the same form.

    What is absent and what says nothing (null, an empty list) are the same.
    """
    if _nothing(before) and _nothing(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _within(before, after, place)
    elif isinstance(before, list) and isinstance(after, list) and _keyed(before, after):
        yield from _within(_by_key(before), _by_key(after), place)
        if not _same_order(before, after):
            yield Difference(place, list(_by_key(before)), list(_by_key(after)))
    elif before != after:
        yield Difference(place, before, after)


def _nothing(found: Any) -> bool:
    return found is None or found in ([], {})


def _within(before: dict[str, Any], after: dict[str, Any], place: str) -> Iterator[Difference]:
    for name in {**after, **before}:
        inner = f"{place}{name}" if name.startswith("[") else f"{place}.{name}".lstrip(".")
        yield from differences(before.get(name), after.get(name), inner)


def _keyed(*lists: list[Any]) -> bool:
    """Whether all items of all lists have a key of their own."""
    return all(len(_by_key(each)) == len(each) for each in lists)


def _by_key(items: list[Any]) -> dict[str, Any]:
    keyed = {}
    for item in items:
        key = next((item[name] for name in KEYS if isinstance(item, dict) and name in item), None)
        if key is not None:
            keyed[f"[{key}]"] = item
    return keyed


def _same_order(before: list[Any], after: list[Any]) -> bool:
    old, new = _by_key(before), _by_key(after)
    return [key for key in old if key in new] == [key for key in new if key in old]
