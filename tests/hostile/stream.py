"""The tables' streams: every image that was written, delivered late, twice and in any order."""

import random
from typing import Any

from chalicelib.entrypoints.stream import follow_changes
from tests.hostile.client import HostileClient


class HostileStream:
    """Remembers what every write left behind, and tells it as badly as it can."""

    def __init__(self, client: HostileClient, seed: int) -> None:
        self._client, self._chance = client, random.Random(seed)
        self._records: list[Any] = []
        client.written = self._note

    def deliver(self) -> int:
        """Some records now, some again, some much later; gives how many there were."""
        chosen = self._chance.choices(self._records, k=min(12, 2 * len(self._records)))
        self._chance.shuffle(chosen)
        follow_changes({"Records": chosen}, None)
        return len(chosen)

    def _note(self, keys: list[tuple[str, Any]]) -> None:
        client: Any = self._client._client
        for table, key in keys:
            image = client.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
            self._records.append({"eventName": "MODIFY", "dynamodb": {"NewImage": image}})
