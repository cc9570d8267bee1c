"""Whether an offering fits its procedure, by the rules by which the stage judges it, too."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.catalogue_check.beside import Beside
from chalicelib.domain.catalogue_check.catalogue_check import check_file
from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.offering import Offering
from chalicelib.domain.procedure import Procedure
from local.cli import places
from local.cli.catalogue_files import METHODS
from local.cli.filed import entry_of
from local.cli.language import heard, number_of, said
from local.cli.places import Known, Place
from local.cli.session import Session
from local.cli.trouble import Refused


def check_offering(session: Session, place: Place, before: Known, facts: Mapping[str, Any]) -> None:
    """Raises Refused, with each place, for what the stage would refuse."""
    offered = places.procedure(place.keys["procedure_code"])
    procedure = entry_of(Procedure, session.stage.get(offered.address).json)
    file = {"offerings": [{**place.keys, **_ours(before, facts)}]}
    beside = Beside(entries=CatalogueFile(procedures=(procedure,)))
    errors = check_file(json.dumps(file).encode(), METHODS, beside).errors
    if errors:
        places_ = [
            (each.pointer.removeprefix("/offerings/0"), heard(each.said, session.language))
            for each in errors
        ]
        count = len(errors)
        raise Refused(
            said(
                f"Hệ thống sẽ từ chối: {count} lỗi.",
                f"The stage would refuse it: {number_of(count, 'error', 'errors')}.",
            ),
            places=places_,
        )


def _ours(before: Known, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts without what a newer stage knows of the offering: that is not ours to judge."""
    theirs = before.facts.keys() - Offering.model_fields.keys()
    return {name: each for name, each in facts.items() if name not in theirs}
