"""The four tables and the client that reaches them."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chalicelib.domain.errors import Transient

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

ATTEMPTS = 6


@dataclass(frozen=True, slots=True)
class Tables:
    """A DynamoDB client and the names of our tables."""

    client: "DynamoDBClient"
    procedures: str
    dossiers: str
    transactions: str
    callbacks: str

    def name(self, role: str) -> str:
        """The name of the table that plays this role."""
        name: str = getattr(self, role)
        return name

    def get(self, role: str, key: tuple[str, str]) -> dict[str, Any] | None:
        """One item, read consistently; None if it is not there."""
        answer = self.client.get_item(
            TableName=self.name(role), Key=wire_key(key), ConsistentRead=True
        )
        return answer.get("Item")

    def get_many(self, role: str, keys: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
        """Those of at most a hundred items that are there, read consistently, in this order.

        Raises Transient if the database leaves some unread again and again.
        """
        found: dict[tuple[str, str], dict[str, Any]] = {}
        wanted = {"Keys": [wire_key(key) for key in keys], "ConsistentRead": True}
        request: Any = {self.name(role): wanted} if keys else {}
        for attempt in range(ATTEMPTS):
            if not request:
                break
            time.sleep(random.uniform(0, 0.02 * (2**attempt - 1)))  # noqa: S311 -- jitter
            answer = self.client.batch_get_item(RequestItems=request)
            for item in answer["Responses"].get(self.name(role), []):
                found[item["pk"]["S"], item["sk"]["S"]] = item
            request = answer.get("UnprocessedKeys")
        if request:
            raise Transient("items were left unread")
        return [found[key] for key in keys if key in found]


def wire_key(key: tuple[str, str]) -> dict[str, Any]:
    """A key in DynamoDB's own form."""
    return {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
