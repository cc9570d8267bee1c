"""What is wrong with catalogue files, as people and programs read it."""

from typing import Any

from local.cli.catalogue_files import Defect, Reading
from local.cli.language import Language, heard
from local.cli.plain import plain
from local.cli.tables import Column


def defects_document(found: Reading) -> dict[str, Any]:
    """Every defect with its file, its place, its code and its sentence."""
    defects = [
        {
            "file": each.file,
            "pointer": each.pointer,
            "entry": each.entry,
            "code": each.code,
            "severity": each.severity.value,
            "message": each.sentence.model_dump(),
        }
        for each in found.defects
    ]
    return {"entries": len(found.catalogue.entries), "defects": defects}


def _sentence(each: Defect, language: Language) -> str:
    return plain(heard(each.sentence, language))


DEFECTS = (
    Column("severity", lambda each, _: each.severity.value, whole=True),
    Column("entry", lambda each, _: plain(each.entry)),
    Column("place", lambda each, _: plain(each.place)),
    Column("defect", _sentence),
)
