"""Dossiers, their tasks, bills and timelines, from DynamoDB."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.task import Task, TaskKind
from chalicelib.ports.page import Page
from chalicelib.storage import keys
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import chained, on_index
from chalicelib.storage.tables import Tables, wire_key

Kept = TypeVar("Kept", Bill, Event)


class DynamoDossiers:
    """Items of one dossier are read consistently, by key."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, code: str) -> Dossier | None:
        """The dossier itself."""
        item = self._tables.get("dossiers", keys.dossier(code))
        return from_item(Dossier, item) if item else None

    def task(self, code: str, task_id: str) -> Task | None:
        """One of its tasks."""
        item = self._tables.get("dossiers", keys.task(code, task_id))
        return from_item(Task, item) if item else None

    def bill(self, code: str, bill_id: str) -> Bill | None:
        """One of its bills."""
        item = self._tables.get("dossiers", keys.bill(code, bill_id))
        return from_item(Bill, item) if item else None

    def bills(self, code: str) -> list[Bill]:
        """All its bills."""
        return self._under(code, "BILL#", Bill, limit=100, cursor=None).items

    def events(self, code: str, *, limit: int, cursor: str | None) -> Page[Event]:
        """Its timeline, oldest first."""
        return self._under(code, "EVENT#", Event, limit=limit, cursor=cursor)

    def _under(
        self, code: str, prefix: str, entity: type[Kept], *, limit: int, cursor: str | None
    ) -> Page[Kept]:
        query = {
            "KeyConditionExpression": "pk = :code AND begins_with(sk, :prefix)",
            "ExpressionAttributeValues": {":code": {"S": code}, ":prefix": {"S": prefix}},
            "ConsistentRead": True,
        }
        return chained(
            self._tables,
            "dossiers",
            [query],
            lambda item: from_item(entity, item),
            limit=limit,
            cursor=cursor,
        )

    def next_sequence(self, agency_code: str, day: date) -> int:
        """An atomic counter outside the filing's transaction: gaps are allowed."""
        answer = self._tables.client.update_item(
            TableName=self._tables.dossiers,
            Key=wire_key(keys.sequence(agency_code, day)),
            UpdateExpression="ADD last_number :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
            ReturnValues="UPDATED_NEW",
        )
        return int(answer["Attributes"]["last_number"]["N"])

    def open_tasks(
        self, agencies: Iterable[str], *, kind: TaskKind | None, limit: int, cursor: str | None
    ) -> Page[Task]:
        """Open tasks, agency by agency and kind by kind, oldest first within each."""
        kinds = (kind,) if kind else tuple(TaskKind)
        return chained(
            self._tables,
            "dossiers",
            [on_index("work", "work_pk", f"{agency}#{k}") for agency in agencies for k in kinds],
            lambda item: from_item(Task, item),
            limit=limit,
            cursor=cursor,
        )

    def by_execution(
        self, states: Iterable[str], *, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        """Dossiers by the state of their current execution."""
        return chained(
            self._tables,
            "dossiers",
            [
                on_index("executions", "execution_pk", f"{state}#{shard}")
                for state in states
                for shard in range(keys.SHARDS)
            ],
            lambda item: from_item(Dossier, item),
            limit=limit,
            cursor=cursor,
        )
