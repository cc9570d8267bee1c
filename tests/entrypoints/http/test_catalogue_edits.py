"""What staff edit over HTTP: agencies, offerings, merchants, calendars."""

from typing import Any

import pytest

from chalicelib.domain.caller import Caller
from tests.builders import DISTRICT, METHOD, PAID_PROCEDURE, PROVIDER, PROVINCE, STRANGER, a_caller
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import a_world

WRITES = frozenset({"catalogue:read", "catalogue:write"})
NAME = {"vi": "Xã mới", "en": "New commune"}
WHY = {"reason": "Nghị quyết sáp nhập"}

EDITS: list[tuple[str, dict[str, Any]]] = [
    ("/v1/agencies/H32.60", {"name": NAME, "parent": PROVINCE}),
    (
        f"/v1/agencies/{DISTRICT}/procedures/{PAID_PROCEDURE}",
        {"level": "partial", "payable_online": True, "methods": [METHOD], "version": 1},
    ),
    (
        f"/v1/agencies/{DISTRICT}/merchants/{PROVIDER}",
        {"merchant_id": "OWN", "beneficiary": "Kho bạc Nhà nước"},
    ),
    (f"/v1/agencies/{DISTRICT}/calendar", {"weekend": [7]}),
]
IDS = ["agency", "offering", "merchant", "calendar"]


def manager(*agencies: str, scopes: frozenset[str] = WRITES) -> Caller:
    return a_caller(*(agencies or (PROVINCE,)), scopes=scopes, subject="manager")


@pytest.fixture
def api(serve: Serve) -> Gateway:
    return serve(a_world(), manager())


@pytest.mark.parametrize(("path", "facts"), EDITS, ids=IDS)
def test_what_was_written_is_read_with_who_when_and_why(
    api: Gateway, path: str, facts: dict[str, Any]
) -> None:
    written = api.put(path, {**facts, **WHY})
    assert written.status == (200 if facts.get("version") else 201), written.text
    read = api.get(path)
    assert read.json == written.json
    assert read.json["version"] == facts.get("version", 0) + 1
    edition = read.json["edition"]
    assert (edition["by"], edition["reason"]) == ("manager", WHY["reason"])
    versions = api.get(f"{path}/versions").json["items"]
    assert versions[0] == read.json
    assert api.get(path, If_None_Match=read.headers["ETag"]).status == 304


@pytest.mark.parametrize(("path", "facts"), EDITS, ids=IDS)
def test_an_edit_needs_its_scope_a_reason_and_an_agency_in_reach(
    serve: Serve, path: str, facts: dict[str, Any]
) -> None:
    reading = serve(a_world(), manager(scopes=frozenset({"catalogue:read"})))
    assert reading.put(path, {**facts, **WHY}).code == "scope_missing"
    api = serve(a_world(), manager())
    unexplained = api.put(path, facts)
    assert (unexplained.status, unexplained.json["errors"][0]["pointer"]) == (422, "/reason")
    elsewhere = serve(a_world(), manager(STRANGER))
    answer = elsewhere.put(path, {**facts, **WHY})
    assert answer.status in (404, 422)
    assert answer.code in ("agency_not_found", "agency_unknown")


@pytest.mark.parametrize(("path", "facts"), EDITS, ids=IDS)
def test_an_edit_from_another_version_is_told_the_current_one(
    api: Gateway, path: str, facts: dict[str, Any]
) -> None:
    api.put(path, {**facts, **WHY})
    now = facts.get("version", 0) + 1
    answer = api.put(path, {**facts, **WHY, "version": now + 7, **_other(path)})
    assert (answer.status, answer.code) == (409, "version_moved")
    assert answer.json["facts"] == {"version": now}


def _other(path: str) -> dict[str, Any]:
    """Something that makes the edit a real one."""
    if path.endswith("/calendar"):
        return {"weekend": [1]}
    if "/procedures/" in path:
        return {"level": "information"}
    if "/merchants/" in path:
        return {"beneficiary": "Other"}
    return {"kind": "commune"}


def test_offerings_are_listed(api: Gateway) -> None:
    found = api.get(f"/v1/agencies/{DISTRICT}/procedures").json["items"]
    assert PAID_PROCEDURE in [one["procedure_code"] for one in found]
    assert api.get(f"/v1/agencies/{STRANGER}/procedures").code == "agency_not_found"


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [
        ({"valid_from": "2026-02-29"}, "/valid_from"),
        ({"valid_from": "2026-02-02", "valid_to": "2026-02-01"}, ""),
        ({"methods": []}, ""),
        ({"prices": [{"line_id": "fee", "amount": -1, "legal_basis": "x"}]}, "/prices/0/amount"),
        ({"level": "4"}, "/level"),
        ({"shoe_size": 43}, "/shoe_size"),
    ],
    ids=["no such day", "upside down", "no method", "negative", "old level", "unknown field"],
)
def test_a_wrong_offering_is_pointed_at(api: Gateway, facts: dict[str, Any], pointer: str) -> None:
    path, right = EDITS[1]
    answer = api.put(path, {**right, **WHY, **facts})
    assert (answer.status, answer.code) == (422, "body_invalid")
    (error,) = answer.json["errors"]
    assert error["pointer"] == pointer
    assert error["message"] != "Giá trị không hợp lệ."
