"""A stage on fakes with a bank and an engine that behave, and what recovery means on it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

from chalicelib.domain.bill import Bill
from chalicelib.domain.change import Entity
from chalicelib.domain.dossier import Dossier, execution_name
from chalicelib.domain.event import Event
from chalicelib.domain.invariants import Kept, Records, breaches
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.domain.transaction import Transaction
from chalicelib.usecases.run_due import run_due
from tests.builders import PROVIDER
from tests.crash.bank import FakeBank
from tests.crash.engine import FakeEngine
from tests.crash.trail import Watched
from tests.fakes import FakeWorld, a_world

ROUNDS = 6
"""Of two minutes each: longer than any lease, backoff and first question of these scenes."""


def a_stage(*entities: Entity) -> FakeWorld:
    """A world whose bank and engine have lives of their own."""
    ports: dict[str, Any] = {"transport": FakeBank(), "workflow": FakeEngine()}
    return replace(a_world(*entities), **ports)


def bank(world: FakeWorld) -> FakeBank:
    return cast(FakeBank, _itself(world.transport))


def engine(world: FakeWorld) -> FakeEngine:
    return cast(FakeEngine, _itself(world.workflow))


def _itself(port: object) -> object:
    return port.port if isinstance(port, Watched) else port


def briefly(world: FakeWorld) -> None:
    """Long enough for what is owed at once; nobody is asked anything yet."""
    for _ in range(3):
        world.clock.forward(timedelta(seconds=6))
        engine(world).drive(world)
        run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)


def recover(world: FakeWorld, rounds: int = ROUNDS) -> None:
    """Time passes: the engine goes on, the bank repeats itself, what is owed is done."""
    for _ in range(rounds):
        world.clock.forward(timedelta(minutes=2))
        bank(world).deliver(world)
        engine(world).drive(world)
        run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)


def records(world: FakeWorld) -> Records:
    """All that the stage holds."""
    store = world.store
    return Records(
        dossiers=tuple(store.all(Dossier)),
        tasks=tuple(store.all(Task)),
        bills=tuple(store.all(Bill)),
        events=tuple(store.all(Event)),
        orders=tuple(store.all(Order)),
        transactions=tuple(store.all(Transaction)),
        suspense=tuple(store.all(Suspense)),
        kept=tuple(
            Kept(one.order_id, _stated(one.body.decode()))
            for one in world.callbacks.kept
            if one.order_id
        ),
        executions={name: one.status for name, one in world.workflow.statuses.items()},
    )


def _stated(body: str) -> Outcome | None:
    """What a call says in the words of FakeProvider; other providers' are not read here."""
    words = body.split(":")
    return Outcome(words[2]) if words[2:] and words[2] in set(Outcome) else None


def wrong(world: FakeWorld) -> list[str]:
    """What does not hold: the invariants, and that nobody waits in vain."""
    found = [f"{one.invariant}: {one.key}: {one.detail}" for one in breaches(records(world))]
    taken = sum(int(word.split(":")[1]) for word in bank(world).known.values() if "paid" in word)
    booked = sum(
        one.amount
        for one in records(world).transactions
        if one.outcome is Outcome.PAID and one.provider == PROVIDER
    )
    if taken != booked:
        found.append(f"the bank took {taken}, booked are {booked}")
    held = {task.token for task in world.store.all(Task) if task.open}
    dossiers = world.store.all(Dossier)
    current = {execution_name(one.code, one.execution.run) for one in dossiers}
    found += [
        f"{name} waits on {token}, which no open task has"
        for name, token in getattr(world.workflow, "waits", {}).items()
        if token not in held and name in current
    ]
    return found
