"""Thousands of dossiers in a province of their own in a running stage: for what must stay quick
and exact when there are many.

They are written as the product writes them, are all handed over, and owe nothing: no sweep, list
of ops, invariant or token of another province meets them.
"""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

from chalicelib.domain.agency import Agency
from chalicelib.domain.change import Entity
from chalicelib.domain.dossier import (
    Dossier,
    Execution,
    ExecutionState,
    Person,
    Status,
    dossier_code,
)
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.offering import Offering, ServiceLevel
from chalicelib.domain.procedure import CollectionTiming, ProcedureRef
from chalicelib.domain.value import Named
from chalicelib.storage import keys
from chalicelib.storage.catalogue import FORGET_AFTER_SECONDS
from chalicelib.storage.items import key_of, to_item
from chalicelib.storage.paging import on_index
from chalicelib.storage.tables import Tables, wire_key
from infra.aws import Cloud
from infra.deploy import stack_name
from infra.stack import Stack
from local.errors import LocalTrouble
from local.seed import TABLES
from local.settings import STAGE

PROCEDURE = "2.000004"
"""Free, so that what is filed beside them owes no money."""

MOST_WRITES = 25
"""The most that one BatchWriteItem takes."""

WRITERS = 3

OF_EACH = 100
"""Dossiers of one agency. A province's 43,500 a month come to 290 for each of its 150 agencies; and
the local cloud, unlike AWS, sorts a whole partition of an index for every page that is read."""


@dataclass(frozen=True)
class Crowd:
    """The dossiers of one province's agencies, `<province>.001` and so on, which are nobody else's."""

    tables: Tables
    province: str

    def settle(self, most: int) -> float:
        """The agencies for so many dossiers, and what can be filed there.

        The instant, on the monotonic clock, from which on every function knows them: until then
        one may remember the tree as it was.
        """
        codes = [self.agency_of(number) for number in range(0, most, OF_EACH)]
        self._write("procedures", (_put(entity) for entity in self._agencies(codes)))
        self._write("procedures", (_put(_offering(code)) for code in codes))
        return time.monotonic() + FORGET_AFTER_SECONDS

    def agency_of(self, number: int) -> str:
        """Where the dossier of this number was filed."""
        return f"{self.province}.{number // OF_EACH:03d}"

    def add(self, numbers: Iterable[int]) -> list[Dossier]:
        """Dossiers filed half a minute apart, the higher its number the longer ago."""
        now = datetime.now(UTC).replace(microsecond=0)
        made = [_handed_over(self.agency_of(number), now, number) for number in numbers]
        self._write("dossiers", (_put(dossier) for dossier in made))
        return made

    def leave(self) -> None:
        """Delete the agencies, their dossiers, and all that was kept of them."""
        codes = list(self._codes())
        found = [key for code in codes for key in self._keys(code)]
        self._write("dossiers", (_delete(key) for key in found))
        kept = [key_of(entity) for code in codes for entity in (_agency(code), _offering(code))]
        self._write("procedures", (_delete(wire_key(key)) for key in kept))

    def _agencies(self, codes: Iterable[str]) -> Iterator[Agency]:
        yield _agency(self.province)
        yield from (_agency(code, parent=self.province) for code in codes)

    def _codes(self) -> Iterator[str]:
        """Whichever are there, of this run or of one that broke off."""
        for item in self._index("procedures", on_index("listing", "listing_pk", "agencies")):
            code = item["code"]["S"]
            if code.partition(".")[0] == self.province:
                yield code

    def _keys(self, agency: str) -> Iterator[Any]:
        """Of every dossier, and of the tasks and events of those that something happened to."""
        for dossier in self._index("dossiers", on_index("agency_day", "agency_pk", agency)):
            code = dossier["pk"]["S"]
            yield wire_key(keys.dossier(code))
            if dossier["seq"]["N"] != "0":
                yield from self._beside(code)

    def _index(self, role: str, query: dict[str, Any]) -> Iterator[Any]:
        pages = self.tables.client.get_paginator("query").paginate(
            TableName=self.tables.name(role), **query
        )
        return (item for page in pages for item in page["Items"])

    def _beside(self, code: str) -> list[Any]:
        answer = self.tables.client.query(
            TableName=self.tables.dossiers,
            KeyConditionExpression="pk = :code AND sk > :dossier",
            ExpressionAttributeValues={":code": {"S": code}, ":dossier": {"S": "DOSSIER"}},
        )
        return [{name: item[name] for name in ("pk", "sk")} for item in answer["Items"]]

    def _write(self, role: str, requests: Iterable[Any]) -> None:
        """Several batches at once: half of the time of each is spent on this side."""
        waiting = iter(requests)
        batches = iter(lambda: list(islice(waiting, MOST_WRITES)), [])
        with ThreadPoolExecutor(WRITERS) as pool:
            for _ in pool.map(partial(self._write_batch, role), batches):
                pass

    def _write_batch(self, role: str, batch: list[Any]) -> None:
        left: Any = {self.tables.name(role): batch}
        while left:
            left = self.tables.client.batch_write_item(RequestItems=left)["UnprocessedItems"]


def a_crowd(cloud: Cloud, province: str) -> Crowd:
    """A crowd of the local stage. Raises LocalTrouble if there is none."""
    outputs = Stack(cloud, stack_name(STAGE)).outputs()
    if not outputs:
        raise LocalTrouble("There is no local stage: make up.")
    names = {role: outputs[f"{role.capitalize()}Table"] for role in TABLES}
    return Crowd(Tables(client=cloud.client("dynamodb"), **names), province)


def _put(entity: Entity) -> Any:
    return {"PutRequest": {"Item": to_item(entity)}}


def _delete(key: Any) -> Any:
    return {"DeleteRequest": {"Key": key}}


def _agency(code: str, parent: str | None = None) -> Agency:
    return Agency(code=code, name=Named(vi=f"Cơ quan {code}", en=f"Agency {code}"), parent=parent)


def _offering(agency: str) -> Offering:
    return Offering(
        agency_code=agency,
        procedure_code=PROCEDURE,
        level=ServiceLevel.FULL,
        payable_online=False,
        why_not=Named(vi="Không thu tiền.", en="It is free."),
    )


def _handed_over(agency: str, now: datetime, number: int) -> Dossier:
    filed_at = now - timedelta(seconds=30 * number)
    return Dossier(
        code=dossier_code(agency, filed_at, 10_000 + number),
        agency_code=agency,
        procedure=ProcedureRef(code=PROCEDURE, version=1),
        timing=CollectionTiming.NONE,
        channel=Channel.ONLINE,
        origin="provincial_portal",
        applicant=Person(full_name=f"Nguyễn Văn {number}"),
        status=Status.RETURNED,
        steps_done=1,
        admitted=True,
        execution=Execution(state=ExecutionState.FINISHED),
        filed_at=filed_at,
    )
