"""The entities among what the index of what is owed leads to."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.owed import OwingItem
from chalicelib.domain.suspense import Suspense
from chalicelib.storage import keys
from chalicelib.storage.items import ENTITY_BY_SORT_KEY, from_item

UNREADABLE = "unreadable"
"""The error of a record that no entity can be made of."""


def owing_entity(item: Mapping[str, Any]) -> OwingItem | None:
    """The entity of an item that may owe something; None for all other items."""
    if item["pk"]["S"].startswith(keys.SUSPENSE):
        return from_item(Suspense, item)
    entity = ENTITY_BY_SORT_KEY.get(item["sk"]["S"].partition("#")[0])
    return from_item(entity, item) if entity else None
