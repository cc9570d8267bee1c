"""What broke alike is listed together."""

from datetime import timedelta

import pytest

from chalicelib.domain.breakage import Breakage
from chalicelib.domain.dossier import Dossier, Execution, ExecutionState, Status
from tests.builders import MONDAY, a_dossier
from tests.entrypoints.http.conftest import Serve, somebody
from tests.entrypoints.http.gateway import Reply
from tests.fakes import FakeWorld, a_world

BROKEN = "/v1/ops/broken"
MINUTE = timedelta(minutes=1)


def broken(
    number: int, error: str = "States.Timeout", *, code: str = "01d", **more: object
) -> Dossier:
    """The `number`-th dossier, which broke so many minutes after the first."""
    at = MONDAY + number * MINUTE
    return a_dossier(
        code=f"H32.12-261123-{number:04d}",
        execution=Execution(state=ExecutionState.BROKEN, reason=error),
        broken=Breakage(state="intake", error=error, code_version=code, at=at),
        **{"due_at": None, **more},
    )


def test_what_broke_alike_is_one_group_the_largest_first(serve: Serve) -> None:
    world = a_world(
        broken(0, "KeyError"), broken(2, due_at=MONDAY), broken(1), broken(3, code="02d")
    )
    answer = serve(world).get(BROKEN).json
    assert [group["count"] for group in answer["items"]] == [2, 1, 1]
    first = answer["items"][0]
    assert (first["state"], first["error"], first["code_version"]) == (
        "intake",
        "States.Timeout",
        "01d",
    )
    assert first["example"] == "H32.12-261123-0001"
    assert first["oldest_at"] == "2026-11-23T02:01:00.000000Z"
    assert first["newest_at"] == "2026-11-23T02:02:00.000000Z"
    assert (first["given_up"], answer["complete"]) == (1, True)


def test_what_does_not_break_any_more_is_in_no_group(serve: Serve) -> None:
    world = a_world(a_dossier(), broken(1).model_copy(update={"status": Status.WITHDRAWN}))
    assert serve(world).get(BROKEN).json["items"] == []


def test_another_agency_s_are_not_counted(serve: Serve) -> None:
    world = a_world(broken(1), broken(2, agency_code="H49"))
    [group] = serve(world).get(BROKEN).json["items"]
    assert (group["count"], group["example"]) == (1, "H32.12-261123-0001")
    [theirs] = serve(world, somebody("H49")).get(BROKEN).json["items"]
    assert theirs["fingerprint"] == group["fingerprint"]
    assert serve(world).get(f"{BROKEN}?agency=H49").code == "agency_not_found"


def test_the_sentence_says_what_to_do(serve: Serve) -> None:
    world = a_world(broken(1), broken(2, code="c0de00000001"), broken(3, code="unknown"))
    groups = serve(world).get(BROKEN, accept_language="en").json["items"]
    said = {group["code_version"]: group["explanation"] for group in groups}
    assert "resume one, then the whole group" in said["01d"]
    assert "remove the cause first" in said["c0de00000001"]
    assert "not known" in said["unknown"]
    vietnamese = serve(world).get(BROKEN).json["items"][0]["explanation"]
    assert vietnamese.startswith("1 hồ sơ hỏng vì States.Timeout")


def test_one_that_broke_before_circumstances_were_kept_is_listed_all_the_same(serve: Serve) -> None:
    old = broken(1, "Broken").model_copy(update={"broken": None})
    [group] = serve(a_world(old)).get(BROKEN).json["items"]
    assert (group["state"], group["error"], group["code_version"]) == (
        "unknown",
        "Broken",
        "unknown",
    )


def resumption(serve: Serve, world: FakeWorld, body: dict[str, object], **headers: str) -> Reply:
    fingerprint = serve(world).get(BROKEN).json["items"][0]["fingerprint"]
    return serve(world).post(f"{BROKEN}/{fingerprint}/resumption", body, **headers)


def test_a_dry_run_says_what_would_happen(serve: Serve) -> None:
    world = a_world(broken(1), broken(2))
    body = {"reason": "fixed", "dry_run": True, "limit": 1}
    answer = resumption(serve, world, body, accept_language="en")
    assert (answer.status, answer.json["dry_run"]) == (200, True)
    [result] = answer.json["items"]
    assert (result["dossier_code"], result["result"]) == ("H32.12-261123-0001", "would_resume")
    assert result["explanation"] == "Would be resumed."
    assert serve(world).get(BROKEN).json["items"][0]["count"] == 2


def test_twenty_are_resumed_unless_another_number_is_asked_for(serve: Serve) -> None:
    world = a_world(*(broken(number) for number in range(25)))
    answer = resumption(serve, world, {"reason": "fixed"})
    assert [each["result"] for each in answer.json["items"]] == ["resumed"] * 20
    assert serve(world).get(BROKEN).json["items"][0]["count"] == 5


@pytest.mark.parametrize("limit", [0, 101])
def test_no_more_than_a_hundred_at_once(limit: int, serve: Serve) -> None:
    answer = resumption(serve, a_world(broken(1)), {"reason": "fixed", "limit": limit})
    assert answer.json["errors"][0]["pointer"] == "/limit"


def test_a_key_makes_a_group_s_resumption_safe_to_repeat(serve: Serve) -> None:
    world = a_world(broken(1), broken(2))
    path = f"{BROKEN}/{serve(world).get(BROKEN).json['items'][0]['fingerprint']}/resumption"
    for replayed, result in ((None, "resumed"), ("true", "already_running")):
        answer = serve(world).post(path, {"reason": "fixed", "limit": 1}, idempotency_key="k")
        assert answer.headers.get("Idempotent-Replayed") == replayed
        assert [each["result"] for each in answer.json["items"]] == [result]


def test_a_group_that_nobody_is_in_any_more_is_404(serve: Serve) -> None:
    answer = serve(a_world()).post(f"{BROKEN}/5f2a9c0d1e3b4a67/resumption", {"reason": "fixed"})
    assert (answer.status, answer.code) == (404, "broken_group_not_found")
