"""The officers' queue and decisions over HTTP."""

from datetime import timedelta

from tests.builders import CODE, DISTRICT, filed, filed_free
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import a_world

DECISION = f"/v1/dossiers/{CODE}/tasks/intake-1/decision"


def test_the_queue_says_what_waits_where_and_how_it_may_end(serve: Serve) -> None:
    [task] = serve(a_world(*filed_free().entities)).get("/v1/tasks").json["items"]
    assert (task["task_id"], task["kind"], task["dossier_code"]) == ("intake-1", "intake", CODE)
    assert task["agency_code"] == DISTRICT
    assert task["outcomes"] == ["accepted", "rejected", "supplement_requested"]
    assert task["links"]["decision"] == f"https://api.example{DECISION}"


def test_the_queue_is_filtered_by_kind(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    assert len(api.get("/v1/tasks?kind=intake").json["items"]) == 1
    assert api.get("/v1/tasks?kind=delivery").json["items"] == []


def test_overdue_tasks_are_told_from_those_that_are_not(serve: Serve) -> None:
    others = [
        entity
        for number in range(2, 30)
        for entity in filed_free(code=f"H32.12-261123-{number:04d}").entities
    ]
    world = a_world(*filed().entities, *others)
    world.clock.forward(timedelta(days=30))
    api = serve(world)
    page = api.get("/v1/tasks?overdue=true&limit=5").json
    assert [task["task_id"] for task in page["items"]] == ["payment-1"]
    assert len(api.get("/v1/tasks?overdue=false&limit=100").json["items"]) == 28


def test_a_parent_agency_sees_its_childrens_queue(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities), somebody("H32"))
    assert len(api.get("/v1/tasks?agency=H32").json["items"]) == 1


def test_a_decision_moves_the_dossier_on(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    answer = api.post(DECISION, {"outcome": "accepted", "note": "đủ"})
    assert answer.status == 200
    assert answer.json["status"] == {"code": 4, "name": "processing"}
    assert answer.json["waiting_for"]["task_id"] == "processing-1"
    assert answer.json["clock"]["state"] == "running"


def test_a_second_decision_is_told_by_whom_and_when_it_was_decided(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    serve(world, somebody(subject="officer-1")).post(DECISION, {"outcome": "accepted"})
    answer = serve(world, somebody(subject="officer-2")).post(DECISION, {"outcome": "rejected"})
    assert (answer.status, answer.code) == (409, "task_not_open")
    assert answer.json["facts"]["ended_by"] == "officer-1"
    assert answer.json["facts"]["ended_at"] == "2026-11-23T02:00:00.000000Z"
    assert answer.json["detail"].endswith("bởi officer-1 lúc 23/11/2026 09:00.")


def test_a_decision_repeated_with_a_key_is_the_same_decision(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    first = api.post(DECISION, {"outcome": "accepted"}, idempotency_key="k")
    again = api.post(DECISION, {"outcome": "accepted"}, idempotency_key="k")
    assert (again.status, again.json) == (200, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = api.post(DECISION, {"outcome": "rejected"}, idempotency_key="k")
    assert (other.status, other.code) == (409, "task_not_open")


def test_a_repetition_without_a_key_is_a_conflict(serve: Serve) -> None:
    api = serve(a_world(*filed_free().entities))
    api.post(DECISION, {"outcome": "accepted"})
    assert api.post(DECISION, {"outcome": "accepted"}).code == "task_not_open"


def test_an_outcome_that_an_officer_cannot_give_is_422(serve: Serve) -> None:
    answer = serve(a_world(*filed().entities)).post(
        f"/v1/dossiers/{CODE}/tasks/payment-1/decision", {"outcome": "paid"}
    )
    assert (answer.status, answer.code) == (422, "outcome_not_allowed")
    assert answer.json["errors"][0]["pointer"] == "/outcome"


def test_a_word_that_is_no_outcome_is_422(serve: Serve) -> None:
    answer = serve(a_world(*filed().entities)).post(DECISION, {"outcome": "perhaps"})
    assert (answer.status, answer.code) == (422, "body_invalid")
    assert "accepted" in answer.json["errors"][0]["message"]


def test_a_task_that_is_not_there_is_404(serve: Serve) -> None:
    answer = serve(a_world(*filed().entities)).post(DECISION, {"outcome": "accepted"})
    assert (answer.status, answer.code) == (404, "task_not_found")
