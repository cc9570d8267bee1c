"""Lists over a database that throttles and answers from an index that lags: complete all the same."""

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.change import Insert, Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.ports.page import Page
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.dossiers import DynamoDossiers
from tests.builders import DISTRICT, MONDAY, STRANGER, a_dossier
from tests.hostile.client import HostileClient, Weather
from tests.storage.moto_tables import fresh_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

AGENCIES = (DISTRICT, "H32.13", STRANGER)
SECOND = timedelta(seconds=1)
OLDER, THERE = 300, 18
WEATHERS = {
    "throttling": Weather(throttled=25),
    "index lag": Weather(lagging=60),
    "everything": Weather(throttled=15, lagging=40, conflicts=20),
}


def numbered(number: int) -> Dossier:
    """Three in each second, at three agencies in turn."""
    filed_at = MONDAY + (number // 3) * SECOND
    return a_dossier(code=f"d{number:03d}", agency_code=AGENCIES[number % 3], filed_at=filed_at)


class Office:
    """Dossiers that are there from the start, and a writer who files and changes others."""

    def __init__(self, client: "DynamoDBClient", weather: Weather, seed: int) -> None:
        tables = fresh_tables(client)
        self.client = HostileClient(tables.client, weather, seed)
        self.commits = DynamoCommits(tables)
        self.dossiers = DynamoDossiers(replace(tables, client=self.client))  # type: ignore[arg-type]
        self.there = [numbered(number) for number in range(OLDER, OLDER + THERE)]
        self.newer, self.older = count(OLDER + THERE), count(OLDER - 1, -1)
        self.turn = 0
        for dossier in self.there:
            self.commits.commit(change(Insert(dossier, "there")))

    def write(self) -> None:
        """One before and one behind all others, and a change of one that is there."""
        fresh = (numbered(next(self.newer)), numbered(next(self.older)))
        self.commits.commit(change(*(Insert(one, "there") for one in fresh)))
        at = self.turn = (self.turn + 5) % THERE
        self.there[at] = self.there[at].succeed(portal_reference="x")
        self.commits.commit(change(Replace(self.there[at], "moved")))

    def page(self, **asked: Any) -> Page[Dossier]:
        """Asked again until it is answered, as a portal does."""
        while True:
            with suppress(ClientError):
                return self.dossiers.filed(AGENCIES, **asked)

    def walk(self, limit: int, **more: Any) -> Counter[str]:
        """How often each dossier is shown from the first page to the last."""
        shown: Counter[str] = Counter()
        cursor: str | None = None
        while True:
            page = self.page(limit=limit, cursor=cursor, **more)
            shown.update(dossier.code for dossier in page.items)
            cursor = page.next_cursor
            if cursor is None:
                return shown
            self.write()


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("weather", WEATHERS)
def test_what_was_there_is_shown_exactly_once_in_any_weather(
    client: "DynamoDBClient", weather: str, seed: int
) -> None:
    office = Office(client, WEATHERS[weather], seed)
    for _ in range(2):
        shown = office.walk(3)
        assert {dossier.code: 1 for dossier in office.there}.items() <= shown.items()
        assert set(shown.values()) == {1}
    assert office.client.happened != [], "the weather was fine"


def test_what_is_sifted_is_shown_exactly_once_in_any_weather(client: "DynamoDBClient") -> None:
    office = Office(client, WEATHERS["everything"], 1)
    wanted = {f"d{number:03d}" for number in range(OLDER, OLDER + THERE, 4)}
    for _ in range(2):
        shown = office.walk(1, keep=lambda dossier: dossier.code in wanted)
        assert shown == dict.fromkeys(wanted, 1)
