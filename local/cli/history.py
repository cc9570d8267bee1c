"""The versions of an entry: who made each, when, why, and what it changed."""

from itertools import zip_longest
from typing import Any

from local.cli.differences import differences
from local.cli.language import Language
from local.cli.places import Place, facts_of
from local.cli.session import Session
from local.cli.tables import Column, rows
from local.cli.values import at, instant, shown, value


def show_history(session: Session, place: Place) -> None:
    """All versions of what stands at a place, the latest first."""
    answer = session.stage.get(f"{place.address}/versions")
    versions = answer.json["items"]
    pairs = zip_longest(versions, versions[1:])
    session.screen.show(answer, rows(COLUMNS, list(pairs)))


def _changes(pair: tuple[Any, Any], language: Language) -> str:
    this, before = pair
    if before is None:
        return ""
    found = differences(facts_of(before), facts_of(this))
    return "; ".join(each.said(language) for each in found)


COLUMNS = (
    Column("version", lambda pair, language: shown(pair[0]["version"], language), right=True),
    Column("at", lambda pair, _: instant(at(pair[0], ("edition", "at"))), whole=True),
    Column("by", lambda pair, language: value("edition", "by")(pair[0], language)),
    Column("reason", lambda pair, language: value("edition", "reason")(pair[0], language)),
    Column("changes", _changes, from_width=100),
)
