"""The queue shows steps, forecasts and officers, is sifted by them, and counted for each."""

from typing import Any

import pytest

from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases import summarise_tasks
from chalicelib.usecases.assign_task import Handover, assign_task
from chalicelib.usecases.decide_task import decide_task
from tests.builders import (
    CODE,
    a_caller,
    a_decision,
    a_free_procedure,
    filed,
    filed_free,
    three_steps,
)
from tests.domain.clock.examples.example import instant
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_task
from tests.usecases.test_assign_task import decide

OTHERS = [f"H32.12-261123-{number:04}" for number in (2, 3)]


def a_queue() -> FakeWorld:
    """Accepted on Monday: the first is in its second step and late, as it opened on Friday.

    The second is in its first step, and an's; the third waits for its intake; a fourth is to pay.
    """
    filings = [filed_free(code=code, steps=3) for code in (CODE, *OTHERS)]
    entities = [entity for each in filings for entity in each.entities]
    paying = filed(code="H32.12-261123-0004").entities
    world = a_world(a_free_procedure(steps=three_steps()), *entities, *paying)
    world.clock.at = instant("23/11/2026 09:00")
    decide(world, TaskOutcome.ACCEPTED)
    accepted(world, OTHERS[0])
    assign_task(world, OTHERS[0], "processing-1", Handover(assignee="an"), a_caller())
    world.clock.at = instant("27/11/2026 10:00")
    decide(world, TaskOutcome.COMPLETED)
    return world


def accepted(world: FakeWorld, code: str) -> None:
    decide_task(world, code, "intake-1", a_decision(TaskOutcome.ACCEPTED), a_caller())


def found(serve: Serve, world: FakeWorld, query: str) -> list[str]:
    items = serve(world).get(f"/v1/tasks?limit=100&{query}").json["items"]
    return [f"{item['dossier_code'][-1]} {item['task_id']}" for item in items]


def test_a_step_shows_its_post_its_time_and_what_is_foreseen(serve: Serve) -> None:
    items = serve(a_queue()).get("/v1/tasks?role=leader").json["items"]
    [task] = items
    assert task["step"] == {
        "number": 2,
        "of": 3,
        "name": {"vi": "Signature", "en": "Signature"},
        "role": "leader",
    }
    assert task["step_due_at"] == "2026-11-27T08:00:00.000000Z"
    assert task["forecast"] == {
        "due_on": "2026-11-30",
        "will_be_late": True,
        "late_from": "2026-11-27T03:00:00.000000Z",
    }
    assert (task["late"], task["behind"], task["assignee"]) == (False, False, None)


@pytest.mark.parametrize(
    ("query", "tasks"),
    [
        ("role=specialist", ["2 processing-1"]),
        ("role=clerk", []),
        ("will_be_late=true", ["2 processing-1", "1 processing-2"]),
        ("will_be_late=false", ["4 payment-1", "3 intake-1"]),
        ("assignee=an", ["2 processing-1"]),
        ("assignee=me", ["2 processing-1"]),
        ("assignee=binh", []),
        ("assignee=none&kind=processing", ["1 processing-2"]),
        ("late=true", []),
        ("late=false&kind=processing&role=leader", ["1 processing-2"]),
    ],
)
def test_the_queue_is_sifted(query: str, tasks: list[str], serve: Serve) -> None:
    assert found(serve, a_queue(), query) == tasks


def test_late_is_overdue_by_another_name(serve: Serve) -> None:
    world = a_queue()
    world.clock.at = instant("01/12/2026 00:00")
    steps = ["2 processing-1", "1 processing-2"]
    assert found(serve, world, "late=true&kind=processing") == steps
    assert found(serve, world, "overdue=true&kind=processing") == steps
    assert found(serve, world, "late=true&overdue=false") == []


def summary(serve: Serve, world: FakeWorld, query: str) -> dict[str, Any]:
    answer: dict[str, Any] = serve(world).get(f"/v1/tasks/summary{query}").json
    return answer


def test_the_summary_says_for_whom(serve: Serve) -> None:
    told = summary(serve, a_queue(), "")
    assert (told["by"], told["as_of"]) == ("assignee", "2026-11-27T03:00:00.000000Z")
    assert told["total"] == {"open": 3, "late": 0, "will_be_late": 2, "behind": 1}
    assert told["groups"] == [
        {"group": "an", "open": 1, "late": 0, "will_be_late": 1, "behind": 1},
        {"group": None, "open": 2, "late": 0, "will_be_late": 1, "behind": 0},
    ]


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("role", {"specialist": 1, "leader": 1, None: 1}),
        ("agency", {"H32.12": 3}),
        ("procedure", {"2.000004": 3}),
    ],
)
def test_the_summary_is_divided_as_asked(by: str, groups: dict[str, int], serve: Serve) -> None:
    told = summary(serve, a_queue(), f"?by={by}&agency=H32.12")
    assert {each["group"]: each["open"] for each in told["groups"]} == groups


def test_what_is_late_comes_first(serve: Serve) -> None:
    world = a_queue()
    world.clock.at = instant("01/12/2026 00:00")
    told = summary(serve, world, "?by=role")
    assert [each["late"] for each in told["groups"]] == [1, 1, 0]
    assert told["total"]["late"] == told["total"]["will_be_late"] == 2


def test_too_many_tasks_are_refused_rather_than_counted_in_part(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarise_tasks, "MOST_COUNTED", 200)
    answer = serve(a_queue()).get("/v1/tasks/summary", accept_language="en")
    assert (answer.status, answer.code) == (422, "summary_too_large")
    assert "more than 200" in answer.json["detail"]


def test_another_agency_is_not_counted(serve: Serve) -> None:
    api = serve(a_queue(), somebody("H49"))
    assert api.get("/v1/tasks/summary").json["total"]["open"] == 0
    assert api.get("/v1/tasks/summary?agency=H32.12").status == 404


def test_a_task_from_before_steps_has_none(serve: Serve) -> None:
    world = a_queue()
    world.store.put(the_task(world, "processing-2").model_copy(update={"step": None}))
    [task] = [
        each
        for each in serve(world).get("/v1/tasks?kind=processing").json["items"]
        if each["dossier_code"] == CODE
    ]
    assert (task["step"], task["forecast"], task["step_due_at"]) == (None, None, None)
