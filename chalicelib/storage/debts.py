"""The index of what is owed, on both tables that hold owing items."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.errors import Transient
from chalicelib.domain.instant import to_text
from chalicelib.domain.owed import ItemRef, Owed, OwingItem
from chalicelib.ports.page import Page, Wanted
from chalicelib.storage import keys
from chalicelib.storage.due_order import ROLES
from chalicelib.storage.owed_list import owed_page
from chalicelib.storage.owing import UNREADABLE, owing_entity
from chalicelib.storage.tables import Tables, wire_key

LEASE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)


class DynamoDebts:
    """Due items are found in the sharded `due` indexes and leased under a condition."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def due(self, before: datetime, *, limit: int) -> Iterator[ItemRef]:
        """At most `limit` of each table and shard, the oldest first."""
        for role in ROLES:
            for number in range(keys.SHARDS):
                answer = self._tables.client.query(
                    TableName=self._tables.name(role),
                    IndexName="due",
                    KeyConditionExpression="due_shard = :shard AND due_at <= :before",
                    ExpressionAttributeValues={
                        ":shard": {"S": keys.due_shard(number)},
                        ":before": {"S": to_text(before)},
                    },
                    Limit=limit,
                )
                for item in answer["Items"]:
                    yield ItemRef(table=role, pk=item["pk"]["S"], sk=item["sk"]["S"])

    def lease(self, ref: ItemRef, now: datetime) -> OwingItem | None:
        """The condition on `due_at` lets only one of two sweepers have the item."""
        try:
            answer = self._tables.client.update_item(
                TableName=self._tables.name(ref.table),
                Key=wire_key((ref.pk, ref.sk)),
                UpdateExpression="SET due_at = :later ADD attempts :one",
                ConditionExpression="due_at <= :now",
                ExpressionAttributeValues={
                    ":later": {"S": to_text(now + LEASE)},
                    ":now": {"S": to_text(now)},
                    ":one": {"N": "1"},
                },
                ReturnValues="ALL_NEW",
            )
        except ClientError as error:
            if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
                return None
            raise
        item = answer["Attributes"]
        try:
            return owing_entity(item)
        except ValueError:  # a poisoned record must neither stop others nor be hammered
            self.put_off(ref, now, int(item["attempts"]["N"]), UNREADABLE)
            raise Transient(UNREADABLE) from None

    def give_back(self, ref: ItemRef, now: datetime) -> None:
        """Unless the debt was paid in the meantime."""
        self._set(
            ref,
            "SET due_at = :now ADD attempts :less",
            {":now": {"S": to_text(now)}, ":less": {"N": "-1"}},
        )

    def put_off(self, ref: ItemRef, now: datetime, attempts: int, error: str) -> None:
        """Unless the debt was paid in the meantime."""
        wait = min(LEASE * 2 ** min(attempts, 10), LONGEST_WAIT)
        self._set(
            ref,
            "SET due_at = :later, last_error = :error",
            {":later": {"S": to_text(now + wait)}, ":error": {"S": error}},
        )

    def _set(self, ref: ItemRef, expression: str, values: dict[str, Any]) -> None:
        try:
            self._tables.client.update_item(
                TableName=self._tables.name(ref.table),
                Key=wire_key((ref.pk, ref.sk)),
                UpdateExpression=expression,
                ConditionExpression="attribute_exists(due_at)",
                ExpressionAttributeValues=values,
            )
        except ClientError as failed:
            if failed.response["Error"]["Code"] != "ConditionalCheckFailedException":
                raise

    def owed(
        self, before: datetime, *, limit: int, cursor: str | None, keep: Wanted[Owed] = None
    ) -> Page[Owed]:
        """One page of what is owed until then, the oldest first."""
        return owed_page(self._tables, before, limit=limit, cursor=cursor, keep=keep)
