"""Fills the pages in `pages/`. Every value is escaped unless it is already markup made by this module."""

from html import escape
from pathlib import Path
from string import Template

PAGES = Path(__file__).parent / "pages"


class Markup(str):
    """Text that is already HTML."""

    __slots__ = ()


def fill(name: str, **values: str) -> Markup:
    safe = {key: text if isinstance(text, Markup) else escape(text) for key, text in values.items()}
    return Markup(Template((PAGES / name).read_text(encoding="utf-8")).substitute(safe))


def page(name: str, **values: str) -> str:
    """A whole page: the named one inside the frame that all pages share."""
    return fill("frame.html", content=fill(name, **values))
