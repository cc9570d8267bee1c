"""The index of what is owed, on both tables that hold owing items."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Transient
from chalicelib.domain.instant import to_text
from chalicelib.domain.owed import Debt, ItemRef, Owed, OwingItem, debt_of
from chalicelib.domain.suspense import Suspense
from chalicelib.storage import keys
from chalicelib.storage.items import ENTITY_BY_SORT_KEY, from_item
from chalicelib.storage.tables import Tables, wire_key

LEASE = timedelta(seconds=60)
LONGEST_WAIT = timedelta(hours=1)
UNREADABLE = "unreadable"
ROLES = ("dossiers", "transactions")
"""What needs no provider comes first."""


def owing_entity(item: Mapping[str, Any]) -> OwingItem | None:
    """The entity of an item that may owe something; None for all other items."""
    if item["pk"]["S"].startswith(keys.SUSPENSE):
        return from_item(Suspense, item)
    entity = ENTITY_BY_SORT_KEY.get(item["sk"]["S"].partition("#")[0])
    return from_item(entity, item) if entity else None


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

    def all(self, *, before: datetime, limit: int) -> list[Owed]:
        """What is owed until then, the oldest first."""
        found = []
        for ref in self.due(before, limit=limit):
            if item := self._tables.get(ref.table, (ref.pk, ref.sk)):
                found += _shown(ref, item)
        return sorted(found, key=lambda owed: owed.due_at)[:limit]


def _shown(ref: ItemRef, item: Mapping[str, Any]) -> list[Owed]:
    try:
        entity = owing_entity(item)
    except ValueError:
        return [_unreadable(ref, item)]
    return [_owed(ref, entity, entity.due_at)] if entity and entity.due_at else []


def _unreadable(ref: ItemRef, item: Mapping[str, Any]) -> Owed:
    """People must see that it is there, although nobody can say what it owes."""
    return Owed(
        ref=ref,
        debt=Debt.UNREADABLE,
        dossier_code=ref.pk if ref.table == "dossiers" else None,
        agency_code=None,
        due_at=datetime.fromisoformat(item["due_at"]["S"]),
        attempts=int(item.get("attempts", {"N": "0"})["N"]),
        last_error=UNREADABLE,
    )


def _owed(ref: ItemRef, entity: OwingItem, due_at: datetime) -> Owed:
    return Owed(
        ref=ref,
        debt=debt_of(entity),
        dossier_code=_dossier_code(entity),
        agency_code=None if isinstance(entity, Bill | Suspense) else entity.agency_code,
        due_at=due_at,
        attempts=entity.attempts,
        last_error=entity.last_error,
    )


def _dossier_code(entity: OwingItem) -> str | None:
    match entity:
        case Dossier():
            return entity.code
        case Suspense():
            return None
    return entity.dossier_code
