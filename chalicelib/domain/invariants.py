"""What must hold of all records at any moment between two changes, whatever happened before.

Pure checks over everything that a stage holds; `docs/invariants.md` says each in words, the
tests ask them after every fault, and `local/invariants.py` asks them of a stage.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.dossier import Dossier, ExecutionState, execution_name
from chalicelib.domain.event import Event, intact
from chalicelib.domain.money import Posting, balanced
from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task, TaskKind
from chalicelib.domain.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Kept:
    """A verified call of a provider; `outcome` None where the row does not say what it stated."""

    order_id: str
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Records:
    """Everything that a stage holds.

    `executions` is the engine's status by name; None if the engine was not asked.
    """

    dossiers: tuple[Dossier, ...] = ()
    tasks: tuple[Task, ...] = ()
    bills: tuple[Bill, ...] = ()
    events: tuple[Event, ...] = ()
    orders: tuple[Order, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    suspense: tuple[Suspense, ...] = ()
    kept: tuple[Kept, ...] = ()
    executions: Mapping[str, str] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Breach:
    """One invariant that one record breaks."""

    invariant: str
    key: str
    detail: str


Found: TypeAlias = Iterator[tuple[str, str]]
"""The key of each record that breaks an invariant, and in what."""


def breaches(records: Records) -> list[Breach]:
    """Every breach of every invariant."""
    return [
        Breach(name, key, detail)
        for name, check in INVARIANTS.items()
        for key, detail in check(records)
    ]


def _postings_sum_to_zero(records: Records) -> Found:
    entries: list[tuple[str, tuple[Posting, ...]]] = [
        *((one.transaction_id, one.postings) for one in records.transactions),
        *((one.statement.identity, one.postings) for one in records.suspense),
    ]
    for key, postings in entries:
        if not balanced(postings):
            yield key, f"postings sum to {sum(posting.amount for posting in postings)}"


def _bill_is_sum_of_transactions(records: Records) -> Found:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for one in _payments(records):
        sums[(one.dossier_code, one.bill_id)] += one.amount
    for bill in records.bills:
        expected = sums.pop((bill.dossier_code, bill.bill_id), 0)
        if bill.paid != expected:
            yield _of(bill), f"paid {bill.paid}, transactions {expected}"
    for (code, bill_id), amount in sums.items():
        yield f"{code}/{bill_id}", f"no such bill, transactions {amount}"


def _nothing_leaves_paid(records: Records) -> Found:
    paid = {one.order_id: one.amount for one in _payments(records)}
    for order in records.orders:
        amount = paid.pop(order.order_id, None)
        if (order.state is OrderState.PAID) != (amount is not None):
            yield order.order_id, f"{order.state}, payment of {amount}"
        elif order.paid_amount != (amount or 0):
            yield order.order_id, f"paid_amount {order.paid_amount}, payment of {amount}"
    for order_id, amount in paid.items():
        yield order_id, f"no such order, payment of {amount}"


def _one_order_one_payment(records: Records) -> Found:
    counts = Counter(one.order_id for one in _payments(records))
    facts = Counter(one.identity for one in records.transactions)
    for key, count in (counts | facts).items():
        if count > 1:
            yield key, f"booked {count} times"


def _covered_bill_is_answered(records: Records) -> Found:
    waited_for = {(one.code, one.open_bill) for one in records.dossiers}
    for bill in records.bills:
        if bill.paid != bill.settled and bill.due_at is None:
            yield _of(bill), f"{bill.paid - bill.settled} untold and not owed"
        if bill.state is BillState.OPEN and bill.lapses and bill.due_at is None:
            yield _of(bill), "open, and neither its settlement nor its end is owed"
        if bill.state is BillState.COVERED and (bill.dossier_code, bill.bill_id) in waited_for:
            yield _of(bill), "covered, and its dossier still waits for it"


def _bills_open_in_turn(records: Records) -> Found:
    bills: dict[tuple[str, BillState], list[str]] = defaultdict(list)
    for bill in records.bills:
        bills[bill.dossier_code, bill.state].append(bill.bill_id)
    for dossier in records.dossiers:
        turn = [dossier.open_bill] if dossier.open_bill else []
        found = bills[dossier.code, BillState.OPEN]
        planned = sorted(bills[dossier.code, BillState.PLANNED])
        if found != turn or planned != sorted(dossier.bills_to_come):
            yield dossier.code, f"open are {found}, planned {planned}, its turn has {turn}"
        pays = dossier.waiting_for and dossier.waiting_for.kind is TaskKind.PAYMENT
        if pays and not turn:
            yield dossier.code, "waits for a payment, and no bill is open"


def _ended_task_is_answered(records: Records) -> Found:
    for task in records.tasks:
        if not task.open and task.token and task.due_at is None:
            yield f"{task.dossier_code}/{task.task_id}", "ended, and its token is not owed"


def _open_order_is_owed_a_query(records: Records) -> Found:
    for order in records.orders:
        if (order.payable or order.in_review) and order.due_at is None:
            yield order.order_id, f"{order.state}, and nobody will ask about it"


def _verified_fact_is_booked(records: Records) -> Found:
    orders = {order.order_id for order in records.orders}
    paid = {one.order_id for one in _payments(records)}
    held = {one.statement.order_id for one in records.suspense}
    for call in records.kept:
        homes = paid if call.outcome is Outcome.PAID else orders
        known = call.order_id in held or call.order_id in homes
        if not known and call.outcome in (None, Outcome.PAID):
            yield call.order_id, "stated and verified, but neither booked nor in suspense"


def _open_dossier_is_driven(records: Records) -> Found:
    for dossier in records.dossiers:
        state = dossier.execution.state
        if not dossier.closed and state is ExecutionState.FINISHED:
            yield dossier.code, "open, and its execution is finished"
        owes = state in (ExecutionState.OWED, ExecutionState.RUNNING)
        if owes and dossier.due_at is None:
            yield dossier.code, f"execution {state}, and nothing is owed"
        if dossier.closed and state is ExecutionState.BROKEN and dossier.due_at is None:
            yield dossier.code, "closed, its execution is broken, and nobody will finish it"
        name = execution_name(dossier.code, dossier.execution.run)
        if records.executions is not None and state is ExecutionState.RUNNING:
            found = records.executions.get(name, "VANISHED")
            if not dossier.closed and found != "RUNNING":
                yield dossier.code, f"recorded as running, but the engine says {found}"


def _dossier_waits_for_one_open_task(records: Records) -> Found:
    opened = defaultdict(list)
    for task in records.tasks:
        if task.open:
            opened[task.dossier_code].append(task.task_id)
    for dossier in records.dossiers:
        waits = [dossier.waiting_for.task_id] if dossier.waiting_for else []
        if opened.pop(dossier.code, []) != waits or bool(waits) is dossier.closed:
            yield dossier.code, f"{dossier.status}, waits for {waits}"
    for code, tasks in opened.items():
        yield code, f"no such dossier, open tasks {tasks}"


def _timeline_is_intact(records: Records) -> Found:
    timelines = defaultdict(list)
    for event in sorted(records.events, key=lambda event: event.seq):
        timelines[event.dossier_code].append(event)
    for dossier in records.dossiers:
        events = timelines[dossier.code]
        head = events[-1].hash if events else ""
        if len(events) != dossier.seq or head != dossier.head or not intact(events):
            yield dossier.code, f"{len(events)} events of {dossier.seq}, or their seal is broken"


INVARIANTS: Mapping[str, Callable[[Records], Found]] = MappingProxyType(
    {
        "postings_sum_to_zero": _postings_sum_to_zero,
        "bill_is_sum_of_transactions": _bill_is_sum_of_transactions,
        "nothing_leaves_paid": _nothing_leaves_paid,
        "one_order_one_payment": _one_order_one_payment,
        "covered_bill_is_answered": _covered_bill_is_answered,
        "bills_open_in_turn": _bills_open_in_turn,
        "ended_task_is_answered": _ended_task_is_answered,
        "open_order_is_owed_a_query": _open_order_is_owed_a_query,
        "verified_fact_is_booked": _verified_fact_is_booked,
        "open_dossier_is_driven": _open_dossier_is_driven,
        "dossier_waits_for_one_open_task": _dossier_waits_for_one_open_task,
        "timeline_is_intact": _timeline_is_intact,
    }
)
"""Each by its name in `docs/invariants.md`."""


def _payments(records: Records) -> Iterator[Transaction]:
    return (one for one in records.transactions if one.outcome is Outcome.PAID)


def _of(bill: Bill) -> str:
    return f"{bill.dossier_code}/{bill.bill_id}"
