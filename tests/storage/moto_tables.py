"""The four tables on moto, made as the template declares them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import yaml
from moto import mock_aws

from chalicelib.storage.tables import Tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TEMPLATE = Path(__file__).parents[2] / "infra" / "tables.yaml"
WANTED = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
_numbers = count(1)


class _Template(yaml.SafeLoader):
    """YAML in which CloudFormation's short functions are just lists and texts."""


def _short_function(loader: yaml.Loader, tag: str, node: yaml.Node) -> Any:
    return tag


_Template.add_multi_constructor("!", _short_function)


@cache
def declared() -> dict[str, dict[str, Any]]:
    """The schema of each table, by the role it plays."""
    resources = yaml.load(TEMPLATE.read_text(), _Template)["Resources"]
    return {
        name.lower(): {
            key: table["Properties"][key] for key in WANTED if key in table["Properties"]
        }
        for name, table in resources.items()
    }


@contextmanager
def a_client() -> Iterator["DynamoDBClient"]:
    """A client of moto's DynamoDB."""
    with mock_aws():
        yield boto3.client("dynamodb", region_name="ap-southeast-1")


def fresh_tables(client: "DynamoDBClient") -> Tables:
    """Empty tables under names of their own."""
    number = next(_numbers)
    names = {role: f"{role}-{number}" for role in declared()}
    for role, name in names.items():
        client.create_table(TableName=name, **declared()[role])
    return Tables(client=client, **names)


class Refusing:
    """A client that answers the first transactions with these errors."""

    def __init__(self, client: "DynamoDBClient", *errors: Exception) -> None:
        self._client, self._errors = client, list(errors)
        self.tokens: list[str] = []

    def transact_write_items(self, **request: Any) -> Any:
        self.tokens.append(request["ClientRequestToken"])
        if self._errors:
            raise self._errors.pop(0)
        return self._client.transact_write_items(**request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


def refusing(tables: Tables, *errors: Exception) -> tuple[Tables, Refusing]:
    """The same tables behind a client that refuses first."""
    client = Refusing(tables.client, *errors)
    return replace(tables, client=client), client  # type: ignore[arg-type]
