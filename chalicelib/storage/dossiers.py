"""Dossiers, their tasks, bills and timelines, from DynamoDB."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.task import Task, TaskKind
from chalicelib.ports.page import Page, Wanted
from chalicelib.storage import keys
from chalicelib.storage.items import from_item
from chalicelib.storage.paging import chained, on_index
from chalicelib.storage.tables import Tables, wire_key

Kept = TypeVar("Kept", Bill, Event, Task)


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

    def tasks(self, code: str) -> list[Task]:
        """All its tasks."""
        return self._all(code, "TASK#", Task)

    def bill(self, code: str, bill_id: str) -> Bill | None:
        """One of its bills."""
        item = self._tables.get("dossiers", keys.bill(code, bill_id))
        return from_item(Bill, item) if item else None

    def bills(self, code: str) -> list[Bill]:
        """All its bills, in the order in which they were made."""
        return sorted(self._all(code, "BILL#", Bill), key=lambda bill: int(bill.bill_id))

    def events(self, code: str, *, limit: int, cursor: str | None) -> Page[Event]:
        """Its timeline, oldest first."""
        return self._under(code, "EVENT#", Event, limit=limit, cursor=cursor)

    def _all(self, code: str, prefix: str, entity: type[Kept]) -> list[Kept]:
        found, cursor = list[Kept](), None
        while True:
            page = self._under(code, prefix, entity, limit=100, cursor=cursor)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found

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

    def filed(
        self,
        agencies: Iterable[str],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
    ) -> Page[Dossier]:
        """Agency by agency, the newest first; the days are conditions on the index's key."""
        in_order = since is None or until is None or since <= until
        return chained(
            self._tables,
            "dossiers",
            [_filed_at(agency, since, until) for agency in agencies] if in_order else [],
            lambda item: from_item(Dossier, item),
            limit=limit,
            cursor=cursor,
            keep=keep,
        )

    def alive(
        self, agencies: Iterable[str], *, since: date, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        """The index holds keys only; the dossiers are then read by key. Limits go up to 100."""
        page = chained(
            self._tables,
            "dossiers",
            [query for agency in agencies for query in _alive_at(agency, since)],
            lambda item: item["pk"]["S"],
            limit=limit,
            cursor=cursor,
        )
        read = self._tables.get_many("dossiers", [keys.dossier(code) for code in page.items])
        return Page([from_item(Dossier, item) for item in read], page.next_cursor)

    def of_applicant(
        self, digests: Sequence[str], agencies: frozenset[str], *, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        """The index holds keys and agencies only; what is wanted is then read by key."""
        page = chained(
            self._tables,
            "dossiers",
            [_newest_first(on_index("applicant", "applicant_pk", each)) for each in digests],
            lambda item: (item["pk"]["S"], item["agency_code"]["S"]),
            limit=limit,
            cursor=cursor,
            keep=lambda found: found[1] in agencies,
        )
        read = self._tables.get_many("dossiers", [keys.dossier(code) for code, _ in page.items])
        return Page([from_item(Dossier, item) for item in read], page.next_cursor)

    def open_tasks(
        self,
        agencies: Iterable[str],
        *,
        kind: TaskKind | None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Task] = None,
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
            keep=keep,
        )

    def by_execution(
        self,
        states: Iterable[str],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
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
            keep=keep,
        )


def _filed_at(agency: str, since: date | None, until: date | None) -> dict[str, Any]:
    bounds = {":since": since and keys.since(since), ":until": until and keys.until(until)}
    given = {name: {"S": bound} for name, bound in bounds.items() if bound}
    condition = {
        (): "",
        (":since",): " AND agency_sk >= :since",
        (":until",): " AND agency_sk <= :until",
        (":since", ":until"): " AND agency_sk BETWEEN :since AND :until",
    }[tuple(given)]
    query = _newest_first(on_index("agency_day", "agency_pk", agency, condition=condition))
    query["ExpressionAttributeValues"] |= given
    return query


def _alive_at(agency: str, since: date) -> Iterator[dict[str, Any]]:
    """Whatever ends or is reopened while these are read moves on to a later one of them."""
    begins, between = "begins_with(course_sk, :open)", "course_sk BETWEEN :since AND :last"
    yield _course(agency, begins, open=f"{keys.OPEN}#")
    yield _course(agency, between, since=keys.since(since), last="9")
    yield _course(agency, begins, open=f"{keys.REOPENED}#")


def _course(agency: str, condition: str, **values: str) -> dict[str, Any]:
    query = on_index("course", "course_pk", agency, condition=f" AND {condition}")
    query["ExpressionAttributeValues"] |= {f":{name}": {"S": v} for name, v in values.items()}
    return query


def _newest_first(query: dict[str, Any]) -> dict[str, Any]:
    return {**query, "ScanIndexForward": False}
