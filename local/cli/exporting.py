"""Reading a whole catalogue back from a stage, as a file that can be imported elsewhere."""

from collections.abc import Iterable, Iterator
from typing import Any

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.entry import Entry
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
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
        "agencies": _filed(Agency, agencies),
        "merchants": _filed(Merchant, _own(stage, _merchants(codes))),
        "calendars": _filed(Calendar, _own(stage, map(places.calendar, codes))),
        "procedures": _filed(Procedure, stage.list(path("procedures"), limit=None).items),
        "offerings": _filed(Offering, (each for code in codes for each in _offerings(stage, code))),
    }


def _merchants(codes: list[str]) -> Iterator[Place]:
    for code in codes:
        for provider in PROVIDERS:
            yield places.merchant(code, provider)


def _own(stage: Stage, candidates: Iterable[Place]) -> Iterator[Any]:
    """What stands at these places and is not inherited."""
    for place in candidates:
        found = places.known(stage, place)
        if found.answer:
            yield found.answer.json


def _offerings(stage: Stage, agency: str) -> list[Any]:
    found: list[Any] = stage.get(path("agencies", agency, "procedures")).json["items"]
    return found


def _filed(model: type[Entry], entries: Iterable[dict[str, Any]]) -> list[Any]:
    """What a file says of entries; lists of the API may say more of each."""
    names = model.model_fields.keys() - STAGE_ONLY
    return [{name: each[name] for name in each if name in names} for each in entries]
