"""Whatever is still owed is done; one that fails never stops the others."""

from datetime import timedelta

from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.order import Order
from chalicelib.domain.owed import ItemRef
from chalicelib.ports.provider import Answer, Request
from chalicelib.usecases.run_due import BATCH, FAST_PATH_GRACE, run_due
from tests.builders import MONDAY, filed
from tests.fakes import LOST, FakeClock, FakeWorkflow, FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, while_paying

BUDGET = timedelta(seconds=45)


class Failures:
    """What was reported."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []

    def __call__(self, ref: ItemRef, error: Exception) -> None:
        self.seen.append((ref.pk, type(error).__name__))


def a_world_with(count: int) -> FakeWorld:
    """So many dossiers whose executions are owed, long enough ago."""
    codes = [f"H32.12-261123-{number:04d}" for number in range(1, count + 1)]
    world = a_world(*(entity for code in codes for entity in filed(code=code).entities))
    world.clock.forward(timedelta(minutes=1))
    return world


def swept(world: FakeWorld) -> tuple[int, list[tuple[str, str]]]:
    failures = Failures()
    return run_due(world, budget=BUDGET, on_failure=failures), failures.seen


def test_everything_that_is_due_is_done_batch_after_batch() -> None:
    world = a_world_with(2 * BATCH + 1)
    assert swept(world) == (2 * BATCH + 1, [])
    assert len(world.workflow.started) == 2 * BATCH + 1
    assert {one.execution.state for one in world.store.all(Dossier)} == {ExecutionState.RUNNING}


def test_what_was_done_is_not_done_again() -> None:
    world = a_world_with(3)
    swept(world)
    assert swept(world) == (0, [])


def test_one_that_fails_never_stops_the_others_and_is_tried_again_later() -> None:
    world = a_world_with(3)

    class Picky(FakeWorkflow):
        def start(self, name: str, data: dict[str, object]) -> bool:
            if name.endswith("0002-1") and world.clock.now() < MONDAY + timedelta(hours=1):
                raise ConnectionError
            return super().start(name, data)

    object.__setattr__(world, "workflow", Picky())
    assert swept(world) == (2, [("H32.12-261123-0002", "ConnectionError")])
    world.clock.forward(timedelta(hours=1))
    assert swept(world) == (1, [])


def test_the_stream_has_a_few_seconds_to_do_it_first() -> None:
    world = a_world(*filed().entities)
    world.clock.at = MONDAY + FAST_PATH_GRACE - timedelta(microseconds=1)
    assert swept(world)[0] == 0
    world.clock.at = MONDAY + FAST_PATH_GRACE
    assert swept(world)[0] == 1


def test_the_sweep_ends_with_its_budget_and_leaves_the_rest_owed() -> None:
    class Running(FakeClock):
        """Every look at it takes a second."""

        def now(self) -> object:  # type: ignore[override]
            self.forward(timedelta(seconds=1))
            return super().now()

    world = a_world_with(60)
    object.__setattr__(world, "clock", Running(world.clock.at))
    done, failed = swept(world)
    assert 0 < done < 60
    assert failed == []
    owed = [one for one in world.store.all(Dossier) if one.execution.state is ExecutionState.OWED]
    assert len(owed) == 60 - done


def test_nothing_owed_is_nothing_done() -> None:
    assert swept(a_world()) == (0, [])


def test_a_slow_provider_uses_its_share_and_starves_nobody() -> None:
    """Its other orders wait for the next sweep; what needs no provider is done all the same."""
    orders = [a_pending_order(order_id=f"26112300000{n:03d}0", method=f"m{n}") for n in range(10)]
    world = while_paying(*orders)
    world.clock.forward(timedelta(hours=1))

    def slow(_: Request) -> Answer:
        world.clock.forward(timedelta(seconds=20))
        raise LOST

    world.transport.will(*[slow] * 10)
    done, _ = swept(world)
    assert len(world.transport.sent) == 1
    assert done == 2, "the dossier's start and one question"
    others = [order for order in all_orders(world) if not order.attempts]
    assert len(others) == 9, "no attempt is counted of what was not asked"
    assert all(order.due_at and order.due_at <= world.clock.now() for order in others)


def all_orders(world: FakeWorld) -> list[Order]:
    return world.store.all(Order)
