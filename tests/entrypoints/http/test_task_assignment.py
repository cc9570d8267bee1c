"""Taking, handing over and putting back tasks over HTTP, and who may decide what."""

from datetime import timedelta

import pytest

from chalicelib.domain.caller import Caller
from chalicelib.domain.task import TaskOutcome
from tests.builders import CODE, DISTRICT, filed_free
from tests.entrypoints.http.conftest import SCOPES, Serve, somebody
from tests.fakes import FakeWorld, a_world
from tests.usecases.test_assign_task import a_stage, decide

INTAKE = f"/v1/dossiers/{CODE}/tasks/intake-1"
STEP = f"/v1/dossiers/{CODE}/tasks/processing-1"


def officer(subject: str, *posts: str) -> Caller:
    """An officer of the district who holds these posts, or does not say."""
    known = {"posts": frozenset(posts)} if posts else {}
    return somebody(subject=subject).model_copy(update=known)


def manager() -> Caller:
    scopes = frozenset({"tasks:read", "tasks:assign"})
    return Caller(subject="manager", scopes=scopes, agencies=frozenset({DISTRICT}))


def in_processing() -> FakeWorld:
    world = a_stage()
    decide(world, TaskOutcome.ACCEPTED)
    return world


def test_a_task_is_taken_handed_over_and_put_back(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    api = serve(world, officer("an"))
    assert api.post(f"{INTAKE}/assignment", {"assignee": "me"}).json["assignee"] == "an"
    given = api.post(f"{INTAKE}/assignment", {"assignee": "binh", "note": "đọc trang 3"})
    assert (given.status, given.json["assignee"]) == (200, "binh")
    assert given.json["assigned"]["by"] == "an"
    back = serve(world, officer("binh")).post(f"{INTAKE}/assignment", {"assignee": None})
    assert (back.json["assignee"], back.json["assigned"]["by"]) == (None, "binh")


def test_the_note_is_for_who_may_see_what_is_personal(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    serve(world).post(f"{INTAKE}/assignment", {"assignee": "me", "note": "Bà B đã gọi"})
    seen = serve(world, somebody(plus="dossiers:personal")).get("/v1/tasks").json["items"]
    assert seen[0]["assigned"]["note"] == "Bà B đã gọi"
    assert serve(world).get("/v1/tasks").json["items"][0]["assigned"]["note"] is None
    events = serve(world).get(f"/v1/dossiers/{CODE}/events").text
    assert "task_assigned" in events
    assert "Bà B" not in events


def test_what_another_holds_is_refused_with_whose_it_is_since_when(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    serve(world, officer("binh")).post(f"{INTAKE}/assignment", {"assignee": "me"})
    api = serve(world, officer("an"))
    for path, body in (("assignment", {"assignee": "me"}), ("decision", {"outcome": "accepted"})):
        answer = api.post(f"{INTAKE}/{path}", body, accept_language="en")
        assert (answer.status, answer.code) == (409, "task_assigned")
        assert answer.json["detail"] == "The task intake-1 has been binh's since 23/11/2026 09:00."
        assert answer.json["facts"]["assignee"] == "binh"


def test_a_manager_who_decides_nothing_assigns_anybody_s(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    serve(world, officer("binh")).post(f"{INTAKE}/assignment", {"assignee": "me"})
    api = serve(world, manager())
    assert api.post(f"{INTAKE}/assignment", {"assignee": "chi"}).json["assignee"] == "chi"
    refused = api.post(f"{INTAKE}/decision", {"outcome": "accepted"})
    assert (refused.status, refused.json["facts"]) == (403, {"scope": "tasks:decide"})


def test_a_step_asks_for_its_post_in_both_languages(serve: Serve) -> None:
    api = serve(in_processing(), officer("an", "leader"))
    taken = api.post(f"{STEP}/assignment", {"assignee": "me"}, accept_language="en")
    assert (taken.status, taken.code) == (403, "wrong_post")
    assert "the post specialist" in taken.json["detail"]
    decided = api.post(f"{STEP}/decision", {"outcome": "completed"})
    assert (decided.status, "vị trí specialist" in decided.json["detail"]) == (403, True)
    able = serve(in_processing(), officer("an", "specialist"))
    assert able.post(f"{STEP}/decision", {"outcome": "completed"}).status == 200


def test_a_token_that_names_no_post_is_not_one_that_holds_all(serve: Serve) -> None:
    nothing = somebody().model_copy(update={"posts": frozenset()})
    answer = serve(in_processing(), nothing).post(f"{STEP}/assignment", {"assignee": "me"})
    assert answer.code == "wrong_post"


def test_a_subject_that_no_token_can_have_is_422(serve: Serve) -> None:
    answer = serve(a_world(*filed_free().entities)).post(
        f"{INTAKE}/assignment", {"assignee": "Bình Trần"}
    )
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, "/assignee")
    missing = serve(a_world(*filed_free().entities)).post(f"{INTAKE}/assignment", {})
    assert missing.status == 422


def test_taking_needs_a_right_besides_reading(serve: Serve) -> None:
    reader = somebody().model_copy(update={"scopes": SCOPES - {"tasks:decide"}})
    answer = serve(a_world(*filed_free().entities), reader).post(
        f"{INTAKE}/assignment", {"assignee": "me"}
    )
    assert (answer.status, answer.json["facts"]) == (403, {"scope": "tasks:decide"})


@pytest.mark.parametrize("nobody", [None, "none"])
def test_what_is_put_back_is_nobody_s(serve: Serve, nobody: str | None) -> None:
    api = serve(a_world(*filed_free().entities))
    api.post(f"{INTAKE}/assignment", {"assignee": "me"})
    assert api.post(f"{INTAKE}/assignment", {"assignee": nobody}).json["assignee"] is None
    assert len(api.get("/v1/tasks?assignee=none").json["items"]) == 1


def test_a_hand_over_shows_its_own_words_and_nobody_else_s(serve: Serve) -> None:
    world = a_world(*filed_free().entities)
    api = serve(world, somebody(plus="dossiers:personal"))
    for task in ("intake-1", "processing-1"):
        outcome = "accepted" if task == "intake-1" else "completed"
        api.post(f"/v1/dossiers/{CODE}/tasks/{task}/decision", {"outcome": outcome})
    api.post(f"/v1/dossiers/{CODE}/corrections", {"kind": "recall", "reason": "sai tên"})
    path = f"/v1/dossiers/{CODE}/tasks/processing-2/assignment"
    for note in ("một", "hai"):
        world.clock.forward(timedelta(minutes=1))
        api.post(path, {"assignee": "me", "note": note})
    events = api.get(f"/v1/dossiers/{CODE}/events").json["items"]
    notes = [(event["type"], event["note"]) for event in events if event["note"]]
    assert notes == [("recalled", "sai tên"), ("task_assigned", "hai")]
