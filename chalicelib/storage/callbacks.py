"""What providers sent us, kept as it came for 400 days."""

from datetime import datetime, timedelta

from chalicelib.domain.instant import to_text
from chalicelib.domain.marker import digest
from chalicelib.storage import keys
from chalicelib.storage.items import to_wire
from chalicelib.storage.tables import Tables

LARGEST = 64 * 1024
HEAD = 4 * 1024
KEEP = timedelta(days=400)


class DynamoCallbacks:
    """Raw inbound calls; of larger ones the hash and the head."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def keep(
        self,
        *,
        provider: str,
        at: datetime,
        body: bytes,
        verdict: str,
        order_id: str | None,
        outcome: str | None = None,
    ) -> None:
        """Store one call; a row that failed verification carries no order key."""
        body_hash = digest(body)
        pk, sk = keys.callback(provider, at, body_hash)
        item = {
            "pk": pk,
            "sk": sk,
            "received_at": to_text(at),
            "verdict": verdict,
            "body": body if len(body) <= LARGEST else body[:HEAD],
            "body_size": len(body),
            "body_sha256": body_hash,
            "expires_at": int((at + KEEP).timestamp()),
            **({"order_id": order_id} if order_id else {}),
            **({"outcome": outcome} if outcome else {}),
        }
        self._tables.client.put_item(TableName=self._tables.callbacks, Item=to_wire(item))
