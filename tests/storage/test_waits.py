"""How long tasks took is counted, alike in memory and in DynamoDB."""

from datetime import timedelta

import pytest

from chalicelib.domain.task import TaskKind
from chalicelib.domain.usual import BUCKETS
from chalicelib.ports.waits import Waits
from chalicelib.storage.tables import Tables
from chalicelib.storage.waits import DynamoWaits
from tests.fakes import FakeWaits

HOUR = timedelta(hours=1)


@pytest.fixture(params=["fake", "dynamo"])
def waits(request: pytest.FixtureRequest) -> Waits:
    if request.param == "fake":
        return FakeWaits()
    tables: Tables = request.getfixturevalue("tables")
    return DynamoWaits(tables)


def test_nothing_is_counted_at_first(waits: Waits) -> None:
    assert waits.usual("3.000347", TaskKind.INTAKE).counts == (0,) * BUCKETS


def test_each_is_counted_under_its_procedure_and_kind(waits: Waits) -> None:
    for lasted in (HOUR, HOUR, 3 * HOUR, 99999 * HOUR):
        waits.ended("3.000347", TaskKind.INTAKE, lasted)
    waits.ended("3.000347", TaskKind.PAYMENT, HOUR)
    waits.ended("2.000004", TaskKind.INTAKE, HOUR)
    expected = (2, 0, 1, *(0,) * (BUCKETS - 4), 1)
    assert waits.usual("3.000347", TaskKind.INTAKE).counts == expected
