"""One edit of one entry: read, change, show what changes, write."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from local.cli.differences import Difference, differences
from local.cli.language import Language, said
from local.cli.places import Known, Place, put
from local.cli.plain import plain
from local.cli.session import Session
from local.cli.stage import Answer
from local.cli.tables import Column, rows
from local.cli.values import shown

Check: TypeAlias = Callable[[Session, Place, Known, Mapping[str, Any]], None]


def edit(
    session: Session,
    place: Place,
    before: Known,
    facts: Mapping[str, Any],
    *,
    reason: str,
    dry_run: bool,
    check: Check = lambda *_: None,
) -> None:
    """Write `facts` in the place of what was read `before`; where they say the same, nothing.

    In a dry run `check` raises Refused for what the stage would refuse.
    """
    changes = list(differences(before.facts, facts))
    if not changes and before.answer:
        session.screen.say(
            said(f"{place.name}: không có gì thay đổi.", f"{place.name}: no change.")
        )
        _answer(session, before.answer)
        return
    if dry_run:
        check(session, place, before, facts)
        document = {"version": before.version, "changes": [vars(each) for each in changes]}
        session.screen.document(document, rows(COLUMNS, changes))
        return
    answer = put(session.stage, place, facts, before.version, reason)
    session.screen.show(answer, rows(COLUMNS, changes))
    after = answer.json["version"]
    session.screen.say(
        said(
            f"{place.name}: phiên bản {before.version} → {after}.",
            f"{place.name}: version {before.version} → {after}.",
        )
    )


def day(given: str | None, before: Any) -> Any:
    """A day that an option names; `-` takes it away, no option leaves it."""
    if given is None:
        return before
    return None if given == "-" else given


def _answer(session: Session, answer: Answer) -> None:
    if session.screen.as_json:
        session.screen.show(answer)


def _before(each: Difference, language: Language) -> str:
    return shown(each.before, language)


def _after(each: Difference, language: Language) -> str:
    return shown(each.after, language)


COLUMNS = (
    Column("place", lambda each, _: plain(each.place)),
    Column("before", _before),
    Column("after", _after),
)
