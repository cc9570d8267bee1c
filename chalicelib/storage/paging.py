"""Lists that run over several partitions, sifted while they are read, behind one cursor."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

from botocore.exceptions import ClientError

from chalicelib.domain.errors import Invalid
from chalicelib.ports.page import Page
from chalicelib.storage import keys
from chalicelib.storage.tables import Tables

Item = TypeVar("Item")
Wire: TypeAlias = Mapping[str, Any]
Place: TypeAlias = tuple[int, Wire | None]
"""The number of a query, and the key of the last item of it that was looked at."""

BATCH = 100
MOST_QUERIES = 100
MOST_READ = 2_000
"""One page costs no more queries and items than these, however rare what is looked for is and
however many partitions are empty: it may then be short, even empty, and its cursor goes on."""


def chained(
    tables: Tables,
    role: str,
    queries: Sequence[Wire],
    parse: Callable[[Wire], Item],
    *,
    limit: int,
    cursor: str | None,
    keep: Callable[[Item], bool] | None = None,
) -> Page[Item]:
    """One page of what `keep` wants of the results of `queries`, one after the other.

    The cursor names the query and the last item that was looked at, wanted or not: it neither
    skips nor repeats what is there when other items are written. It names them in clear; who
    hands it to a client seals it.
    """
    items: list[Item] = []
    place = _place(queries, cursor)
    missing = (lambda: BATCH) if keep else (lambda: limit - len(items))
    for behind, found in _walk(tables, role, queries, place, missing):
        place = behind
        items += [item for item in map(parse, found) if keep is None or keep(item)]
        if len(items) == limit:
            break
    return Page(items, _cursor(queries, place))


def on_index(index: str, partition: str, value: str, *, condition: str = "") -> dict[str, Any]:
    """A query of one partition of an index, in the order of its sort key."""
    return {
        "IndexName": index,
        "KeyConditionExpression": f"{partition} = :partition{condition}",
        "ExpressionAttributeValues": {":partition": {"S": value}},
    }


def _walk(
    tables: Tables, role: str, queries: Sequence[Wire], place: Place, size: Callable[[], int]
) -> Iterator[tuple[Place, Sequence[Wire]]]:
    """Every item from `place` on, one by one, each with the place behind it.

    The end of a partition that had no more items is a place, too.
    """
    asked = read = 0
    while place[0] < len(queries) and asked < MOST_QUERIES and read < MOST_READ:
        answer = _asked(tables, role, queries[place[0]], place[1], min(size(), BATCH))
        asked, read = asked + 1, read + len(answer["Items"])
        for behind, found in _steps(queries[place[0]], place[0], answer):
            place = behind
            yield place, found


def _steps(query: Wire, number: int, answer: Any) -> Iterator[tuple[Place, Sequence[Wire]]]:
    found = answer["Items"]
    for item in found[:-1]:
        yield (number, {name: item[name] for name in _key_names(query)}), [item]
    last = answer.get("LastEvaluatedKey")
    yield (number, last) if last else (number + 1, None), found[-1:]


def _asked(tables: Tables, role: str, query: Wire, start: Wire | None, size: int) -> Any:
    """A cursor that is not one of this query's is refused by the database, too."""
    request: Any = {**query, "TableName": tables.name(role), "Limit": size}
    if start is None:
        return tables.client.query(**request)
    try:
        return tables.client.query(**request, ExclusiveStartKey=start)
    except ClientError as error:
        if error.response["Error"]["Code"] != "ValidationException":
            raise
        raise _foreign() from None


def _key_names(query: Wire) -> tuple[str, ...]:
    return (*keys.INDEX_KEYS.get(query.get("IndexName", ""), ()), "pk", "sk")


def _mark(query: Wire) -> str:
    """What tells a query from the others of its list, whatever stands before it by then."""
    asked = [query.get("IndexName"), query["KeyConditionExpression"]]
    text = json.dumps([*asked, query["ExpressionAttributeValues"]], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _cursor(queries: Sequence[Wire], place: Place) -> str | None:
    number, key = place
    if number == len(queries):
        return None
    flat = {name: value["S"] for name, value in key.items()} if key else None
    return json.dumps([_mark(queries[number]), flat], separators=(",", ":"))


def _place(queries: Sequence[Wire], cursor: str | None) -> Place:
    """Where a cursor leads. Raises Invalid for one that none of these queries has given."""
    if cursor is None:
        return 0, None
    try:
        mark, flat = json.loads(cursor)
        number = [_mark(query) for query in queries].index(mark)
        return number, _key(queries[number], flat) if flat is not None else None
    except (ValueError, TypeError, KeyError, RecursionError):
        raise _foreign() from None


def _key(query: Wire, flat: Any) -> Wire:
    """A key of an item that this query can have found. Raises ValueError, TypeError, KeyError."""
    names = _key_names(query)
    key = {name: {"S": flat[name]} for name in names}
    is_text = all(isinstance(value, str) for value in flat.values())
    if len(flat) > len(names) or not is_text or key[names[0]] not in _values(query):
        raise ValueError("not a key of this query's")
    return key


def _values(query: Wire) -> list[Any]:
    return list(query["ExpressionAttributeValues"].values())


def _foreign() -> Invalid:
    return Invalid("cursor_invalid", [("/cursor", "cursor_invalid")])
