"""What is owed in the order of its due instants, from all shards of both tables, and a cursor."""

import heapq
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.errors import Invalid
from chalicelib.domain.instant import to_text
from chalicelib.domain.owed import ItemRef
from chalicelib.domain.value import Value
from chalicelib.storage import keys
from chalicelib.storage.tables import Tables, wire_key

BATCH = 100
ROLES = ("dossiers", "transactions")
"""What needs no provider comes first."""
STREAMS = [(role, number) for role in ROLES for number in range(keys.SHARDS)]
FIRST = "0"
TICK = timedelta(microseconds=1)


class Place(Value):
    """An item where it stood in the order: what is due at the same instant goes by stream."""

    due_at: str
    stream: int
    ref: ItemRef


def in_due_order(tables: Tables, before: datetime, behind: Place | None) -> Iterator[Place]:
    """Everything that is due before an instant, the oldest first, from behind a place on."""
    streams = (_stream(tables, number, before, behind) for number in range(len(STREAMS)))
    return heapq.merge(*streams, key=lambda place: (place.due_at, place.stream))


def cursor_of(place: Place) -> str:
    """A place in clear; who hands it to a client seals it."""
    flat = [place.due_at, place.stream, place.ref.pk, place.ref.sk]
    return json.dumps(flat, separators=(",", ":"))


def place_of(cursor: str) -> Place:
    """Where a cursor leads. Raises Invalid for one that was not given here."""
    try:
        due_at, stream, pk, sk = json.loads(cursor)
        to_text(datetime.fromisoformat(due_at))
        ref = ItemRef(table=STREAMS[stream][0], pk=pk, sk=sk)
        return Place(due_at=due_at, stream=stream, ref=ref)
    except (ValueError, TypeError, IndexError, RecursionError):
        raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")]) from None


def _stream(tables: Tables, number: int, before: datetime, behind: Place | None) -> Iterator[Place]:
    """One shard of one table: of what is due at the place's instant, what comes behind it."""
    role, shard = STREAMS[number]
    since, start = _begin(number, shard, behind)
    request: Any = {
        "TableName": tables.name(role),
        "IndexName": "due",
        "KeyConditionExpression": "due_shard = :shard AND due_at BETWEEN :since AND :before",
        "ExpressionAttributeValues": {
            ":shard": {"S": keys.due_shard(shard)},
            ":since": {"S": since},
            ":before": {"S": max(to_text(before), since)},
        },
        "Limit": BATCH,
    }
    while True:
        answer = tables.client.query(**request, **start)
        for item in answer["Items"]:
            ref = ItemRef(table=role, pk=item["pk"]["S"], sk=item["sk"]["S"])
            yield Place(due_at=item["due_at"]["S"], stream=number, ref=ref)
        if "LastEvaluatedKey" not in answer:
            return
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def _begin(number: int, shard: int, behind: Place | None) -> tuple[str, dict[str, Any]]:
    """The first due instant to look at, and the key of the item to go on from."""
    if behind is None:
        return FIRST, {}
    if number < behind.stream:  # all of it that is due at this instant came before
        return to_text(datetime.fromisoformat(behind.due_at) + TICK), {}
    if number > behind.stream:
        return behind.due_at, {}
    key = {
        "due_shard": {"S": keys.due_shard(shard)},
        "due_at": {"S": behind.due_at},
        **wire_key((behind.ref.pk, behind.ref.sk)),
    }
    return behind.due_at, {"ExclusiveStartKey": key}
