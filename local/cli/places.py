"""Where an entry of the catalogue stands on a stage, and what of it people edit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from local.cli.stage import Answer, Stage, path
from local.cli.trouble import Refused

NOT_FACTS = frozenset(
    {"code", "agency_code", "procedure_code", "provider", "version", "edition", "replaced_by"}
)
"""Keys, and what the stage itself keeps: never part of an edit."""

AGENCY_ABSENT = "agency_not_found"


@dataclass(frozen=True)
class Place:
    """An entry's address; `absent` is what the stage says when there is none (yet)."""

    kind: str
    name: str
    address: str
    absent: str
    keys: Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What stands at a place now; version 0: nothing of its own."""

    version: int
    facts: dict[str, Any]
    answer: Answer | None = None


def agency(code: str) -> Place:
    """An agency."""
    return Place("agency", code, path("agencies", code), AGENCY_ABSENT, {"code": code})


def merchant(agency_code: str, provider: str) -> Place:
    """An agency's account at a provider."""
    address = path("agencies", agency_code, "merchants", provider)
    keys = {"agency_code": agency_code, "provider": provider}
    return Place("merchant", f"{agency_code} {provider}", address, "merchant_not_found", keys)


def calendar(agency_code: str) -> Place:
    """When an agency works."""
    address = path("agencies", agency_code, "calendar")
    keys = {"agency_code": agency_code}
    return Place("calendar", agency_code, address, "calendar_not_found", keys)


def procedure(code: str) -> Place:
    """A procedure of the national catalogue."""
    return Place("procedure", code, path("procedures", code), "procedure_not_found", {"code": code})


def offering(agency_code: str, code: str) -> Place:
    """A procedure at an agency."""
    address = path("agencies", agency_code, "procedures", code)
    keys = {"agency_code": agency_code, "procedure_code": code}
    return Place("offering", f"{agency_code} {code}", address, "offering_not_found", keys)


def known(stage: Stage, place: Place, *, agency_may_be_missing: bool = False) -> Known:
    """What stands there. What is only inherited from another agency counts as nothing.

    Raises Trouble; also where the agency itself is missing, unless that may be so.
    """
    expected = {place.absent, AGENCY_ABSENT} if agency_may_be_missing else {place.absent}
    try:
        answer = stage.get(place.address)
    except Refused as refused:
        if refused.code not in expected:
            raise
        return Known(0, {})
    found = entry_of(answer.json, place)
    return replace(found, answer=answer) if found.version else found


def entry_of(entry: Mapping[str, Any], place: Place) -> Known:
    """What an entry says, if it is the one of that place."""
    if any(entry.get(name) != key for name, key in place.keys.items()):
        return Known(0, {})
    return Known(entry["version"], facts_of(entry))


def facts_of(entry: Mapping[str, Any]) -> dict[str, Any]:
    """What people edit of an entry."""
    return {name: each for name, each in entry.items() if name not in NOT_FACTS}


def put(stage: Stage, place: Place, facts: Mapping[str, Any], version: int, reason: str) -> Answer:
    """Write the next version of what stands there. Raises Trouble."""
    body = {**facts, "version": version, "reason": reason}
    return stage.ask("PUT", place.address, body=body)
