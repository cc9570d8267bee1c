"""The four tables and the client that reaches them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


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


def wire_key(key: tuple[str, str]) -> dict[str, Any]:
    """A key in DynamoDB's own form."""
    return {"pk": {"S": key[0]}, "sk": {"S": key[1]}}
