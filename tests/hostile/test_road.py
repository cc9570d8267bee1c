"""The whole road over a database that misbehaves: it ends right, and every invariant holds."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError, ReadTimeoutError

from chalicelib.domain.bill import BillState
from chalicelib.domain.dossier import ExecutionState, Status
from chalicelib.domain.errors import Refusal, Transient
from chalicelib.domain.invariants import Records, breaches
from chalicelib.domain.statement import Outcome
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.storage.callbacks import DynamoCallbacks
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.debts import DynamoDebts
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.orders import DynamoOrders
from chalicelib.storage.tables import Tables
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.open_order import open_order
from chalicelib.usecases.run_due import run_due
from chalicelib.usecases.submit_dossier import submit_dossier
from local.records import read_records
from tests.builders import FEE, a_caller, a_filing, a_once, an_order_request
from tests.crash.stage import a_stage, bank, engine
from tests.fakes import FakeWorld
from tests.hostile.client import HostileClient, Weather
from tests.hostile.stream import HostileStream
from tests.storage.moto_tables import fresh_tables

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

TROUBLE = (ClientError, ReadTimeoutError, Transient)
WEATHERS = {
    "conflicts": Weather(conflicts=40),
    "throttling": Weather(throttled=8),
    "lost answers": Weather(lost_answers=30),
    "index lag": Weather(lagging=60),
    "everything": Weather(conflicts=20, throttled=5, lost_answers=15, lagging=40),
}


class Road:
    """One dossier's road on tables behind a hostile client, with or without a hostile stream."""

    def __init__(self, tables: Tables, weather: Weather, seed: int) -> None:
        self.client = HostileClient(tables.client, weather, seed)
        self.calm = tables
        hostile = replace(tables, client=self.client)  # type: ignore[arg-type]
        ports: dict[str, Any] = {
            "commits": DynamoCommits(hostile),
            "dossiers": DynamoDossiers(hostile),
            "orders": DynamoOrders(hostile),
            "debts": DynamoDebts(hostile),
            "callbacks": DynamoCallbacks(hostile),
        }
        self.world: FakeWorld = replace(a_stage(), **ports)
        self.stream: HostileStream | None = None

    def walk(self) -> None:
        """Everybody does their part, and again until they get an answer."""
        code = self.until_answered(self._file)
        self.pass_time(2)
        self._pay(code)
        for kind, outcome in (
            (TaskKind.INTAKE, TaskOutcome.ACCEPTED),
            (TaskKind.PROCESSING, TaskOutcome.COMPLETED),
            (TaskKind.DELIVERY, TaskOutcome.DELIVERED),
        ):
            self._officer(kind, outcome)
        self.pass_time()
        self.world.clock.forward(timedelta(days=1))  # the record is compared with the engine
        self.pass_time(8)

    def until_answered(self, act: Callable[[], Any]) -> Any:
        for _ in range(30):
            with suppress(*TROUBLE):
                return act()
            self.world.clock.forward(timedelta(seconds=5))
        raise AssertionError("never answered")

    def pass_time(self, rounds: int = 4) -> None:
        for _ in range(rounds):
            self.world.clock.forward(timedelta(minutes=2))
            self._tell()
            with suppress(*TROUBLE):
                bank(self.world).deliver(self.world)
            with suppress(*TROUBLE):
                engine(self.world).drive(self.world)
            self._tell()
            with suppress(*TROUBLE):
                run_due(self.world, budget=timedelta(seconds=45), on_failure=lambda ref, e: None)

    def records(self) -> Records:
        return read_records(self.calm, self.world.workflow)

    def _tell(self) -> None:
        if self.stream:
            self.stream.deliver()

    def _file(self) -> str:
        return submit_dossier(self.world, a_filing(), a_caller(), a_once())[0].code

    def _pay(self, code: str) -> None:
        """By whatever link there is, sooner or later; a payer without one asks for another."""
        for number in range(40):
            self.until_answered(partial(self._open, code, f"pay-{number}"))
            for order in self.records().orders:
                bank(self.world).pay(order)
            if bank(self.world).unheard:
                return
            self.pass_time(2)

    def _open(self, code: str, key: str) -> None:
        with suppress(Refusal):
            once = a_once(key, route="orders")
            open_order(self.world, code, an_order_request(), a_caller(), once)

    def _officer(self, kind: TaskKind, outcome: TaskOutcome) -> None:
        """Decides when the task has come."""
        for _ in range(60):
            self.pass_time(1)
            (dossier,) = self.records().dossiers
            if dossier.waiting_for and dossier.waiting_for.kind is kind:
                task_id = dossier.waiting_for.task_id
                self.until_answered(partial(self._decide, dossier.code, task_id, outcome))
                return

    def _decide(self, code: str, task_id: str, outcome: TaskOutcome) -> None:
        with suppress(Refusal):
            decide_task(self.world, code, task_id, Decision(outcome=outcome), a_caller())


def ended_right(road: Road) -> None:
    """Returned, driven to its end, paid once; and not one invariant broken."""
    found = road.records()
    (dossier,), (bill,) = found.dossiers, found.bills
    assert breaches(found) == []
    assert (dossier.status, bill.state) == (Status.RETURNED, BillState.COVERED)
    assert dossier.execution.state is ExecutionState.FINISHED
    assert [one.amount for one in found.transactions if one.outcome is Outcome.PAID] == [FEE]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("weather", WEATHERS)
def test_the_road_ends_right_in_any_weather(
    client: "DynamoDBClient", weather: str, seed: int
) -> None:
    road = Road(fresh_tables(client), WEATHERS[weather], seed)
    road.walk()
    assert road.client.happened != [], "the weather was fine"
    ended_right(road)


@pytest.mark.parametrize("seed", range(4))
def test_a_stream_that_repeats_and_reorders_its_records_changes_nothing(
    client: "DynamoDBClient", seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    road = Road(fresh_tables(client), Weather(), seed)
    road.stream = HostileStream(road.client, seed)
    monkeypatch.setattr("chalicelib.entrypoints.stream.world", lambda: road.world)
    road.walk()
    ended_right(road)
