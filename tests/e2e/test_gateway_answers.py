"""What API Gateway answers by itself, on the running stage.

The local cloud has no limit of a body's size and waits for a function as long as it takes, so 413 and
504 are held by tests/infra alone; 415 is our own answer there and on AWS.
"""

import httpx
import pytest

from tests.e2e.stage import Stage

PAGE = {"Origin": "https://portal.example.vn"}


@pytest.mark.parametrize(
    ("method", "path", "token", "status", "code"),
    [
        ("GET", "/v1/tasks", None, 401, "token_required"),
        ("GET", "/v1/tasks", "Bearer x.y.z", 401, "token_required"),
        ("GET", "/v1/tasks", "Basic x", 401, "token_required"),
        ("GET", "/v1/nothing", None, 404, "not_found"),
        ("DELETE", "/v1/health", None, 404, "not_found"),
    ],
)
def test_a_refusal_is_a_problem_that_a_portals_page_may_read(
    stage: Stage, method: str, path: str, token: str | None, status: int, code: str
) -> None:
    headers = {**PAGE, **({"Authorization": token} if token else {})}
    answer = stage.ask(None, method, path, headers=headers)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (status, code)
    assert set(problem) == {"type", "title", "status", "detail", "instance", "code", "facts"}


def test_who_brings_no_token_is_told_which_kind_to_bring(stage: Stage) -> None:
    answer = stage.ask(None, "GET", "/v1/tasks", headers=PAGE)
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "WWW-Authenticate" in answer.headers["access-control-expose-headers"]
    assert "mã truy cập" in answer.json()["detail"]


def test_a_content_type_that_we_do_not_take_is_our_own_refusal(stage: Stage) -> None:
    answer: httpx.Response = stage.ask(
        "portal",
        "POST",
        "/v1/dossiers",
        content=b"<dossier/>",
        headers={"Content-Type": "text/xml", "Idempotency-Key": "gateway-answers"},
    )
    assert answer.status_code == 415, answer.text
    assert answer.json()["code"] == "media_type_unsupported"
