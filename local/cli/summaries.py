"""The catalogue in numbers, as people read it: each number with its share, each share with its rule."""

from typing import Any

from local.cli.language import Language
from local.cli.tables import Column, View, facts, rows
from local.cli.values import NOTHING, at, moment, shown, value

LEVELS = ("full", "partial", "information", "unknown")


def summary_views(found: Any) -> list[View]:
    """All together, by agency, by field, and what the shares are shares of."""
    pairs = {"counts": found["pairs"], "shares": found["shares_of_pairs"]}
    totals = [
        {"name": "procedures", "counts": found, "shares": found["shares"]},
        {"name": "pairs", **pairs},
    ]
    agencies = [each for each in found["agency_shares"] if each["counts"]["total"]]
    rules = [*found["denominators"].items(), ("%", found["rounding"])]
    return [
        facts(SCOPE, found),
        rows([Column("counted", value("name"), whole=True), *NUMBERS], totals),
        *([rows([*AGENCY, *NUMBERS], agencies)] if agencies else []),
        *([rows([FIELD, *NUMBERS], found["field_shares"])] if found["field_shares"] else []),
        rows(RULES, rules),
    ]


def _total(item: Any, language: Language) -> str:
    return shown(item["counts"]["total"], language)


def _of_level(level: str) -> Column:
    def cell(item: Any, language: Language) -> str:
        return _with_share(item["counts"]["by_level"][level], at(item, ("shares", level)), language)

    return Column(level, cell, right=True, from_width=0 if level == "full" else 120)


def _payable(item: Any, language: Language) -> str:
    share = item["shares"]["payable_online"]
    return _with_share(item["counts"]["payable_online"], share, language)


def _with_share(number: int, share: Any, language: Language) -> str:
    """`41 (83,67 %)` in Vietnamese, `41 (83.67 %)` in English."""
    percent = share["percent"]
    if percent is None:
        return str(number)
    return f"{number} ({percent.replace('.', ',') if language is Language.VI else percent} %)"


def _rule(pair: tuple[str, Any], language: Language) -> str:
    return shown(pair[1], language)


def _field(item: Any, language: Language) -> str:
    return shown(item["field"], language) if item["field"] else NOTHING


SCOPE = [
    Column("agency", value("agency_code")),
    Column("agencies", value("agencies")),
    Column("day", value("on")),
    Column("at", moment("as_of")),
]
NUMBERS = [
    Column("total", _total, right=True),
    *map(_of_level, LEVELS),
    Column("payable", _payable, right=True),
]
AGENCY = [
    Column("agency", value("agency_code"), whole=True),
    Column("name", value("name"), from_width=70),
]
FIELD = Column("field", _field)
RULES = [
    Column("share_of", lambda pair, _: str(pair[0]), whole=True),
    Column("means", _rule),
]
