"""Corrections over HTTP, and who may read the officers' words about them."""

import pytest

from chalicelib.domain.task import TaskOutcome
from tests.builders import CODE, filed, filed_free
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import FakeWorld, a_world

PATH = f"/v1/dossiers/{CODE}/corrections"
WORDS = "Nguyễn Văn A called"
RECALL = {"kind": "recall", "reason": WORDS}
PERSONAL = somebody(plus="dossiers:personal")


def after(api: Gateway, *decisions: tuple[str, str]) -> Gateway:
    for task_id, outcome in decisions:
        path = f"/v1/dossiers/{CODE}/tasks/{task_id}/decision"
        ground = {"ground": "not_eligible"} if outcome == "stopped" else {}
        assert api.post(path, {"outcome": outcome, "note": "noted", **ground}).status == 200
    return api


def stopped(serve: Serve) -> tuple[FakeWorld, Gateway]:
    world = a_world(*filed_free().entities)
    return world, after(serve(world), ("intake-1", "accepted"), ("processing-1", "stopped"))


def test_a_recalled_dossier_is_processed_again_in_a_run_of_its_own(serve: Serve) -> None:
    _, api = stopped(serve)
    answer = api.post(PATH, RECALL)
    assert answer.status == 200
    assert answer.json["status"] == {"code": 4, "name": "processing"}
    assert answer.json["waiting_for"]["task_id"] == "processing-2"
    assert answer.json["execution"] == {"name": "H32-12-261123-0001-2", "run": 2, "state": "owed"}
    assert answer.json["clock"]["state"] == "running"
    assert WORDS not in answer.text


def test_a_waived_bill_is_shown_as_such(serve: Serve) -> None:
    api = serve(a_world(*filed().entities))
    waiver = {"kind": "waiver", "reason": WORDS, "ground": "poor-household", "document": "1/QĐ-UB"}
    [bill] = api.post(PATH, waiver).json["bills"]
    assert (bill["state"], bill["remaining"], bill["owed_back"]) == ("waived", 0, 0)


def test_what_is_not_possible_says_what_is_in_the_caller_s_language(serve: Serve) -> None:
    _, api = stopped(serve)
    answer = api.post(PATH, {"kind": "reopen", "reason": WORDS}, accept_language="en")
    assert (answer.status, answer.code) == (409, "correction_not_possible")
    assert "possible: recall" in answer.json["detail"]
    assert WORDS not in answer.text


def test_an_extension_points_at_what_it_lacks(serve: Serve) -> None:
    _, api = stopped(serve)
    answer = api.post(PATH, {"kind": "extension", "reason": WORDS})
    assert (answer.status, answer.code) == (422, "extension_incomplete")
    assert [error["pointer"] for error in answer.json["errors"]] == ["/document", "/due_on"]


def test_a_waiver_points_at_its_missing_ground_and_document(serve: Serve) -> None:
    answer = serve(a_world(*filed().entities)).post(PATH, {"kind": "waiver", "reason": WORDS})
    assert (answer.status, answer.code) == (422, "waiver_incomplete")
    assert [error["pointer"] for error in answer.json["errors"]] == ["/ground", "/document"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"reason": "x"}, "/kind"),
        ({"kind": "undo", "reason": "x"}, "/kind"),
        ({"kind": "recall"}, "/reason"),
        ({"kind": "recall", "reason": ""}, "/reason"),
        ({"kind": "recall", "reason": "x", "document": "a paper of Mr A"}, "/document"),
        ({"kind": "waiver", "reason": "x", "ground": "hộ nghèo"}, "/ground"),
        ({"kind": "recall", "reason": "x", "until": "2026-12-01"}, "/until"),
    ],
)
def test_a_body_that_is_none_is_422_and_pointed_at(
    body: dict[str, str], pointer: str, serve: Serve
) -> None:
    _, api = stopped(serve)
    answer = api.post(PATH, body)
    assert (answer.status, answer.code) == (422, "body_invalid")
    assert [error["pointer"] for error in answer.json["errors"]] == [pointer]


def test_deciding_is_not_correcting(serve: Serve) -> None:
    world, _ = stopped(serve)
    answer = serve(world, somebody(without="tasks:correct")).post(PATH, RECALL)
    assert (answer.status, answer.json["facts"]["scope"]) == (403, "tasks:correct")


def test_a_repetition_with_a_key_is_the_same_correction(serve: Serve) -> None:
    _, api = stopped(serve)
    first = api.post(PATH, RECALL, idempotency_key="k")
    again = api.post(PATH, RECALL, idempotency_key="k")
    assert "Idempotent-Replayed" not in first.headers
    assert (again.status, again.json) == (200, first.json)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = api.post(PATH, {**RECALL, "reason": "another"}, idempotency_key="k")
    assert (other.status, other.code) == (409, "idempotency_key_reused")


def test_a_repetition_shows_the_dossier_as_it_is_now(serve: Serve) -> None:
    _, api = stopped(serve)
    api.post(PATH, RECALL, idempotency_key="k")
    after(api, ("processing-2", "completed"))
    again = api.post(PATH, RECALL, idempotency_key="k")
    assert again.json["status"]["name"] == "resolved"
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_repetition_without_a_key_is_told_that_it_is_done(serve: Serve) -> None:
    _, api = stopped(serve)
    api.post(PATH, RECALL)
    assert api.post(PATH, RECALL).code == "correction_not_possible"


def notes(api: Gateway) -> list[tuple[str, str | None]]:
    items = api.get(f"/v1/dossiers/{CODE}/events?limit=100").json["items"]
    return [(item["type"], item["note"]) for item in items]


def test_officers_words_stand_beside_the_timeline_for_those_who_see_people(serve: Serve) -> None:
    world, api = stopped(serve)
    api.post(PATH, RECALL)
    assert notes(serve(world, PERSONAL)) == [
        ("filed", None),
        ("received", "noted"),
        ("step_started", None),
        ("stopped", "noted"),
        ("recalled", WORDS),
    ]
    assert {note for _, note in notes(serve(world))} == {None}
    assert WORDS not in serve(world).get(f"/v1/dossiers/{CODE}/events").text


def test_the_words_of_a_recall_before_the_hand_over_are_shown_once(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    api = after(serve(world), ("intake-1", "accepted"), ("processing-1", "completed"))
    api.post(PATH, RECALL)
    after(api, ("processing-2", "completed"))
    shown = notes(serve(world, PERSONAL))
    assert shown[-2:] == [("recalled", WORDS), ("resolved", "noted")]


def test_the_queue_says_why_a_task_is_there_again_to_those_who_see_people(serve: Serve) -> None:
    world, api = stopped(serve)
    api.post(PATH, RECALL)
    [task] = serve(world, PERSONAL).get("/v1/tasks").json["items"]
    assert (task["task_id"], task["reason"]) == ("processing-2", WORDS)
    [task] = serve(world).get("/v1/tasks").json["items"]
    assert task["reason"] is None
    assert TaskOutcome.COMPLETED.value in task["outcomes"]
