"""What an item owes, said by its own state."""

import pytest

from chalicelib.domain.dossier import Execution, ExecutionState
from chalicelib.domain.owed import Debt, debt_of
from chalicelib.domain.task import TaskOutcome
from tests.builders import MONDAY, a_bill, a_dossier, a_task, an_order


@pytest.mark.parametrize(
    ("state", "debt"),
    [
        (ExecutionState.OWED, Debt.START_EXECUTION),
        (ExecutionState.RUNNING, Debt.CHECK_EXECUTION),
        (ExecutionState.BROKEN, Debt.RESUME_EXECUTION),
        (ExecutionState.FINISHED, Debt.CHECK_EXECUTION),
    ],
)
def test_a_dossier_owes_by_the_state_of_its_execution(state: ExecutionState, debt: Debt) -> None:
    assert debt_of(a_dossier(execution=Execution(state=state))) is debt


def test_an_open_task_owes_its_end_by_time_and_an_ended_one_its_answer() -> None:
    assert debt_of(a_task()) is Debt.CLOSE_TASK
    assert debt_of(a_task(remind_at=MONDAY)) is Debt.REMIND_APPLICANT
    assert debt_of(a_task(remind_at=MONDAY, outcome=TaskOutcome.SUPPLIED)) is Debt.ANSWER_TASK
    assert debt_of(a_task(outcome=TaskOutcome.PAID)) is Debt.ANSWER_TASK


def test_a_bill_owes_its_settlement_before_its_end() -> None:
    assert debt_of(a_bill()) is Debt.CLOSE_BILL
    assert debt_of(a_bill(paid=1)) is Debt.SETTLE_BILL
    assert debt_of(a_bill(paid=1, settled=1)) is Debt.CLOSE_BILL


def test_an_order_owes_a_question() -> None:
    assert debt_of(an_order()) is Debt.QUERY_ORDER
