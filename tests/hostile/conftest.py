"""One moto client for the folder; making it costs more than a test."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.storage.moto_tables import a_client

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@pytest.fixture(scope="module")
def client() -> Iterator["DynamoDBClient"]:
    with a_client() as made:
        yield made


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits between two attempts at a transaction."""
    monkeypatch.setattr("chalicelib.storage.commits.time.sleep", lambda seconds: None)
