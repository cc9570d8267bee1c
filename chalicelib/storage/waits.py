"""How long tasks took, in DynamoDB: one item of counters for each procedure and kind of task."""

from datetime import timedelta

from chalicelib.domain.task import TaskKind
from chalicelib.domain.usual import BUCKETS, Usual, bucket_of
from chalicelib.storage import keys
from chalicelib.storage.tables import Tables, wire_key


class DynamoWaits:
    """One small write for each task that ends; no item is written more often than tasks end."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def ended(self, procedure_code: str, kind: TaskKind, lasted: timedelta) -> None:
        """An atomic counter, outside of the transaction that ended the task."""
        self._tables.client.update_item(
            TableName=self._tables.dossiers,
            Key=wire_key(keys.waits(procedure_code, kind)),
            UpdateExpression="ADD #bucket :one",
            ExpressionAttributeNames={"#bucket": _name(bucket_of(lasted))},
            ExpressionAttributeValues={":one": {"N": "1"}},
        )

    def usual(self, procedure_code: str, kind: TaskKind) -> Usual:
        """Counters that were never written are zero."""
        item = self._tables.get("dossiers", keys.waits(procedure_code, kind)) or {}
        found = (item.get(_name(bucket), {}).get("N", "0") for bucket in range(BUCKETS))
        return Usual(counts=tuple(int(count) for count in found))


def _name(bucket: int) -> str:
    return f"up_to_2_to_{bucket:02d}_hours"
