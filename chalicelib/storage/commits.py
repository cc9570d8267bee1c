"""One change, one `TransactWriteItems`."""

import random
import time
import uuid
from typing import Any

from botocore.exceptions import ClientError

from chalicelib.domain.change import Change, Credit, Insert, Replace, Write
from chalicelib.domain.entry import Entry
from chalicelib.domain.errors import ConditionFailed, Transient
from chalicelib.domain.instant import to_text
from chalicelib.storage import keys
from chalicelib.storage.items import key_of, table_of, to_item
from chalicelib.storage.tables import Tables, wire_key

PASSING = frozenset(
    {
        "TransactionConflict",
        "ThrottlingError",
        "ProvisionedThroughputExceeded",
        "TransactionInProgressException",
        "TransactionConflictException",
    }
)
ATTEMPTS = 8
STALE = "#version = :read"


class DynamoCommits:
    """Writes a Change as a whole or not at all."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def commit(self, change: Change) -> None:
        """Conflicts with other transactions are retried with jitter; conditions are reported."""
        items = [item for write in change.writes for item in self._items(write)]
        names = [write.otherwise for write in change.writes for _ in self._items(write)]
        request_token = str(uuid.uuid4())
        for attempt in range(ATTEMPTS):
            try:
                self._tables.client.transact_write_items(
                    TransactItems=items, ClientRequestToken=request_token
                )
            except ClientError as error:
                _raise_unless_passing(error, names)
                time.sleep(random.uniform(0, 0.02 * 2**attempt))  # noqa: S311 -- jitter
            else:
                return
        raise Transient("transaction conflict")

    def _items(self, write: Write) -> list[Any]:
        match write:
            case Insert(entity=entity):
                return self._puts(entity, "attribute_not_exists(pk)", {})
            case Replace(entity=entity):
                return self._puts(entity, STALE, _read_version(entity.version - 1))
            case Credit():
                return [self._credit(write)]

    def _puts(self, entity: Any, condition: str, names: dict[str, Any]) -> list[Any]:
        table, key = self._tables.name(table_of(entity)), key_of(entity)
        item = to_item(entity)
        put = {"TableName": table, "Item": item, "ConditionExpression": condition, **names}
        if not isinstance(entity, Entry):
            return [{"Put": put}]
        version = wire_key(keys.version_of(key, entity.version))
        kept = {name: value for name, value in item.items() if not name.startswith("listing")}
        return [{"Put": put}, {"Put": {"TableName": table, "Item": {**kept, **version}}}]

    def _credit(self, write: Credit) -> Any:
        condition, came = "attribute_exists(pk)", ""
        values: dict[str, Any] = {
            ":amount": {"N": str(write.amount)},
            ":one": {"N": "1"},
            ":zero": {"N": "0"},
            ":at": {"S": to_text(write.at)},
            ":shard": {"S": keys.due_shard(keys.shard(write.dossier_code))},
        }
        names = {"#version": "version"}
        if write.only_while_owing:
            condition += " AND #state = :open AND paid < amount"
            came = ", paid_at = :at"
            values[":open"] = {"S": "open"}
            names["#state"] = "state"
        return {
            "Update": {
                "TableName": self._tables.dossiers,
                "Key": wire_key(keys.bill(write.dossier_code, write.bill_id)),
                "UpdateExpression": (
                    "ADD paid :amount, #version :one "
                    f"SET due_at = :at, due_shard = :shard, attempts = :zero{came}"
                ),
                "ConditionExpression": condition,
                "ExpressionAttributeNames": names,
                "ExpressionAttributeValues": values,
            }
        }


def _read_version(version: int) -> dict[str, Any]:
    return {
        "ExpressionAttributeNames": {"#version": "version"},
        "ExpressionAttributeValues": {":read": {"N": str(version)}},
    }


def _raise_unless_passing(error: ClientError, names: list[str]) -> None:
    response: Any = error.response
    if response["Error"]["Code"] in PASSING:
        return
    reasons = [reason.get("Code") for reason in response.get("CancellationReasons", ())]
    for name, reason in zip(names, reasons, strict=False):
        if reason == "ConditionalCheckFailed":
            raise ConditionFailed(name) from None
    if not any(reason in PASSING for reason in reasons):
        raise error
