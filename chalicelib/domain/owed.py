"""What an item may still owe, as a word for people and for the queue of ops."""

from enum import StrEnum
from typing import TypeAlias

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier, ExecutionState
from chalicelib.domain.instant import Instant
from chalicelib.domain.order import Order
from chalicelib.domain.redating import Redating
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.domain.value import Value

OwingItem: TypeAlias = Dossier | Task | Bill | Order | Suspense | Redating
"""Everything that the index of what is owed may hold."""


class Debt(StrEnum):
    """The effects that can be owed."""

    START_EXECUTION = "start_execution"
    CHECK_EXECUTION = "check_execution"
    RESUME_EXECUTION = "resume_execution"
    ANSWER_TASK = "answer_task"
    REMIND_APPLICANT = "remind_applicant"
    CLOSE_TASK = "close_task"
    SETTLE_BILL = "settle_bill"
    CLOSE_BILL = "close_bill"
    QUERY_ORDER = "query_order"
    MATCH_SUSPENSE = "match_suspense"
    REDATE_TASKS = "redate_tasks"
    UNREADABLE = "unreadable"


class ItemRef(Value):
    """Which item owes: the table that holds it (dossiers or transactions) and its key there."""

    table: str
    pk: str
    sk: str


class Owed(Value):
    """One line of what is owed: by which item, since when, tried how often.

    Money without a home has no dossier, nor has an edit that moves the due days of many.
    """

    ref: ItemRef
    debt: Debt
    dossier_code: str | None
    agency_code: str | None
    due_at: Instant
    attempts: int
    last_error: str | None


def debt_of(item: OwingItem) -> Debt:
    """What an item owes when its `due_at` comes."""
    match item:
        case Dossier():
            return {
                ExecutionState.OWED: Debt.START_EXECUTION,
                ExecutionState.RUNNING: Debt.CHECK_EXECUTION,
                ExecutionState.BROKEN: Debt.RESUME_EXECUTION,
                ExecutionState.FINISHED: Debt.CHECK_EXECUTION,
            }[item.execution.state]
        case Task():
            reminds = Debt.REMIND_APPLICANT if item.remind_at else Debt.CLOSE_TASK
            return reminds if item.open else Debt.ANSWER_TASK
        case Bill():
            return Debt.SETTLE_BILL if item.paid != item.settled else Debt.CLOSE_BILL
        case Order():
            return Debt.QUERY_ORDER
        case Suspense():
            return Debt.MATCH_SUSPENSE
        case Redating():
            return Debt.REDATE_TASKS
