"""Reading many items at once."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.domain.errors import Transient
from chalicelib.storage import keys
from chalicelib.storage.tables import ATTEMPTS, Tables
from tests.builders import a_dossier
from tests.storage.stores import dynamo_store

CODES = ["c", "a", "b"]
KEYS = [keys.dossier(code) for code in CODES]


class Reluctant:
    """A client that leaves all but the first key unread, so many times."""

    def __init__(self, client: Any, times: int) -> None:
        self._client, self._times = client, times
        self.asked: list[int] = []

    def batch_get_item(self, RequestItems: Any) -> Any:  # noqa: N803 -- boto3's name
        [(name, wanted)] = RequestItems.items()
        self.asked.append(len(wanted["Keys"]))
        if self._times <= 0:
            return self._client.batch_get_item(RequestItems=RequestItems)
        self._times -= 1
        first, rest = wanted["Keys"][:1], wanted["Keys"][1:]
        answer = self._client.batch_get_item(RequestItems={name: {**wanted, "Keys": first}})
        return {**answer, "UnprocessedKeys": {name: {**wanted, "Keys": rest}} if rest else {}}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chalicelib.storage.tables.time.sleep", lambda seconds: None)


@pytest.fixture
def full(tables: Tables) -> Tables:
    dynamo_store(tables).put(*(a_dossier(code=code) for code in CODES))
    return tables


def reluctant(tables: Tables, times: int) -> tuple[Tables, Reluctant]:
    client = Reluctant(tables.client, times)
    return replace(tables, client=client), client  # type: ignore[arg-type]


def read(tables: Tables, wanted: list[tuple[str, str]]) -> list[str]:
    return [item["pk"]["S"] for item in tables.get_many("dossiers", wanted)]


def test_what_is_there_is_read_in_the_order_that_was_asked_for(full: Tables) -> None:
    assert read(full, [*KEYS, keys.dossier("nobody")]) == CODES
    assert read(full, []) == []


def test_what_the_database_leaves_unread_is_asked_for_again(full: Tables) -> None:
    tables, client = reluctant(full, 2)
    assert read(tables, KEYS) == CODES
    assert client.asked == [3, 2, 1]


def test_what_stays_unread_passes(full: Tables) -> None:
    tables, client = reluctant(full, 99)
    wanted = [*KEYS, *(keys.dossier(str(number)) for number in range(20))]
    with pytest.raises(Transient):
        tables.get_many("dossiers", wanted)
    assert len(client.asked) == ATTEMPTS
