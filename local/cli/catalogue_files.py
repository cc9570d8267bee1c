"""Catalogue files as they lie on this machine: read, put together, and what is wrong with them."""

from collections.abc import Sequence

from pydantic import ValidationError

from chalicelib.domain.catalogue_file import CatalogueFile
from local.cli.files import read_bytes
from local.cli.language import said
from local.cli.trouble import Refused

Defect = tuple[str, str]
"""Where (`file#/procedures/3/fee_lines/0`), and what is wrong there."""


def read_catalogue(files: Sequence[str]) -> CatalogueFile:
    """All entries of all files. Raises Refused with every defect, Misused."""
    catalogue, defects = CatalogueFile(), list[Defect]()
    for file in files:
        try:
            catalogue += CatalogueFile.model_validate_json(read_bytes(file))
        except ValidationError as error:
            defects += _places(file, error)
    if defects:
        count = len(defects)
        raise Refused(
            said(f"Tệp danh mục có {count} lỗi.", f"The catalogue has {count} defects."),
            places=defects,
        )
    return catalogue


def _places(file: str, error: ValidationError) -> list[Defect]:
    return [
        ("/".join([f"{file}#", *(str(step) for step in each["loc"])]), each["msg"])
        for each in error.errors(include_url=False, include_input=False)
    ]
