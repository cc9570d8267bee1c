"""A stage with the catalogue that is shipped."""

from local.cli.filed import in_order, place_of
from local.cli.places import facts_of
from local.seed import shipped_catalogue
from tests.local.cli.shelf import Shelf


def shipped() -> Shelf:
    """Every entry in its first version."""
    shelf = Shelf()
    for entry in in_order(shipped_catalogue()):
        shelf.edit(place_of(entry).address, **facts_of(entry.model_dump(mode="json")))
    return shelf
