"""Catalogue files as they lie on this machine: read, judged side by side, and put together."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from chalicelib.domain.catalogue_check.beside import NOTHING, Beside
from chalicelib.domain.catalogue_check.catalogue_check import RELATIVE, Checked, check_file
from chalicelib.domain.catalogue_check.words import Severity
from chalicelib.domain.catalogue_file import CatalogueFile, name_of
from chalicelib.domain.value import Named
from chalicelib.providers.registry import PROVIDERS
from local.cli.files import read_bytes
from local.cli.language import said

METHODS = {method: provider.name for provider in PROVIDERS.values() for method in provider.methods}
KEYS = ("agency_code", "provider", "procedure_code", "code")


@dataclass(frozen=True)
class Defect:
    """What is wrong, in which file, at which place, with what people call the entry there."""

    file: str
    pointer: str
    entry: str
    code: str
    severity: Severity
    sentence: Named

    @property
    def place(self) -> str:
        """`procedures.json#/procedures/3/fee_lines/0`."""
        return f"{self.file}#{self.pointer}"

    @property
    def relative(self) -> bool:
        """Whether it is one only as long as no other file and no stage has what is missed."""
        return self.code in RELATIVE


@dataclass(frozen=True)
class Reading:
    """The entries of all files that are in form, and everything that is wrong."""

    catalogue: CatalogueFile
    defects: tuple[Defect, ...]

    @property
    def errors(self) -> tuple[Defect, ...]:
        """What keeps the catalogue out; the others are warnings."""
        return tuple(each for each in self.defects if each.severity is Severity.ERROR)


Look: TypeAlias = Callable[[CatalogueFile], Beside]
"""Finds what the files refer to and do not hold."""


def read_catalogue(files: Sequence[str], look: Look | None = None) -> Reading:
    """All files as one catalogue, each judged beside the others, and beside what a look finds.

    Nobody looks while something else is wrong. Raises Misused.
    """
    texts = {file: read_bytes(file) for file in files}
    found = _judged(texts, NOTHING)
    if look is None:
        return found
    sure = Reading(found.catalogue, tuple(each for each in found.defects if not each.relative))
    return sure if sure.errors else _judged(texts, look(found.catalogue))


def _judged(texts: Mapping[str, bytes], elsewhere: Beside) -> Reading:
    read = {file: check_file(text).file for file, text in texts.items()}
    whole = all(read.values())
    defects: list[Defect] = []
    for file, text in texts.items():
        others = _together(other for name, other in read.items() if name != file)
        beside = elsewhere.model_copy(update={"entries": elsewhere.entries + others})
        found = _defects(file, text, check_file(text, METHODS, beside))
        defects += [each for each in found if whole or not each.relative]
    return Reading(_together(read.values()), (*defects, *_twice(read)))


def _together(files: Any) -> CatalogueFile:
    catalogue = CatalogueFile()
    for file in filter(None, files):
        catalogue += file
    return catalogue


def _defects(file: str, text: bytes, checked: Checked) -> Iterator[Defect]:
    for each in checked.defects:
        entry = _entry(text, each.pointer)
        yield Defect(file, each.pointer, entry, each.code, each.severity, each.said)


def _twice(read: Mapping[str, CatalogueFile | None]) -> Iterator[Defect]:
    """Entries that stand in two files: only one of the two would count."""
    seen: dict[str, str] = {}
    for file, catalogue in read.items():
        for entry in catalogue.entries if catalogue else ():
            name = name_of(entry)
            other = seen.setdefault(name, file)
            if other != file:
                sentence = said(f"Đã có trong {other}.", f"It stands in {other}, too.")
                yield Defect(file, "", name, "entry_twice", Severity.ERROR, sentence)


def _entry(text: bytes, pointer: str) -> str:
    """The codes of the entry that a pointer leads into, if it has any."""
    try:
        _, section, number, *_ = pointer.split("/")
        found = json.loads(text)[section][int(number)]
        return " ".join(found[key] for key in KEYS if isinstance(found.get(key), str))
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
