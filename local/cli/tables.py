"""Tables for people: as wide as the terminal, and every row on one line where there is none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from local.cli.language import Language
from local.cli.values import NOTHING, Cell
from local.cli.words import heading


@dataclass(frozen=True)
class Column:
    """One column. `whole`: its words are never broken; `from_width`: shown from that width on."""

    name: str
    cell: Cell
    whole: bool = False
    right: bool = False
    from_width: int = 0


View = Callable[[Language, int], RenderableType]
"""What is drawn, in a language, for a width."""


def rows(columns: Sequence[Column], items: Iterable[Any]) -> View:
    """A list as a table."""
    return lambda language, width: _table(columns, items, language, width)


def facts(columns: Sequence[Column], item: Any) -> View:
    """One thing as lines of a name and a value; what is nothing is left out."""
    return lambda language, width: _lines(columns, item, language)


def _table(
    columns: Sequence[Column], items: Iterable[Any], language: Language, width: int
) -> Table:
    seen = [column for column in columns if column.from_width <= width]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in seen:
        table.add_column(
            heading(column.name, language),
            justify="right" if column.right else "left",
            no_wrap=column.whole,
            overflow="fold",
        )
    for item in items:
        table.add_row(*(Text(column.cell(item, language)) for column in seen))
    return table


def _lines(columns: Sequence[Column], item: Any, language: Language) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for column in columns:
        said = column.cell(item, language)
        if said not in ("", NOTHING):
            table.add_row(heading(column.name, language), Text(said))
    return table
