"""A DynamoDB client that does what the real one may do on a bad day, on top of moto's."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError, ReadTimeoutError

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

WRITES = frozenset({"transact_write_items", "update_item", "put_item"})
CALLS = WRITES | {"get_item", "query"}


@dataclass(frozen=True)
class Weather:
    """How often, in a hundred calls, each thing happens."""

    conflicts: int = 0
    throttled: int = 0
    lost_answers: int = 0
    lagging: int = 0


class HostileClient:
    """Everything else is the client's own. `written` gets the keys of each write that was done."""

    def __init__(self, client: "DynamoDBClient", weather: Weather, seed: int) -> None:
        self.happened: list[str] = []
        self.written: Callable[[list[tuple[str, Any]]], None] = lambda keys: None
        self._client, self._weather = client, weather
        self._chance = random.Random(seed)
        self._answers: dict[str, Any] = {}

    def __getattr__(self, name: str) -> Any:
        function = getattr(self._client, name)
        if name not in CALLS:
            return function
        return lambda **request: self._call(name, function, request)

    def _call(self, name: str, function: Callable[..., Any], request: Any) -> Any:
        if name == "transact_write_items" and self._now("conflicts"):
            raise _cancelled(len(request["TransactItems"]))
        if self._now("throttled"):
            raise ClientError({"Error": {"Code": "ThrottlingException", "Message": "slow"}}, name)
        if name == "query" and "IndexName" in request:
            return self._from_index(function, request)
        answer = function(**request)
        if name in WRITES:
            self.written(_keys(name, request))
            if self._now("lost_answers"):
                raise ReadTimeoutError(endpoint_url="https://dynamodb.example")
        return answer

    def _from_index(self, function: Callable[..., Any], request: Any) -> Any:
        """An index that lags answers as it did the last time."""
        question = str(sorted((name, str(value)) for name, value in request.items()))
        question = (
            question
            if request["IndexName"] != "due"
            else str((request["TableName"], request["ExpressionAttributeValues"][":shard"]))
        )
        answer = function(**request)
        lagging = self._now("lagging") and question in self._answers
        shown = self._answers[question] if lagging else answer
        self._answers[question] = answer
        return shown

    def _now(self, what: str) -> bool:
        happens: bool = self._chance.randrange(100) < getattr(self._weather, what)
        if happens:
            self.happened.append(what)
        return happens


def _cancelled(count: int) -> ClientError:
    """One of the items is part of somebody else's transaction."""
    reasons = [{"Code": "None"}] * (count - 1) + [{"Code": "TransactionConflict"}]
    error: Any = {
        "Error": {"Code": "TransactionCanceledException", "Message": "conflict"},
        "CancellationReasons": reasons,
    }
    return ClientError(error, "TransactWriteItems")


def _keys(name: str, request: Any) -> list[tuple[str, Any]]:
    """Table and key of each item that a request wrote."""
    if name != "transact_write_items":
        key = request.get("Key") or {part: request["Item"][part] for part in ("pk", "sk")}
        return [(request["TableName"], key)]
    found = []
    for one in request["TransactItems"]:
        for kind, write in one.items():
            if kind in ("Put", "Update"):
                key = write.get("Key") or {part: write["Item"][part] for part in ("pk", "sk")}
                found.append((write["TableName"], key))
    return found
