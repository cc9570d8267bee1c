"""The entries of a catalogue file as their models see them: every place that does not fit."""

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from pydantic import ValidationError

from chalicelib.domain.agency import Agency, Merchant
from chalicelib.domain.calendar import Calendar
from chalicelib.domain.catalogue_check.form_words import CODE_OF_TYPE
from chalicelib.domain.catalogue_check.json import Members, named_twice, step
from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.catalogue_file import Filed
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.value import Value

Read: TypeAlias = dict[str, dict[int, Filed]]
"""The entries of each section that are in form, by their place in it."""

MODELS: Mapping[str, type[Value]] = MappingProxyType(
    {
        "agencies": Agency,
        "merchants": Merchant,
        "calendars": Calendar,
        "procedures": Procedure,
        "offerings": Offering,
    }
)


def in_form(plain: Any) -> tuple[Read, tuple[Defect, ...]]:
    """The entries that are in form, and what is wrong with all others."""
    if not isinstance(plain, Members):
        return {}, (defect("file_no_object", "", known=", ".join(MODELS)),)
    found: Read = {}
    wrong = list(named_twice(plain))
    for section, entries in plain.items():
        at = step("", section)
        if section not in MODELS:
            wrong.append(defect("section_unknown", at, known=", ".join(MODELS)))
        elif not isinstance(entries, list):
            wrong.append(defect("wrong_type", at, wanted=CODE_OF_TYPE["list_type"][1]))
        else:
            found[section] = {}
            for number, entry in enumerate(entries):
                wrong += _read(found[section], number, entry, MODELS[section], step(at, number))
    return found, tuple(wrong)


def _read(
    found: dict[int, Any], number: int, entry: Any, model: type[Value], at: str
) -> Iterator[Defect]:
    """Puts the entry in its place if it is in form; else says why not."""
    try:
        found[number] = model.model_validate_json(json.dumps(entry), strict=True)
    except ValidationError as error:
        for each in error.errors(include_url=False, include_input=False):
            yield _defect(each, at)


def _defect(error: Any, at: str) -> Defect:
    pointer = at
    for name in error["loc"]:
        pointer = step(pointer, name)
    code, wanted = CODE_OF_TYPE.get(error["type"], ("value_invalid", ""))
    said = {name: str(fact).replace(" or ", ", ") for name, fact in error.get("ctx", {}).items()}
    return defect(code, pointer, **{"wanted": wanted.format_map(said), **said})
