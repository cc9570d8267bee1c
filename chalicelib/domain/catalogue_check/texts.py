"""Texts of a catalogue entry: Unicode form, invisible characters, spaces, missing sources."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.procedure import ProcedureFacts
from chalicelib.domain.value import Value

NAMES = frozenset({"vi", "en"})
PLACEHOLDER = re.compile(r"\s*(\(.*\)|[?\-–—.]*)\s*")
"""What stands in the place of a legal basis that nobody has looked up."""


def texts(entry: Value) -> Iterator[Defect]:
    """Everything that is wrong with the texts of an entry, wherever they stand in it."""
    for pointer, text in _texts(entry.model_dump(mode="json"), ""):
        yield from _text(pointer, text)


def sources(procedure: ProcedureFacts) -> Iterator[Defect]:
    """Lines without legal basis, and what nobody could check again."""
    for number, line in enumerate(procedure.fee_lines):
        if PLACEHOLDER.fullmatch(line.legal_basis):
            yield defect("legal_basis_missing", f"/fee_lines/{number}/legal_basis")
        if line.source and not line.source.kind.strip():
            yield defect("provenance_missing", f"/fee_lines/{number}/source/kind")
    if not procedure.source.kind.strip():
        yield defect("provenance_missing", "/source/kind")
    elif not (procedure.source.reference and procedure.source.as_of):
        yield defect("provenance_without_place", "/source")


def _text(pointer: str, text: str) -> Iterator[Defect]:
    if not text.strip() and pointer.rpartition("/")[2] in NAMES:
        yield defect("text_empty", pointer)
    elif text != " ".join(text.split(" ")).strip() or "  " in text:
        yield defect("text_spaces", pointer)
    if unicodedata.normalize("NFC", text) != text:
        yield defect("text_not_nfc", pointer)
    hidden = next((each for each in text if unicodedata.category(each).startswith("C")), None)
    if hidden:
        yield defect("text_invisible", pointer, found=f"U+{ord(hidden):04X}")


def _texts(plain: Any, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(plain, str):
        yield pointer, plain
    elif isinstance(plain, dict):
        for name, value in plain.items():
            yield from _texts(value, f"{pointer}/{name}")
    elif isinstance(plain, list):
        for number, value in enumerate(plain):
            yield from _texts(value, f"{pointer}/{number}")
