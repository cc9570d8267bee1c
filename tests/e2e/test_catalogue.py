"""What staff switch takes effect without a release: a merger, a method, a calendar."""

import uuid
from typing import Any

from tests.e2e.stage import Stage, until

WHY = {"reason": "an end-to-end test"}
NAME = {"vi": "Xã thử nghiệm", "en": "Test commune"}
FILING = {
    "procedure_code": "3.000347",
    "applicant": {"full_name": "Trần Thị Bình"},
    "result_delivery": {"method": "counter"},
}
OFFERED = {"level": "full", "payable_online": True, "methods": ["momo_wallet"]}


def put(stage: Stage, path: str, facts: dict[str, Any]) -> Any:
    answer = stage.ask("manager", "PUT", path, json={**facts, **WHY})
    assert answer.is_success, answer.text
    return answer.json()


def a_commune(stage: Stage, code: str, **facts: Any) -> str:
    put(stage, f"/v1/agencies/{code}", {"name": NAME, "parent": "H32", "kind": "commune", **facts})
    return code


def asked_as(stage: Stage, role: str, agency: str, path: str, **more: Any) -> Any:
    """One call with a token of this role for this agency only."""
    token = stage.make("token", ROLE=role, AGENCY=agency).strip()
    headers = {"Authorization": f"Bearer {token}", **more.pop("headers", {})}
    return stage.ask(None, more.pop("method", "GET"), path, headers=headers, **more)


def test_a_successor_sees_and_acts_on_what_its_predecessors_had(stage: Stage) -> None:
    mark = uuid.uuid4().hex[:6]
    left, right, other, merged = (f"H32.T{mark}.{end}" for end in ("1", "2", "3", "M"))
    codes = {}
    for commune in (left, right, other):
        a_commune(stage, commune)
        put(stage, f"/v1/agencies/{commune}/procedures/3.000347", OFFERED)
    for commune in (left, right):
        filed = stage.post("portal", "/v1/dossiers", {**FILING, "agency_code": commune})
        codes[commune] = filed["code"]
    a_commune(stage, merged)
    for code in codes.values():
        assert asked_as(stage, "officer", merged, f"/v1/dossiers/{code}").status_code == 404

    facts = {"replaces": [left, right], "version": 1}
    a_commune(stage, merged, **facts)

    for code in codes.values():
        path = f"/v1/dossiers/{code}"

        def seen(path: str = path) -> bool:
            return bool(asked_as(stage, "officer", merged, path).status_code == 200)

        until(seen)
        assert asked_as(stage, "officer", other, path).status_code == 404
    listed = asked_as(stage, "portal", merged, f"/v1/dossiers?agency={merged}&limit=100").json()
    assert {one["code"] for one in listed["items"]} == set(codes.values())
    code = codes[left]
    order = asked_as(
        stage, "portal", merged, f"/v1/dossiers/{code}/orders", method="POST",
        json={"method": "momo_wallet"}, headers={"Idempotency-Key": str(uuid.uuid4())},
    )  # fmt: skip
    assert order.status_code == 201, order.text
    stage.pay(order.json()["order_id"])
    task = stage.until_waiting(code, "intake")["waiting_for"]["task_id"]
    decision = f"/v1/dossiers/{code}/tasks/{task}/decision"
    accepted = {"outcome": "accepted"}
    refused = asked_as(stage, "officer", other, decision, method="POST", json=accepted)
    assert refused.status_code == 404
    done = asked_as(stage, "officer", merged, decision, method="POST", json=accepted)
    assert done.json()["status"]["name"] == "processing"


def test_a_method_is_switched_off_and_on_without_a_release(stage: Stage) -> None:
    commune = a_commune(stage, f"H32.S{uuid.uuid4().hex[:6]}")
    offering = f"/v1/agencies/{commune}/procedures/3.000347"
    put(stage, offering, OFFERED)
    code = stage.post("portal", "/v1/dossiers", {**FILING, "agency_code": commune})["code"]

    def methods() -> list[str]:
        return [one["method"] for one in stage.get("portal", f"/v1/methods?dossier={code}")]

    until(lambda: methods() == ["momo_wallet"])
    why_not = {"vi": "Tạm dừng", "en": "Paused"}
    put(stage, offering, {**OFFERED, "payable_online": False, "why_not": why_not, "version": 1})
    until(lambda: methods() == [])
    put(stage, offering, {**OFFERED, "version": 2})
    until(lambda: methods() == ["momo_wallet"])
    history = stage.get("manager", f"{offering}/versions")["items"]
    assert [one["version"] for one in history] == [3, 2, 1]
    assert {one["edition"]["reason"] for one in history} == {WHY["reason"]}


def test_a_calendar_that_is_edited_moves_what_the_queue_shows(stage: Stage) -> None:
    commune = a_commune(stage, f"H32.T{uuid.uuid4().hex[:6]}")
    put(stage, f"/v1/agencies/{commune}/procedures/2.000004", {**OFFERED, "payable_online": False})
    filing = {**FILING, "procedure_code": "2.000004", "agency_code": commune}
    code = stage.post("portal", "/v1/dossiers", filing)["code"]
    stage.decide(code, "intake", "accepted")
    before = stage.until_waiting(code, "processing")["waiting_for"]["due_at"]
    put(stage, f"/v1/agencies/{commune}/calendar", {"weekend": [1, 2, 3, 4, 6, 7]})
    stage.make_due(f"REDATING#{commune}", "REDATING#calendar-1")

    def queued() -> bool:
        tasks = stage.get("officer", f"/v1/tasks?agency={commune}")["items"]
        return any(task["due_at"] > before for task in tasks)

    def shown() -> bool:
        """By every process, once it has forgotten the calendar before."""
        dossier = stage.get("portal", f"/v1/dossiers/{code}")
        return bool(dossier["waiting_for"]["due_at"] == dossier["clock"]["due_at"])

    until(queued, 150)
    until(shown, 60)
    assert stage.events(code)[-1]["type"] == "due_moved"
