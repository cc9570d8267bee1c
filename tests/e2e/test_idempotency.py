"""One key, one request, one resource: for each caller alone, and as the resource is now."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from local.demo import FILING
from local.issuer import ROLES, token
from tests.e2e.stage import Stage

FREE = {**FILING, "procedure_code": "2.000004"}


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


def send(stage: Stage, subject: str, path: str, body: Any, key: str) -> httpx.Response:
    """A POST of the portal `subject`, whatever comes of it."""
    bearer = token(stage.settings, subject, ROLES["portal"])
    headers = {"Authorization": f"Bearer {bearer}", "Idempotency-Key": key}
    with httpx.Client(trust_env=False, timeout=60) as client:
        return client.post(stage.run["api_url"] + path, json=body, headers=headers)


def replayed(answer: httpx.Response) -> bool:
    said: str | None = answer.headers.get("idempotent-replayed")
    return said == "true"


def test_two_portals_with_the_same_key_never_see_each_others_answer(stage: Stage, key: str) -> None:
    one, two = (send(stage, name, "/v1/dossiers", FREE, key) for name in ("one", "two"))
    assert (one.status_code, two.status_code) == (201, 201)
    assert not replayed(one)
    assert not replayed(two)
    assert one.json()["code"] != two.json()["code"]
    for name, first in (("one", one), ("two", two)):
        again = send(stage, name, "/v1/dossiers", FREE, key)
        assert replayed(again)
        assert again.json()["code"] == first.json()["code"]


def test_another_portals_key_with_another_body_is_no_conflict(stage: Stage, key: str) -> None:
    send(stage, "one", "/v1/dossiers", FREE, key)
    other = {**FREE, "portal_reference": "7"}
    assert send(stage, "two", "/v1/dossiers", other, key).status_code == 201
    conflict = send(stage, "one", "/v1/dossiers", other, key)
    assert (conflict.status_code, conflict.json()["code"]) == (409, "idempotency_key_reused")


def test_a_replay_after_the_dossier_changed_shows_it_as_it_is_now(stage: Stage, key: str) -> None:
    first = send(stage, "portal", "/v1/dossiers", FREE, key)
    code = first.json()["code"]
    stage.decide(code, "intake", "accepted")
    again = send(stage, "portal", "/v1/dossiers", FREE, key)
    assert (again.status_code, replayed(again)) == (201, True)
    assert again.headers["location"] == first.headers["location"]
    assert again.json()["status"]["name"] == "processing"
    assert again.json()["version"] > first.json()["version"]
    assert first.json()["status"]["name"] == "submitted"


def test_a_replay_after_the_order_was_paid_shows_it_paid(stage: Stage, key: str) -> None:
    code = stage.file()
    path = f"/v1/dossiers/{code}/orders"
    first = send(stage, "portal", path, {"method": "momo_wallet"}, key)
    assert (first.status_code, first.json()["state"]) == (201, "pending")
    stage.pay(first.json()["order_id"])
    again = send(stage, "portal", path, {"method": "momo_wallet"}, key)
    assert replayed(again)
    assert again.json()["order_id"] == first.json()["order_id"]
    assert (again.json()["state"], again.json()["checkout"]) == ("paid", None)


def test_the_same_request_in_the_same_instant_files_one_dossier(stage: Stage, key: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        sent = [pool.submit(send, stage, "portal", "/v1/dossiers", FREE, key) for _ in range(4)]
    answers = [each.result() for each in sent]
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == 1
    assert sorted(replayed(answer) for answer in answers) == [False, True, True, True]
