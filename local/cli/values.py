"""How a value of the API's JSON reads in a table: money, instants in Vietnam, names, lists."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from chalicelib.domain.instant import VIETNAM
from local.cli.language import Language
from local.cli.plain import plain

Cell: TypeAlias = Callable[[Any, Language], str]
"""From an item of a list to what stands in its cell."""

NOTHING = "–"
YES = {Language.VI: "có", Language.EN: "yes"}
NO = {Language.VI: "không", Language.EN: "no"}


def value(*names: str) -> Cell:
    """What stands under these names, one below the other."""
    return lambda item, language: shown(at(item, names), language)


def money(*names: str) -> Cell:
    """An amount of đồng."""
    return lambda item, language: dong(at(item, names), language)


def moment(*names: str) -> Cell:
    """An instant, as clocks in Vietnam show it."""
    return lambda item, language: instant(at(item, names))


def at(item: Any, names: tuple[str, ...]) -> Any:
    """What stands under these names; None where anything on the way is missing.

    Raises TypeError where there is no object at all.
    """
    if not isinstance(item, dict):
        raise TypeError("no object")
    for name in names:
        item = item.get(name) if isinstance(item, dict) else None
    return item


def shown(found: Any, language: Language) -> str:
    """Any value in few words."""
    if found is None or found == [] or found == {}:
        return NOTHING
    if isinstance(found, bool):
        return YES[language] if found else NO[language]
    if isinstance(found, list):
        return ", ".join(shown(each, language) for each in found)
    if isinstance(found, dict):
        return _pairs(found, language)
    return plain(str(found))


def dong(amount: Any, language: Language) -> str:
    """`135.000 ₫` in Vietnamese, `135,000 ₫` in English."""
    if not isinstance(amount, int):
        return NOTHING
    text = f"{amount:,} ₫"
    return text.replace(",", ".") if language is Language.VI else text


def instant(text: Any) -> str:
    """`2026-11-22 09:31:05` in Vietnam."""
    if not isinstance(text, str):
        return NOTHING
    try:
        return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return plain(text)


def _pairs(found: dict[str, Any], language: Language) -> str:
    if found.keys() == {"vi", "en"}:
        return shown(found[language.value], language)
    told = (f"{name}: {shown(each, language)}" for name, each in found.items() if each is not None)
    return "; ".join(map(plain, told))
