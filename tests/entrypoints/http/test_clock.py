"""The legal clock over HTTP: step by step, in both languages, and before a calendar is changed."""

from datetime import timedelta

from tests.builders import CODE, DISTRICT, MONDAY, filed_free
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Gateway
from tests.fakes import FakeWorld, a_world

DOSSIER = f"/v1/dossiers/{CODE}"
WORDS = "Nguyễn Văn A asked for more time"
EXTENSION = {"kind": "extension", "reason": WORDS, "document": "PXL-7", "due_on": "2026-12-04"}
DUE = "2026-11-30T02:00:00.000000Z"


def accepted(serve: Serve) -> tuple[FakeWorld, Gateway]:
    world = a_world(*filed_free().entities)
    api = serve(world)
    assert api.post(f"{DOSSIER}/tasks/intake-1/decision", {"outcome": "accepted"}).status == 200
    return world, api


def test_the_clock_says_when_it_is_due_and_why_in_both_languages(serve: Serve) -> None:
    _, api = accepted(serve)
    dossier = api.get(DOSSIER, accept_language="en").json
    clock = dossier["clock"]
    assert (clock["state"], clock["due_at"], clock["due_on"]) == ("running", DUE, "2026-11-30")
    assert dossier["waiting_for"]["due_at"] == DUE
    assert clock["steps"][0]["code"] == "limit"
    assert clock["explanation"] == " ".join(step["says"]["en"] for step in clock["steps"])
    assert all(step["says"]["vi"] for step in clock["steps"])


def test_every_promise_is_kept_and_the_law_s_day_stays(serve: Serve) -> None:
    _, api = accepted(serve)
    clock = api.post(f"{DOSSIER}/corrections", EXTENSION).json["clock"]
    assert [promise["kind"] for promise in clock["promises"]] == ["first", "extended"]
    assert (clock["due_on"], clock["legal_due_on"]) == ("2026-12-04", "2026-11-30")
    assert clock["promises"][1]["slip"] == "PXL-7"


def test_an_ended_clock_has_its_verdict(serve: Serve) -> None:
    _, api = accepted(serve)
    done = api.post(f"{DOSSIER}/tasks/processing-1/decision", {"outcome": "completed"})
    clock = done.json["clock"]
    assert (clock["state"], clock["verdict"], clock["promise_kept"]) == ("ended", "early", True)


def test_an_officer_s_words_are_read_with_the_scope_for_them_only(serve: Serve) -> None:
    world, api = accepted(serve)
    assert WORDS not in api.post(f"{DOSSIER}/corrections", EXTENSION).text
    assert WORDS not in api.get(DOSSIER).text
    allowed = serve(world, caller=somebody(plus="dossiers:personal"))
    assert WORDS in allowed.get(DOSSIER).json["clock"]["explanation"]


def test_the_queue_shows_what_is_late_by_the_legal_clock(serve: Serve) -> None:
    world, api = accepted(serve)
    [task] = api.get("/v1/tasks?kind=processing").json["items"]
    assert task["due_at"] == DUE
    world.clock.at = MONDAY + timedelta(days=8)
    for late, count in (("true", 1), ("false", 0)):
        assert len(api.get(f"/v1/tasks?overdue={late}").json["items"]) == count
        assert len(api.get(f"/v1/dossiers?overdue={late}").json["items"]) == count


def test_a_calendar_is_simulated_before_it_is_written(serve: Serve) -> None:
    world, api = accepted(serve)
    feast = {"on": "2026-11-25", "name": {"vi": "Lễ", "en": "A feast"}}
    path = f"/v1/agencies/{DISTRICT}/calendar/simulation"
    staff = serve(world, caller=somebody(plus="catalogue:write"))
    answer = staff.post(path, {"reason": "a feast", "days_off": [feast]})
    [move] = answer.json["items"]
    assert (move["dossier_code"], move["before"]) == (CODE, DUE)
    assert move["after"] == "2026-12-01T02:00:00.000000Z"
    assert move["links"]["dossier"].endswith(DOSSIER)
    assert api.get(DOSSIER).json["clock"]["due_at"] == DUE
