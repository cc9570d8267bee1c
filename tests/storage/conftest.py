"""Tables on moto for each test, and both stores for what they have in common."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from chalicelib.storage.tables import Tables
from tests.storage.moto_tables import a_client, fresh_tables
from tests.storage.stores import Store, dynamo_store, fake_store

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="module")
def client() -> Iterator["DynamoDBClient"]:
    """One client for a file: making it costs more than any test."""
    with a_client() as made:
        yield made


@pytest.fixture
def tables(client: "DynamoDBClient") -> Tables:
    """Empty tables."""
    return fresh_tables(client)


@pytest.fixture(params=["fake", "dynamo"])
def store(request: pytest.FixtureRequest) -> Store:
    """The fake and the real one, for the cases that hold for both."""
    if request.param == "fake":
        return fake_store()
    return dynamo_store(request.getfixturevalue("tables"))
