"""Who may see what, through the real authorizer and gateway."""

from typing import Any

import httpx
import pytest

from tests.e2e.stage import Stage


@pytest.fixture(scope="module")
def paths(stage: Stage) -> list[tuple[str, str, Any]]:
    """Everything of one dossier of this agency."""
    code = stage.file()
    task = stage.until_waiting(code, "payment")["waiting_for"]["task_id"]
    order = stage.open_order(code)["order_id"]
    return [
        ("GET", f"/v1/dossiers/{code}", None),
        ("GET", f"/v1/dossiers/{code}/events", None),
        ("POST", f"/v1/dossiers/{code}/orders", {"method": "momo_wallet"}),
        ("POST", f"/v1/dossiers/{code}/tasks/{task}/decision", {"outcome": "accepted"}),
        ("GET", f"/v1/orders/{order}", None),
        ("GET", f"/v1/orders/{order}/transactions", None),
        ("GET", f"/v1/ops/executions/{code}", None),
        ("POST", f"/v1/ops/executions/{code}/resumption", {"reason": "none"}),
    ]


def test_another_agencys_token_finds_nothing(stage: Stage, paths: Any) -> None:
    for method, path, body in paths:
        _is_problem(_ask(stage, "stranger", method, path, body), 404)


def test_a_missing_scope_is_forbidden(stage: Stage, paths: Any) -> None:
    """Each call with a role that covers the agency and lacks just its scope."""
    for method, path, body in paths:
        for role in _without_right(method, path):
            _is_problem(_ask(stage, role, method, path, body), 403)
    _is_problem(_ask(stage, "portal", "GET", "/v1/tasks", None), 403)


def test_without_a_token_nothing_is_answered(stage: Stage, paths: Any) -> None:
    for method, path, body in paths:
        _is_problem(_ask(stage, None, method, path, body), 401)
    garbage = stage.ask(None, "GET", paths[0][1], headers={"Authorization": "Bearer x.y.z"})
    _is_problem(garbage, 401)


def test_lists_show_nothing_of_another_agency(stage: Stage, paths: Any) -> None:
    for path in ("/v1/tasks", "/v1/ops/executions?state=running", "/v1/ops/owed"):
        items = stage.get("stranger", path)["items"]
        assert not [item for item in items if "H32" in str(item)]


def _without_right(method: str, path: str) -> list[str]:
    if "/ops/" in path:
        return ["portal", "officer", "manager"]
    return ["manager"] if method == "POST" else []


def _ask(stage: Stage, role: str | None, method: str, path: str, body: Any) -> httpx.Response:
    headers = {"Idempotency-Key": "access"} if method == "POST" else {}
    return stage.ask(role, method, path, json=body, headers=headers)


def _is_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == status
    assert answer.json()["code"]
