"""Reading a whole catalogue back from a stage, as a file that can be imported elsewhere."""

from collections.abc import Iterator
from typing import Any

from chalicelib.providers.registry import PROVIDERS
from local.cli import places
from local.cli.places import Place
from local.cli.stage import Stage, path

STAGE_ONLY = frozenset({"version", "edition", "replaced_by"})
"""What the stage itself keeps of an entry; a file says nothing of it."""


def export(stage: Stage) -> dict[str, list[Any]]:
    """All entries that the token reaches, by kind. Raises Trouble."""
    agencies = stage.list(path("agencies"), limit=None).items
    codes = [agency["code"] for agency in agencies]
    return {
        "agencies": [_filed(each) for each in agencies],
        "merchants": list(_own(stage, _merchants(codes))),
        "calendars": list(_own(stage, (places.calendar(code) for code in codes))),
        "procedures": [_filed(each) for each in stage.list(path("procedures"), limit=None).items],
        "offerings": [_filed(each) for code in codes for each in _offerings(stage, code)],
    }


def _merchants(codes: list[str]) -> Iterator[Place]:
    for code in codes:
        for provider in PROVIDERS:
            yield places.merchant(code, provider)


def _own(stage: Stage, candidates: Iterator[Place]) -> Iterator[Any]:
    """What stands at these places and is not inherited."""
    for place in candidates:
        found = places.known(stage, place)
        if found.answer:
            yield _filed(found.answer.json)


def _offerings(stage: Stage, agency: str) -> list[Any]:
    found: list[Any] = stage.get(path("agencies", agency, "procedures")).json["items"]
    return found


def _filed(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: each for name, each in entry.items() if name not in STAGE_ONLY}
