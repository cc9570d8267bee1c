"""What ops see and do over HTTP."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.dossier import Dossier, Execution, ExecutionState
from chalicelib.domain.task import TaskKind
from tests.builders import CODE, MONDAY, PAID_PROCEDURE, a_dossier, an_order, filed
from tests.entrypoints.http.conftest import Serve, somebody
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import NAME, RUNNING, with_token

LIST = "/v1/ops/executions"
ONE = f"{LIST}/{CODE}"


def a_world_with(**changes: Any) -> FakeWorld:
    return a_world(*filed(**changes).entities)


def running() -> FakeWorld:
    """The record and the engine agree, and the engine listens."""
    world = a_world_with(execution=RUNNING)
    world.workflow.start(NAME, {})
    with_token(world, "payment-1")
    return world


def listed(serve: Serve, world: FakeWorld, query: str = "") -> list[str]:
    return [item["execution"]["state"] for item in serve(world).get(LIST + query).json["items"]]


def explained(serve: Serve, world: FakeWorld) -> str:
    sentence: str = serve(world).get(ONE, accept_language="en").json["explanation"]
    return sentence


def broken(due_at: object = None) -> Dossier:
    execution = Execution(state=ExecutionState.BROKEN, reason="States.Timeout")
    return a_dossier(execution=execution, due_at=due_at)


def test_an_execution_is_shown_with_its_dossier(serve: Serve) -> None:
    [item] = serve(running()).get(f"{LIST}?state=running").json["items"]
    assert item["dossier_code"] == CODE
    assert item["execution"] == {"name": NAME, "run": 1, "state": "running", "reason": None}
    assert item["status"] == {"code": 1, "name": "submitted"}
    assert item["waiting_for"]["task_id"] == "payment-1"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["running"]),
        ("?state=owed,running", ["running"]),
        ("?state=owed,broken", []),
        ("?state=stuck", []),
        ("?agency=H32.12", ["running"]),
        ("?older_than=0", ["running"]),
        ("?older_than=61", []),
    ],
)
def test_executions_are_filtered(query: str, found: list[str], serve: Serve) -> None:
    world = running()
    world.clock.forward(timedelta(minutes=60))
    assert listed(serve, world, query) == found


def test_a_state_that_does_not_exist_is_422(serve: Serve) -> None:
    assert serve(running()).get(f"{LIST}?state=lost").code == "query_invalid"


@pytest.mark.parametrize(
    ("dossier", "minutes", "found"),
    [
        (broken(due_at=None), 0, ["broken"]),
        (broken(due_at=MONDAY), 0, []),
        (a_dossier(), 9, []),
        (a_dossier(), 11, ["owed"]),
        (a_dossier(attempts=4), 0, ["owed"]),
    ],
)
def test_stuck_is_what_will_not_move_on_by_itself(
    dossier: Dossier, minutes: int, found: list[str], serve: Serve
) -> None:
    world = a_world(dossier)
    world.clock.forward(timedelta(minutes=minutes))
    assert listed(serve, world, "?state=stuck") == found


def test_ours_are_found_behind_many_of_another_agency(serve: Serve) -> None:
    others = (a_dossier(code=f"A-261123-{n:04d}", agency_code="H49") for n in range(29))
    world = a_world(*others, a_dossier(filed_at=MONDAY + timedelta(minutes=1)))
    page = serve(world).get(f"{LIST}?limit=5").json
    assert [item["dossier_code"] for item in page["items"]] == [CODE]


def test_one_execution_shows_what_the_engine_says(serve: Serve) -> None:
    detail = serve(running()).get(ONE).json
    assert detail["engine"]["status"] == "RUNNING"
    assert [step["type"] for step in detail["history"]] == ["ExecutionStarted", "TaskStateEntered"]
    assert detail["workflow_listens"] is True


def test_why_a_dossier_waits_is_one_sentence(serve: Serve) -> None:
    assert explained(serve, running()).startswith("It waits for the citizen to pay (payment-1)")
    vietnamese = serve(running()).get(ONE).json["explanation"]
    assert vietnamese.startswith("Đang chờ công dân nộp tiền")


def test_why_says_that_the_workflow_does_not_listen_yet(serve: Serve) -> None:
    world = a_world_with(execution=RUNNING)
    world.workflow.start(NAME, {})
    assert "has not opened" in explained(serve, world)


def test_why_says_that_the_engine_lost_the_execution(serve: Serve) -> None:
    world = running()
    world.workflow.forget(NAME)
    assert "NOT_FOUND" in explained(serve, world)
    assert serve(world).get(ONE).json["engine"] is None


def test_why_tells_instants_as_people_read_them(serve: Serve) -> None:
    assert "at 23/11/2026 09:00 (" in explained(serve, a_world_with())


def test_why_says_that_it_is_owed(serve: Serve) -> None:
    assert "is to be started" in explained(serve, a_world_with())


def test_why_says_whether_the_system_resumes_what_broke(serve: Serve) -> None:
    assert "resumes it by itself" in explained(serve, a_world(broken(due_at=MONDAY)))
    assert "not resumed by itself any more" in explained(serve, a_world(broken()))


def test_why_says_that_a_dossier_is_closed(serve: Serve) -> None:
    world = a_world_with()
    serve(world).request("POST", f"/v1/dossiers/{CODE}/withdrawal")
    assert "is closed (withdrawn)" in explained(serve, world)


def waiting(hours: int) -> FakeWorld:
    """It has been waiting so long for its payment, where nine in ten need four hours."""
    world = running()
    for _ in range(20):
        world.waits.ended(PAID_PROCEDURE, TaskKind.PAYMENT, timedelta(hours=4))
    world.clock.forward(timedelta(hours=hours))
    return world


def test_one_that_waits_far_longer_than_usual_is_stuck(serve: Serve) -> None:
    assert listed(serve, waiting(8), "?state=stuck") == []
    [item] = serve(waiting(9)).get(f"{LIST}?state=stuck").json["items"]
    assert (item["stuck"], item["waits_hours"], item["usual_hours"]) == (True, 9, 4)


def test_why_says_how_long_is_usual_and_whom_to_ask(serve: Serve) -> None:
    assert "need at most" not in explained(serve, waiting(8))
    sentence = explained(serve, waiting(9))
    assert "9 hours, where nine in ten need at most 4. Remind the citizen." in sentence


def test_resuming_owes_the_next_run(serve: Serve) -> None:
    world = a_world_with(execution=Execution(state=ExecutionState.BROKEN))
    answer = serve(world).post(f"{ONE}/resumption", {"reason": "the cause is removed"})
    assert answer.status == 202
    assert answer.json["execution"]["run"] == 2
    assert answer.json["execution"]["state"] == "owed"
    assert answer.json["next_attempt_at"] == "2026-11-23T02:00:00.000000Z"


def test_what_runs_is_not_resumed(serve: Serve) -> None:
    answer = serve(running()).post(f"{ONE}/resumption", {"reason": "impatience"})
    assert (answer.status, answer.code) == (409, "execution_running")


def test_resuming_needs_a_reason(serve: Serve) -> None:
    answer = serve(running()).post(f"{ONE}/resumption", {})
    assert answer.json["errors"][0]["pointer"] == "/reason"


def test_what_is_owed_now_is_listed_and_what_is_only_planned_is_not(serve: Serve) -> None:
    world = a_world(*filed().entities, an_order())
    debts = serve(world).get("/v1/ops/owed").json["items"]
    assert [debt["debt"] for debt in debts] == ["start_execution"]
    world.clock.forward(timedelta(minutes=2))
    debts = serve(world).get("/v1/ops/owed").json["items"]
    assert [debt["debt"] for debt in debts] == ["start_execution", "query_order"]
    assert debts[1]["agency_code"] == "H32.12"
    assert debts[1]["item"] == f"transactions/{an_order().order_id}/ORDER"


def test_a_debt_that_failed_is_listed_while_it_is_put_off(serve: Serve) -> None:
    later = MONDAY + timedelta(minutes=4)
    world = a_world(an_order(due_at=later, attempts=5, last_error="ClientError"))
    [debt] = serve(world).get("/v1/ops/owed?stuck=true").json["items"]
    assert (debt["attempts"], debt["last_error"], debt["stuck"]) == (5, "ClientError", True)
    assert serve(world).get("/v1/ops/owed?stuck=false").json["items"] == []


def test_our_debts_are_found_behind_many_of_another_agency(serve: Serve) -> None:
    others = (an_order(order_id=f"2611230{n:08d}", agency_code="H49") for n in range(120))
    world = a_world(*others, an_order(due_at=MONDAY + timedelta(minutes=2)))
    world.clock.forward(timedelta(minutes=3))
    [debt] = serve(world).get("/v1/ops/owed?limit=5").json["items"]
    assert debt["agency_code"] == "H32.12"


def test_another_agencys_debts_are_not_listed(serve: Serve) -> None:
    world = a_world(*filed().entities, an_order())
    world.clock.forward(timedelta(days=30))
    assert len(serve(world).get("/v1/ops/owed").json["items"]) == 3
    assert serve(world, somebody("H49")).get("/v1/ops/owed").json["items"] == []
