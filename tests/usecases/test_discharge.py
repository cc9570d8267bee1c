"""Each debt has its effect, and the effect takes it off the list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.calendar import CalendarDraft
from chalicelib.domain.errors import Transient
from chalicelib.domain.owed import Debt, ItemRef, debt_of
from chalicelib.domain.redating import CATALOGUE_SEEN, Redating
from chalicelib.domain.suspense import FIRST_TRY, suspend
from chalicelib.domain.task import TaskKind, TaskOutcome
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.discharge import discharge, lease_and_discharge
from chalicelib.usecases.drive_execution import RESUME_AFTER, break_execution, start_execution
from chalicelib.usecases.open_task import open_task
from chalicelib.usecases.patience import Patience
from chalicelib.usecases.publish_calendar import publish_calendar
from chalicelib.usecases.remind_applicant import remind_applicant
from tests.builders import CODE, DISTRICT, MONDAY, a_caller, a_statement, filed, filed_free
from tests.fakes import FakeWorld, Owing, a_world
from tests.usecases.scenes import (
    NAME,
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
)

DOSSIER = ItemRef(table="dossiers", pk=CODE, sk="DOSSIER")


def patient(world: FakeWorld) -> Patience:
    return Patience(world.clock, timedelta(seconds=15))


def owing_a_start() -> tuple[FakeWorld, Owing]:
    world = a_world(*filed().entities)
    return world, the_dossier(world)


def owing_a_check() -> tuple[FakeWorld, Owing]:
    world, _ = owing_a_start()
    start_execution(world, the_dossier(world))
    world.clock.forward(timedelta(days=1))
    return world, the_dossier(world)


def owing_a_resumption() -> tuple[FakeWorld, Owing]:
    world, _ = owing_a_check()
    break_execution(world, CODE, 1, "Broken")
    world.clock.forward(RESUME_AFTER[0])
    return world, the_dossier(world)


def owing_an_answer() -> tuple[FakeWorld, Owing]:
    world = a_world(*filed_free().entities)
    start_execution(world, the_dossier(world))
    open_task(world, CODE, 1, TaskKind.INTAKE, "token-a")
    decide_task(world, CODE, "intake-1", Decision(outcome=TaskOutcome.ACCEPTED), a_caller())
    return world, the_task(world, "intake-1")


def owing_a_reminder() -> tuple[FakeWorld, Owing]:
    world = a_world(*filed_free().entities)
    asked = Decision(outcome=TaskOutcome.SUPPLEMENT_REQUESTED)
    decide_task(world, CODE, "intake-1", asked, a_caller())
    world.clock.forward(timedelta(days=13))
    return world, the_task(world, "supplement-1")


def owing_an_end() -> tuple[FakeWorld, Owing]:
    world, _ = owing_a_reminder()
    remind_applicant(world, the_task(world, "supplement-1"))
    world.clock.forward(timedelta(days=3))
    return world, the_task(world, "supplement-1")


def owing_a_settlement() -> tuple[FakeWorld, Owing]:
    world = while_paying()
    book_statement(world, a_statement())
    return world, the_bill(world)


def owing_a_lapse() -> tuple[FakeWorld, Owing]:
    world = a_world(*filed().entities)
    world.clock.at = the_bill(world).pay_by
    return world, the_bill(world)


def owing_a_question() -> tuple[FakeWorld, Owing]:
    world = while_paying()
    world.transport.will("pending")
    world.clock.forward(timedelta(seconds=60))
    return world, the_order(world)


def owing_a_home() -> tuple[FakeWorld, Owing]:
    world = while_paying()
    held = suspend(a_statement(), "unknown_order", MONDAY)
    world.store.put(held)
    world.clock.forward(FIRST_TRY)
    return world, held


def owing_new_dates() -> tuple[FakeWorld, Owing]:
    world = a_world(*filed_free().entities)
    decide_task(world, CODE, "intake-1", Decision(outcome=TaskOutcome.ACCEPTED), a_caller())
    publish_calendar(world, DISTRICT, CalendarDraft(reason="law", weekend=(7,)), a_caller())
    world.clock.forward(CATALOGUE_SEEN)
    (owed,) = world.store.all(Redating)
    return world, owed


SCENES: dict[Debt, Callable[[], tuple[FakeWorld, Owing]]] = {
    Debt.START_EXECUTION: owing_a_start,
    Debt.CHECK_EXECUTION: owing_a_check,
    Debt.RESUME_EXECUTION: owing_a_resumption,
    Debt.ANSWER_TASK: owing_an_answer,
    Debt.REMIND_APPLICANT: owing_a_reminder,
    Debt.CLOSE_TASK: owing_an_end,
    Debt.SETTLE_BILL: owing_a_settlement,
    Debt.CLOSE_BILL: owing_a_lapse,
    Debt.QUERY_ORDER: owing_a_question,
    Debt.MATCH_SUSPENSE: owing_a_home,
    Debt.REDATE_TASKS: owing_new_dates,
}


def test_there_is_a_scene_for_every_debt_but_the_one_nobody_can_pay() -> None:
    assert set(SCENES) == set(Debt) - {Debt.UNREADABLE}


@pytest.mark.parametrize("debt", SCENES)
def test_every_debt_is_paid_by_its_effect(debt: Debt) -> None:
    world, item = SCENES[debt]()
    assert debt_of(item) is debt
    assert item.due_at
    assert item.due_at <= world.clock.now()
    before = dict(world.store.items)
    discharge(world, item)
    (key,) = [key for key, entity in before.items() if entity is item]
    after = world.store.items[key]
    assert isinstance(after, Owing)
    assert debt_of(after) is not debt or after.due_at is None or after.due_at > world.clock.now()


@pytest.mark.parametrize("debt", SCENES)
def test_every_debt_may_be_paid_twice(debt: Debt) -> None:
    """The stream and the sweeper may both try, with the same item in their hands."""
    world, item = SCENES[debt]()
    discharge(world, item)
    events, answers = told(world), list(world.workflow.answers)
    started = dict(world.workflow.started)
    world.transport.will("pending")
    discharge(world, item)
    assert (told(world), world.workflow.answers) == (events, answers)
    assert world.workflow.started == started


def test_a_leased_item_that_is_paid_counts() -> None:
    world, _ = owing_a_start()
    assert lease_and_discharge(world, DOSSIER, patient(world))
    assert NAME in world.workflow.started


def test_what_somebody_else_holds_is_left_to_them() -> None:
    world, _ = owing_a_start()
    world.debts.lease(DOSSIER, MONDAY)
    assert not lease_and_discharge(world, DOSSIER, patient(world))
    assert world.workflow.started == {}


def of_a_service() -> Exception:
    """As botocore raises it."""
    return ClientError(
        {"Error": {"Code": "ThrottlingException", "Message": "a sentence with a secret"}},
        "StartExecution",
    )


@pytest.mark.parametrize(
    ("error", "name"),
    [(Transient("a sentence with a secret"), "Transient"), (of_a_service(), "ThrottlingException")],
)
def test_what_fails_is_put_off_with_the_error_s_name_and_stays_owed(
    error: Exception, name: str
) -> None:
    world, _ = owing_a_start()
    world.workflow.down = error
    with pytest.raises(type(error)):
        lease_and_discharge(world, DOSSIER, patient(world))
    dossier = the_dossier(world)
    assert (dossier.attempts, dossier.last_error) == (1, name)
    assert dossier.due_at == MONDAY + timedelta(minutes=2)


def test_it_waits_longer_each_time_and_never_longer_than_an_hour() -> None:
    world, _ = owing_a_start()
    world.workflow.down = Transient("down")
    waits = []
    for _ in range(8):
        with pytest.raises(Transient):
            lease_and_discharge(world, DOSSIER, patient(world))
        due_at = the_dossier(world).due_at
        assert due_at
        waits.append((due_at - world.clock.now()) // timedelta(minutes=1))
        world.clock.at = due_at
    assert waits == [2, 4, 8, 16, 32, 60, 60, 60]
