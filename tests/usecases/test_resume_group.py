"""What broke alike is resumed together: capped, each by itself, safe to repeat."""

from datetime import timedelta

import pytest

from chalicelib.domain.breakage import Breakage
from chalicelib.domain.caller import Caller
from chalicelib.domain.dossier import Dossier, Execution, ExecutionState, Status
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.event import Event
from chalicelib.usecases.drive_execution import break_execution, resume_dossier
from chalicelib.usecases.once import Once
from chalicelib.usecases.resume_group import BUDGET, Result, resume_group
from tests.builders import MONDAY, STRANGER, a_caller, a_dossier, a_once
from tests.fakes import FakeWorld, a_world

MINUTE = timedelta(minutes=1)


def broken(number: int) -> Dossier:
    breakage = Breakage(state="intake", error="E", code_version="01d", at=MONDAY + number * MINUTE)
    execution = Execution(state=ExecutionState.BROKEN, reason="E")
    return a_dossier(code=code(number), execution=execution, broken=breakage, due_at=None)


def code(number: int) -> str:
    return f"H32.12-261123-{number:04d}"


def a_broken_world(many: int = 3) -> FakeWorld:
    return a_world(*(broken(number) for number in reversed(range(many))))


def resumed(
    world: FakeWorld,
    *,
    limit: int = 20,
    dry_run: bool = False,
    once: Once | None = None,
    caller: Caller | None = None,
) -> list[Result]:
    found, _ = resume_group(
        world,
        broken(0).broken.fingerprint,  # type: ignore[union-attr]
        "fixed",
        caller or a_caller(),
        limit=limit,
        dry_run=dry_run,
        once=once,
    )
    return found


def fates(found: list[Result]) -> dict[str, str]:
    return {each.dossier_code[-1]: each.fate.value for each in found}


def runs(world: FakeWorld) -> list[int]:
    return [one.execution.run for one in world.store.all(Dossier)]


def test_each_of_the_group_is_resumed_with_the_reason_on_its_timeline() -> None:
    world = a_broken_world()
    assert fates(resumed(world)) == {"0": "resumed", "1": "resumed", "2": "resumed"}
    assert runs(world) == [2, 2, 2]
    assert len(world.commits.done) == 3
    for event in world.store.all(Event):
        assert (event.actor, event.data["reason"]) == ("an", "fixed")


def test_those_longest_broken_come_first_and_no_more_than_the_limit() -> None:
    world = a_broken_world()
    assert fates(resumed(world, limit=2)) == {"0": "resumed", "1": "resumed"}
    assert runs(world) == [2, 2, 1]


def test_a_dry_run_changes_nothing_not_even_the_key() -> None:
    world = a_broken_world(1)
    assert fates(resumed(world, dry_run=True, once=a_once())) == {"0": "would_resume"}
    assert world.commits.done == []


def test_the_same_request_takes_the_same_dossiers_and_not_the_next_ones() -> None:
    world = a_broken_world()
    resumed(world, limit=1, once=a_once())
    assert fates(resumed(world, limit=1, once=a_once())) == {"0": "already_running"}
    assert runs(world) == [2, 1, 1]
    assert fates(resumed(world, limit=1, once=a_once("key-2"))) == {"1": "resumed"}


def test_the_same_request_does_what_it_had_left() -> None:
    world = a_broken_world(2)
    world.commits.meanwhile(lambda: None)
    world.commits.meanwhile(lambda: world.clock.forward(BUDGET))
    assert fates(resumed(world, once=a_once())) == {"0": "resumed", "1": "not_tried"}
    assert fates(resumed(world, once=a_once())) == {"0": "already_running", "1": "resumed"}


def test_the_same_request_at_the_same_time_is_one() -> None:
    world = a_broken_world()
    world.commits.meanwhile(lambda: resumed(world, limit=1, once=a_once()))
    assert fates(resumed(world, limit=1, once=a_once())) == {"0": "already_running"}
    assert runs(world) == [2, 1, 1]


def test_the_same_key_for_something_else_is_refused() -> None:
    world = a_broken_world()
    resumed(world, limit=1, once=a_once())
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        resumed(world, limit=2, once=a_once(body="another"))


def test_what_was_resumed_and_broke_again_is_another_group_s() -> None:
    world = a_broken_world(1)
    resumed(world, once=a_once())
    break_execution(world, code(0), 2, "E")
    assert fates(resumed(world, once=a_once())) == {"0": "broke_again"}


def test_what_somebody_resumes_meanwhile_is_resumed_once() -> None:
    world = a_broken_world(2)
    world.commits.meanwhile(lambda: resume_dossier(world, code(0), "faster", a_caller()))
    assert fates(resumed(world)) == {"0": "already_running", "1": "resumed"}
    assert runs(world) == [2, 2]


def test_what_somebody_resumed_meanwhile_and_broke_again_is_not_resumed() -> None:
    world = a_broken_world(1)

    def meanwhile() -> None:
        resume_dossier(world, code(0), "faster", a_caller())
        break_execution(world, code(0), 2, "E")

    world.commits.meanwhile(meanwhile)
    assert fates(resumed(world)) == {"0": "already_running"}
    assert runs(world) == [2]


def test_what_is_closed_meanwhile_is_not_resumed() -> None:
    world = a_broken_world(2)
    closed = broken(0).succeed(status=Status.WITHDRAWN)
    world.commits.meanwhile(lambda: world.store.put(closed))
    assert fates(resumed(world)) == {"0": "closed", "1": "resumed"}


def test_one_that_fails_does_not_stop_the_others() -> None:
    world = a_broken_world(2)

    def breaking() -> None:
        raise ConnectionError

    world.commits.meanwhile(breaking)
    first, second = resumed(world)
    assert (first.fate.value, first.error) == ("failed", "ConnectionError")
    assert second.fate.value == "resumed"


def test_another_agency_sees_no_such_group() -> None:
    with pytest.raises(NotFound, match="broken_group_not_found"):
        resumed(a_broken_world(), caller=a_caller(STRANGER))
