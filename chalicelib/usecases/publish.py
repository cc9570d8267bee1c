"""An administration edits an entry of the catalogue: the next version, with who, when and why."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.entry import Dated, Draft, Edition, Entry
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.instant import vietnam_day
from chalicelib.ports.catalogue import AnEntry
from chalicelib.ports.world import World

MOVED = "entry_moved"
"""The condition under which an entry is written: nobody else was faster."""


def propose(kind: type[AnEntry], facts: type[BaseModel], draft: Draft, **keys: object) -> AnEntry:
    """The entry that a draft asks for: its facts under these keys.

    Raises Invalid `code_invalid`: the facts are valid already, so only a key can be no legal one.
    """
    said = {name: getattr(draft, name) for name in facts.model_fields}
    try:
        return kind(**said, **keys)
    except ValidationError:
        raise Invalid("code_invalid") from None


def edition(world: World, draft: Draft, caller: Caller) -> Edition:
    """Who edits now, and why."""
    return Edition(by=caller.subject, at=world.clock.now(), reason=draft.reason)


def following(
    current: AnEntry | None, proposed: AnEntry, draft: Draft, made: Edition
) -> tuple[Change | None, tuple[AnEntry, bool]]:
    """The change to the next version, that version, and whether it is the first.

    What says the same as the current one changes nothing, so that a repeated edit is harmless.
    Raises Conflict `version_moved` if the edit was made from another version than the current,
    Invalid `begins_later` if it would end today what holds today.
    """
    known = current.version if current else 0
    if current and proposed.model_copy(update=_marks(current)) == current:
        return None, (current, False)
    if draft.version != known:
        raise Conflict("version_moved", version=known)
    _check_days(current, proposed, vietnam_day(made.at))
    entry = proposed.model_copy(update={"version": known + 1, "edition": made})
    write = Replace(entry, MOVED) if current else Insert(entry, MOVED)
    return change(write), (entry, current is None)


def _check_days(current: Entry | None, proposed: Entry, today: date) -> None:
    """An entry has one current version: one that begins later leaves nothing that holds today."""
    if not isinstance(current, Dated) or not isinstance(proposed, Dated):
        return
    begins = proposed.valid_from
    if begins and begins > today and current.holds_on(today):
        raise Invalid("begins_later", [("/valid_from", "begins_later")])


def _marks(entry: AnEntry) -> dict[str, Any]:
    return {"version": entry.version, "edition": entry.edition}
