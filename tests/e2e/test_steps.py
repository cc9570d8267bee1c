"""Three steps on the running stage, handed over between officers, each in their own post."""

from typing import Any

import httpx

from local.issuer import PROVINCE, ROLES, Role, token
from tests.e2e.stage import Stage

AGENCY, THREE_STEPS = "H32.12", "2.002288"


def officer(stage: Stage, subject: str, *posts: str) -> dict[str, str]:
    """The header of an officer of the province who holds these posts."""
    role = Role(ROLES["officer"].scopes, (PROVINCE,), posts)
    return {"Authorization": f"Bearer {token(stage.settings, subject, role)}"}


def say(
    stage: Stage, who: dict[str, str], code: str, task: str, verb: str, body: Any
) -> httpx.Response:
    path = f"/v1/dossiers/{code}/tasks/{task}/{verb}"
    return stage.ask(None, "POST", path, json=body, headers=who)


def queued(stage: Stage, code: str, query: str) -> list[Any]:
    """The dossier's task, if it is in this part of the queue."""
    found: list[Any] = []
    cursor = ""
    while True:
        page = stage.get("officer", f"/v1/tasks?agency={AGENCY}&limit=100&{query}{cursor}")
        found += [each for each in page["items"] if each["dossier_code"] == code]
        if page["next_cursor"] is None:
            return found
        cursor = f"&cursor={page['next_cursor']}"


def foresee(stage: Stage, code: str, task: str) -> None:
    """Let the result have been foreseen to be late for long."""
    tables = stage.aws("dynamodb")
    (name,) = (t for t in tables.list_tables()["TableNames"] if "-Dossiers-" in t)
    tables.update_item(
        TableName=name,
        Key={"pk": {"S": code}, "sk": {"S": f"TASK#{task}"}},
        UpdateExpression="SET #step.late_from = :past",
        ExpressionAttributeNames={"#step": "step"},
        ExpressionAttributeValues={":past": {"S": "2026-01-01T00:00:00.000000Z"}},
    )


def test_three_steps_go_from_officer_to_officer_and_the_queue_says_what_will_be_late(
    stage: Stage,
) -> None:
    ada, bao = officer(stage, "ada", "specialist"), officer(stage, "bao", "specialist")
    lan = officer(stage, "lan", "leader", "clerk")
    code = stage.file(procedure=THREE_STEPS)
    stage.decide(code, "intake", "accepted")
    first = stage.until_waiting(code, "processing")["waiting_for"]["task_id"]

    [task] = queued(stage, code, "role=specialist&assignee=none")
    assert (task["step"]["number"], task["step"]["of"]) == (1, 3)
    assert task["opened_at"] < task["step_due_at"] < task["due_at"]
    assert task["step_due_at"] <= task["forecast"]["late_from"]

    assert say(stage, lan, code, first, "assignment", {"assignee": "me"}).status_code == 403
    assert say(stage, ada, code, first, "assignment", {"assignee": "me"}).is_success
    lost = say(stage, bao, code, first, "assignment", {"assignee": "me"}).json()
    assert (lost["code"], lost["facts"]["assignee"]) == ("task_assigned", "ada")
    assert say(stage, ada, code, first, "assignment", {"assignee": "bao"}).is_success
    assert say(stage, ada, code, first, "decision", {"outcome": "completed"}).status_code == 409

    assert queued(stage, code, "will_be_late=true") == []
    foresee(stage, code, first)
    [late] = queued(stage, code, "will_be_late=true&assignee=bao")
    assert late["forecast"]["will_be_late"] is True
    summary = stage.get("manager", f"/v1/tasks/summary?agency={AGENCY}&by=assignee")
    [his] = [group for group in summary["groups"] if group["group"] == "bao"]
    assert (his["open"], his["will_be_late"]) == (1, 1)

    assert say(stage, bao, code, first, "decision", {"outcome": "completed"}).is_success
    for number in (2, 3):
        waiting = stage.until_waiting(code, "processing")["waiting_for"]["task_id"]
        [task] = queued(stage, code, "assignee=none")
        assert task["step"]["number"] == number
        refused = say(stage, bao, code, waiting, "decision", {"outcome": "completed"})
        assert refused.json()["code"] == "wrong_post"
        assert say(stage, lan, code, waiting, "decision", {"outcome": "completed"}).is_success
    stage.decide(code, "delivery", "delivered")
    stage.until_waiting(code, None)
    told = [event["data"] for event in stage.events(code) if event["type"] == "task_assigned"]
    assert told == [{"task_id": first, "to": "ada"}, {"task_id": first, "from": "ada", "to": "bao"}]


def test_a_manager_gives_a_task_that_an_officer_holds_to_another(stage: Stage) -> None:
    code = stage.file(procedure=THREE_STEPS)
    waiting = stage.until_waiting(code, "intake")["waiting_for"]["task_id"]
    path = f"/v1/dossiers/{code}/tasks/{waiting}/assignment"
    stage.post("officer", path, {"assignee": "me"})
    assert stage.post("manager", path, {"assignee": "bao"})["assignee"] == "bao"
    assert stage.ask("officer", "POST", path, json={"assignee": "me"}).status_code == 409
    assert stage.post("manager", path, {"assignee": None})["assignee"] is None
    stage.decide(code, "intake", "rejected")
    stage.until_waiting(code, None)
