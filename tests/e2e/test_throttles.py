"""Throttles apart: a portal that floods its own route is refused, and money still comes in.

One route that no other test calls in numbers is made narrow for the while.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from infra.finish import API_STAGE
from tests.e2e.stage import Stage

ROUTE, SETTING = "/v1/procedures", "~1v1~1procedures/GET"
AT_ONCE, CALLS = 5, 40
PORTAL_PAGE = {"Origin": "https://portal.example.vn"}


@pytest.fixture
def narrow(stage: Stage) -> Iterator[None]:
    """The route takes five calls at once and one a second; afterwards what it took before."""
    before = _throttle(stage)
    _set_throttle(stage, {"rateLimit": 1, "burstLimit": AT_ONCE})
    yield
    _set_throttle(stage, before)
    assert _throttle(stage) == before


def test_a_flood_of_a_portal_is_refused_while_webhooks_and_staff_get_through(
    stage: Stage, narrow: None
) -> None:
    order_id = stage.open_order(stage.file())["order_id"]
    paid = stage.notification(order_id)
    with ThreadPoolExecutor(20) as crowd:
        flood = [crowd.submit(_list, stage) for _ in range(CALLS)]
        forged = [crowd.submit(_notify, stage, {**paid, "amount": 1}) for _ in range(CALLS)]
        money = crowd.submit(_notify, stage, paid)
        staff = crowd.submit(stage.ask, "officer", "GET", "/v1/tasks")
    answers = [one.result() for one in flood]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert len(refused) >= CALLS / 2
    for answer in refused:
        _comes_again(answer)
    assert {one.result().status_code for one in forged} == {400}
    assert money.result().status_code == 204
    assert staff.result().status_code == 200
    assert stage.get("portal", f"/v1/orders/{order_id}")["state"] == "paid"


def test_every_route_is_throttled_by_its_class(stage: Stage) -> None:
    """The local cloud knows each route's own limits, and not only the ones of the whole stage."""
    settings = _stage(stage)["methodSettings"]
    for key in ("/v1/procedures/GET", "/webhooks/{provider}/POST", "/v1/tasks/GET"):
        assert settings[key]["throttlingBurstLimit"] == 5_000


def _comes_again(answer: httpx.Response) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    assert int(answer.headers["retry-after"]) >= 1
    assert answer.headers["access-control-allow-origin"] == "*"
    problem = answer.json()
    assert (problem["status"], problem["code"]) == (429, "too_many_requests")
    assert problem["instance"]


def _list(stage: Stage) -> httpx.Response:
    return stage.ask("portal", "GET", f"{ROUTE}?limit=1", headers=PORTAL_PAGE)


def _notify(stage: Stage, body: Mapping[str, object]) -> httpx.Response:
    return stage.ask(None, "POST", "/webhooks/momo", json=body)


def _throttle(stage: Stage) -> dict[str, float]:
    found = _stage(stage)["methodSettings"][f"{ROUTE}/GET"]
    return {
        "rateLimit": found["throttlingRateLimit"],
        "burstLimit": found["throttlingBurstLimit"],
    }


def _set_throttle(stage: Stage, limits: Mapping[str, float]) -> None:
    patches = [
        {"op": "replace", "path": f"/{SETTING}/throttling/{name}", "value": f"{value:.0f}"}
        for name, value in limits.items()
    ]
    stage.aws("apigateway").update_stage(
        restApiId=_api(stage), stageName=API_STAGE, patchOperations=patches
    )


def _stage(stage: Stage) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = stage.aws("apigateway").get_stage(
        restApiId=_api(stage), stageName=API_STAGE
    )
    return found


def _api(stage: Stage) -> str:
    """The API's id is the part of its address before the stage."""
    return str(stage.run["api_url"]).split("/")[-2]
