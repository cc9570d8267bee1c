"""Any JSON as lines of a name and a value, indented by its depth: for what has no table of its own."""

from collections.abc import Iterator
from typing import Any

from rich.table import Table
from rich.text import Text

from local.cli.language import Language
from local.cli.plain import plain
from local.cli.tables import View
from local.cli.values import shown


def tree(found: Any) -> View:
    """All of it, in the API's own words."""
    return lambda language, width: _table(found, language)


def _table(found: Any, language: Language) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for depth, name, text in _lines(found, language, 0):
        table.add_row(Text("  " * depth + plain(name), style="bold"), Text(text))
    return table


def _lines(found: Any, language: Language, depth: int) -> Iterator[tuple[int, str, str]]:
    pairs = found.items() if isinstance(found, dict) else enumerate(found, 1)
    for name, each in pairs:
        if _deep(each):
            yield depth, str(name), ""
            yield from _lines(each, language, depth + 1)
        else:
            yield depth, str(name), shown(each, language)


def _deep(each: Any) -> bool:
    """Whether it needs lines of its own; a name in two languages and a list of words do not."""
    if isinstance(each, dict):
        return bool(each) and each.keys() != {"vi", "en"}
    return isinstance(each, list) and any(isinstance(one, dict | list) for one in each)
