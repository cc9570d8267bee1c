"""Lists of the running stage: complete while others write, and open to nobody else."""

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from chalicelib.domain.change import Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.storage.commits import DynamoCommits
from infra.aws import open_cloud
from local.issuer import EVERY_SCOPE, Role, token
from local.many_dossiers import PROCEDURE, Crowd, a_crowd
from tests.e2e.stage import Stage, until

PROVINCE = "H98"
"""Seen by no token of the other tests."""

MANY = 10_000
MOST_FILED = 20


@pytest.fixture(scope="module")
def crowd(stage: Stage) -> Iterator[tuple[Crowd, list[Dossier]]]:
    """Ten thousand dossiers of a hundred agencies, deleted in the end."""
    found = a_crowd(open_cloud(stage.run["aws_endpoint_url"]), PROVINCE)
    known_at = found.settle(MANY)
    try:
        made = found.add(range(MANY))
        time.sleep(max(0.0, known_at - time.monotonic()))
        yield found, made
    finally:
        found.leave()


@pytest.fixture(scope="module")
def api(stage: Stage) -> Iterator[httpx.Client]:
    """The API for somebody who may do everything in that province."""
    bearer = token(stage.settings, "province", Role(EVERY_SCOPE, (PROVINCE,)))
    headers = {"Authorization": f"Bearer {bearer}"}
    url = stage.run["api_url"]
    with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
        yield client


@dataclass
class Writers:
    """Others who file, withdraw and change dossiers until they are told to stop."""

    api: httpx.Client
    crowd: Crowd
    there: list[Dossier]
    filed: list[str] = field(default_factory=list)
    changed: int = 0
    failures: list[Exception] = field(default_factory=list)
    _stop: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Writers":
        self._threads = [threading.Thread(target=self._run, args=(act,)) for act in self._acts()]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _acts(self) -> list[Callable[[int], None]]:
        return [self._file_and_withdraw, self._change]

    def _run(self, act: Callable[[int], None]) -> None:
        number = 0
        while not self._stop.wait(0.1):
            try:
                act(number)
            except Exception as failure:
                self.failures.append(failure)
            number += 1

    def _file_and_withdraw(self, number: int) -> None:
        """At one agency after the other, before and behind where the list is being read."""
        if number >= MOST_FILED:
            return
        body = {
            "procedure_code": PROCEDURE,
            "agency_code": self.crowd.agency_of(MANY * number // MOST_FILED),
            "applicant": {"full_name": "Nguyễn Văn An"},
        }
        filed = self._post("/v1/dossiers", body)["code"]
        self.filed.append(filed)
        self._post(f"/v1/dossiers/{filed}/withdrawal", {})

    def _change(self, number: int) -> None:
        """One dossier in each hundred, from the first to the last and back."""
        commits = DynamoCommits(self.crowd.tables)
        for at in range(number % 100, MANY, 1_000):
            self.there[at] = self.there[at].succeed(portal_reference=f"seen {number}")
            commits.commit(change(Replace(self.there[at], "moved")))
            self.changed += 1

    def _post(self, path: str, body: Any) -> Any:
        answer = self.api.post(path, json=body, headers={"Idempotency-Key": str(uuid.uuid4())})
        assert answer.is_success, answer.text
        return answer.json()


def pages(api: httpx.Client, limit: int) -> Iterator[list[Any]]:
    """Page after page of the province's dossiers."""
    query = {"limit": str(limit)}
    while True:
        answer = api.get("/v1/dossiers", params=query)
        assert answer.is_success, answer.text
        yield answer.json()["items"]
        cursor = answer.json()["next_cursor"]
        if cursor is None:
            return
        query["cursor"] = cursor


def test_an_applicant_is_found_by_the_number_and_only_where_the_token_reaches(
    stage: Stage,
) -> None:
    number = f"0{uuid.uuid4().int % 10**11:011d}"
    filing = {
        "procedure_code": "3.000347",
        "agency_code": "H32.12",
        "applicant": {"full_name": "Trần Thị Bình", "id_number": number},
    }
    code = stage.post("portal", "/v1/dossiers", filing)["code"]
    spelt = {"id_number": f"{number[:3]} {number[3:6]} {number[6:]}"}

    def found(role: str) -> list[str]:
        answer = stage.ask(role, "POST", "/v1/dossiers/search", json=spelt)
        assert answer.is_success, answer.text
        assert number not in answer.text or role == "officer"
        return [item["code"] for item in answer.json()["items"]]

    assert until(lambda: found("portal")) == found("officer") == [code]
    assert found("stranger") == []
    assert code not in str(stage.get("stranger", "/v1/dossiers?limit=100"))


def test_a_dossiers_attempts_to_pay_are_listed(stage: Stage) -> None:
    code = stage.file()
    path = f"/v1/dossiers/{code}/orders"
    assert stage.get("portal", path) == {"items": [], "next_cursor": None}
    first = stage.open_order(code)["order_id"]
    second = stage.open_order(code, "vnpay_qr")["order_id"]
    until(lambda: len(stage.get("portal", path)["items"]) == 2)
    items = stage.get("portal", path)["items"]
    assert [item["order_id"] for item in items] == [first, second]
    assert stage.ask("stranger", "GET", path).status_code == 404
    one = stage.get("portal", f"{path}?limit=1")
    rest = stage.get("portal", f"{path}?limit=1&cursor={one['next_cursor']}")
    assert [item["order_id"] for item in one["items"] + rest["items"]] == [first, second]


def test_of_ten_thousand_dossiers_none_is_skipped_and_none_comes_twice_while_others_write(
    crowd: tuple[Crowd, list[Dossier]], api: httpx.Client
) -> None:
    there = crowd[1]
    codes = {dossier.code for dossier in there}
    with Writers(api, crowd[0], list(there)) as writers:
        until(lambda: writers.filed and writers.changed)
        seen = Counter(item["code"] for page in pages(api, 100) for item in page)
        until(lambda: len(writers.filed) == MOST_FILED)
    assert writers.failures == []
    assert writers.changed > 100
    assert {code for code, times in seen.items() if times > 1} == set()
    assert codes - set(seen) == set()
    assert set(seen) - codes <= set(writers.filed)
    until(lambda: _finished(api, writers.filed))


def test_of_ten_thousand_those_of_one_day_agency_and_status_are_found(
    crowd: tuple[Crowd, list[Dossier]], api: httpx.Client
) -> None:
    one = crowd[1][4_321]
    day = httpx.QueryParams(agency=one.agency_code, status="10", limit="100")
    items = api.get("/v1/dossiers", params=day).json()["items"]
    assert one.code in {item["code"] for item in items}
    assert {item["agency_code"] for item in items} == {one.agency_code}
    nothing = api.get("/v1/dossiers", params={**day, "from": "2999-01-01"}).json()
    assert nothing == {"items": [], "next_cursor": None}


def _finished(api: httpx.Client, codes: list[str]) -> bool:
    """Their workflows have ended, so that they can be deleted without leaving any behind."""
    states = {api.get(f"/v1/dossiers/{code}").json()["execution"]["state"] for code in codes}
    return states == {"finished"}
