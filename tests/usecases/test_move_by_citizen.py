"""The citizen supplies papers or withdraws; and the clock ends what the citizen let pass."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.bill import BillState
from chalicelib.domain.dossier import Attachment, Status
from chalicelib.domain.errors import Conflict, NotFound
from chalicelib.domain.event import Event
from chalicelib.domain.invariants import breaches
from chalicelib.domain.order import OrderState
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.close_task import close_task
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.move_by_citizen import (
    MOST_ATTACHMENTS,
    supply_supplement,
    withdraw_dossier,
)
from chalicelib.usecases.remind_applicant import remind_applicant
from tests.builders import CODE, FEE, STRANGER, a_caller, a_statement, filed_free
from tests.crash.stage import records
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import (
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
)

UNTIL = datetime(2026, 12, 8, 17, tzinfo=UTC)
"""The end in Hanoi of the fifteenth day after the Monday on which papers are asked for."""

PAPER = Attachment(name="Giấy khai sinh", uri="https://papers.example/1")


def lacking_papers() -> FakeWorld:
    world = a_world(*filed_free().entities)
    decision = Decision(outcome=TaskOutcome.SUPPLEMENT_REQUESTED)
    decide_task(world, CODE, "intake-1", decision, a_caller())
    return world


def test_supplied_papers_are_added_and_lead_back_to_intake() -> None:
    world = lacking_papers()
    dossier = supply_supplement(world, CODE, (PAPER,), a_caller())
    assert dossier.attachments == (PAPER,)
    assert dossier.waiting_for
    assert dossier.waiting_for.task_id == "intake-2"
    assert told(world) == ["filed", "supplement_requested", "resubmitted"]


def test_papers_that_nobody_asked_for_are_a_conflict() -> None:
    with pytest.raises(Conflict, match="no_supplement_awaited"):
        supply_supplement(a_world(*filed_free().entities), CODE, (PAPER,), a_caller())


def test_papers_that_never_come_end_the_dossier_at_the_deadline() -> None:
    world = lacking_papers()
    world.clock.at = UNTIL - timedelta(seconds=1)
    close_task(world, the_task(world, "supplement-1"))
    assert the_dossier(world).status is Status.AWAITING_SUPPLEMENT
    world.clock.at = UNTIL
    close_task(world, the_task(world, "supplement-1"))
    assert the_dossier(world).status is Status.NOT_RECEIVED
    assert the_task(world, "supplement-1").ended_by == "clock"
    assert world.store.all(Event)[-1].data["ground"] == "not_supplied"


def test_papers_after_the_deadline_are_refused_although_nobody_has_closed_it_yet() -> None:
    world = lacking_papers()
    world.clock.at = UNTIL
    with pytest.raises(Conflict, match="supplement_too_late") as refused:
        supply_supplement(world, CODE, (PAPER,), a_caller())
    assert refused.value.facts == {"deadline": "09/12/2026 00:00"}


def test_papers_that_came_in_time_win_over_the_clock() -> None:
    world = lacking_papers()
    late = the_task(world, "supplement-1")
    world.clock.at = UNTIL - timedelta(seconds=1)
    supply_supplement(world, CODE, (PAPER,), a_caller())
    world.clock.at = UNTIL
    close_task(world, late)
    assert the_dossier(world).status is Status.SUBMITTED


def test_the_applicant_is_reminded_once_before_the_deadline() -> None:
    world = lacking_papers()
    remind_applicant(world, the_task(world, "supplement-1"))
    assert told(world) == ["filed", "supplement_requested"]
    world.clock.at = UNTIL - timedelta(days=3)
    for _ in range(2):
        remind_applicant(world, the_task(world, "supplement-1"))
    assert told(world) == ["filed", "supplement_requested", "supplement_reminded"]
    task = the_task(world, "supplement-1")
    assert (task.remind_at, task.due_at) == (None, UNTIL)
    assert breaches(records(world)) == []


def test_nobody_is_reminded_of_what_is_over() -> None:
    world = lacking_papers()
    world.clock.at = UNTIL
    remind_applicant(world, the_task(world, "supplement-1"))
    assert told(world) == ["filed", "supplement_requested"]
    assert the_task(world, "supplement-1").due_at == UNTIL


def test_what_was_paid_before_a_withdrawal_is_recorded_to_be_decided() -> None:
    world = while_paying()
    book_statement(world, a_statement(the_order(world)))
    withdraw_dossier(world, CODE, a_caller())
    assert (the_bill(world).state, the_bill(world).refund_to_decide) == (BillState.COVERED, FEE)
    assert world.store.all(Event)[-1].data["refund_to_decide"] == {"1": FEE}
    assert breaches(records(world)) == []


def test_a_withdrawal_cancels_the_bill_and_supersedes_its_attempt() -> None:
    world = while_paying()
    dossier = withdraw_dossier(world, CODE, a_caller())
    assert (dossier.status, dossier.waiting_for) == (Status.WITHDRAWN, None)
    assert (the_bill(world).state, the_bill(world).due_at) == (BillState.CANCELLED, None)
    assert the_order(world).state is OrderState.SUPERSEDED
    assert the_task(world, "payment-1").outcome is TaskOutcome.WITHDRAWN


def test_money_that_came_before_the_withdrawal_is_told_before_it() -> None:
    world = while_paying()
    book_statement(world, a_statement(amount=FEE - 1))
    withdraw_dossier(world, CODE, a_caller())
    bill = the_bill(world)
    assert (bill.state, bill.settled) == (BillState.CANCELLED, FEE - 1)
    assert told(world)[-2:] == ["partially_paid", "withdrawn"]


def test_money_that_comes_while_it_is_withdrawn_is_kept() -> None:
    world = while_paying()
    world.commits.meanwhile(lambda: book_statement(world, a_statement()))
    withdraw_dossier(world, CODE, a_caller())
    assert (the_bill(world).state, the_bill(world).paid) == (BillState.COVERED, FEE)
    assert told(world)[-2:] == ["paid", "withdrawn"]
    assert the_order(world).state is OrderState.PAID


def test_a_closed_dossier_cannot_be_withdrawn_again() -> None:
    world = while_paying()
    withdraw_dossier(world, CODE, a_caller())
    with pytest.raises(Conflict, match="dossier_closed"):
        withdraw_dossier(world, CODE, a_caller())


def test_a_result_cannot_be_withdrawn() -> None:
    world = a_world(*filed_free().entities)
    for task, outcome in (
        ("intake-1", TaskOutcome.ACCEPTED),
        ("processing-1", TaskOutcome.COMPLETED),
    ):
        decide_task(world, CODE, task, Decision(outcome=outcome), a_caller())
    with pytest.raises(Conflict, match="withdrawal_too_late"):
        withdraw_dossier(world, CODE, a_caller())
    assert the_dossier(world).status is Status.RESOLVED


def test_another_agency_s_dossier_does_not_exist() -> None:
    world = lacking_papers()
    with pytest.raises(NotFound):
        supply_supplement(world, CODE, (PAPER,), a_caller(STRANGER))
    with pytest.raises(NotFound):
        withdraw_dossier(world, CODE, a_caller(STRANGER))


def test_a_dossier_holds_only_so_many_papers_over_all_its_supplements() -> None:
    world = lacking_papers()
    with pytest.raises(Conflict, match="too_many_attachments"):
        supply_supplement(world, CODE, (PAPER,) * (MOST_ATTACHMENTS + 1), a_caller())
    assert the_dossier(world).attachments == ()
