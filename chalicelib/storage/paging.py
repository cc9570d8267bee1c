"""Lists that run over several partitions, behind one opaque cursor."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from botocore.exceptions import ClientError

from chalicelib.domain.errors import Invalid
from chalicelib.ports.page import Page
from chalicelib.storage.tables import Tables

Item = TypeVar("Item")


def chained(
    tables: Tables,
    role: str,
    queries: Sequence[Mapping[str, Any]],
    parse: Callable[[Mapping[str, Any]], Item],
    *,
    limit: int,
    cursor: str | None,
) -> Page[Item]:
    """One page of the results of `queries`, one after the other.

    The cursor names the query by its number and the last key that was read: it neither skips
    nor repeats what is there when other items are written.
    """
    number, start = _decode(cursor)
    items: list[Item] = []
    while number < len(queries) and len(items) < limit:
        query: Any = {
            **queries[number],
            "TableName": tables.name(role),
            "Limit": limit - len(items),
            **({"ExclusiveStartKey": start} if start else {}),
        }
        answer = _asked(tables, query)
        items += [parse(item) for item in answer["Items"]]
        start = answer.get("LastEvaluatedKey")
        number += 0 if start else 1
    return Page(items, _encode(number, start) if number < len(queries) else None)


def _asked(tables: Tables, query: Any) -> Any:
    """A cursor that is not one of this list's is refused by the database itself."""
    try:
        return tables.client.query(**query)
    except ClientError as error:
        foreign = error.response["Error"]["Code"] == "ValidationException"
        if foreign and "ExclusiveStartKey" in query:
            raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")]) from None
        raise


def on_index(index: str, partition: str, value: str, *, condition: str = "") -> dict[str, Any]:
    """A query of one partition of an index, in the order of its sort key."""
    return {
        "IndexName": index,
        "KeyConditionExpression": f"{partition} = :partition{condition}",
        "ExpressionAttributeValues": {":partition": {"S": value}},
    }


def _encode(number: int, start: Mapping[str, Any] | None) -> str:
    flat = {name: value["S"] for name, value in start.items()} if start else None
    return base64.urlsafe_b64encode(json.dumps([number, flat]).encode()).decode()


def _decode(cursor: str | None) -> tuple[int, dict[str, Any] | None]:
    if cursor is None:
        return 0, None
    try:
        number, flat = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        start = {name: {"S": str(value)} for name, value in flat.items()} if flat else None
        if not isinstance(number, int) or number < 0:
            raise ValueError(number)
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise Invalid("cursor_invalid", [("/cursor", "cursor_invalid")]) from None
    return number, start
