"""Everything that a stage holds, read table by table for the invariants' check."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier, ExecutionState, execution_name
from chalicelib.domain.event import Event
from chalicelib.domain.invariants import Kept, Records
from chalicelib.domain.order import Order
from chalicelib.domain.statement import Outcome
from chalicelib.domain.suspense import Suspense
from chalicelib.domain.task import Task
from chalicelib.domain.transaction import Transaction
from chalicelib.domain.value import Value
from chalicelib.ports.workflow import Workflow
from chalicelib.storage.items import from_item, from_wire
from chalicelib.storage.tables import Tables

Entity = TypeVar("Entity", bound=Value)
Item = Mapping[str, Any]


def read_records(tables: Tables, workflow: Workflow | None = None) -> Records:
    """A consistent read of each item, though not of all in one moment.

    Evidence is read first, then money, then the bills it is for, so that of what is under way
    the later half is rather seen than missed; a second look settles the rest.
    """
    callbacks = list(_scan(tables, "callbacks"))
    money = list(_scan(tables, "transactions"))
    rest = list(_scan(tables, "dossiers"))
    dossiers = _of(Dossier, rest, "DOSSIER")
    return Records(
        dossiers=dossiers,
        tasks=_of(Task, rest, "TASK#"),
        bills=_of(Bill, rest, "BILL#"),
        events=_of(Event, rest, "EVENT#"),
        orders=_of(Order, money, "ORDER"),
        transactions=_of(Transaction, money, "TXN#"),
        suspense=tuple(
            from_item(Suspense, item) for item in money if item["pk"]["S"].startswith("SUSPENSE#")
        ),
        kept=tuple(_kept(item) for item in callbacks if "order_id" in item),
        executions=_executions(workflow, dossiers) if workflow else None,
    )


def _scan(tables: Tables, role: str) -> Iterator[Item]:
    pages = tables.client.get_paginator("scan").paginate(
        TableName=tables.name(role), ConsistentRead=True
    )
    for page in pages:
        yield from page["Items"]


def _of(entity: type[Entity], items: list[Item], prefix: str) -> tuple[Entity, ...]:
    return tuple(from_item(entity, item) for item in items if item["sk"]["S"].startswith(prefix))


def _kept(item: Item) -> Kept:
    """`outcome` is there on rows that say what was stated."""
    plain = from_wire(item)
    outcome = plain.get("outcome")
    return Kept(order_id=plain["order_id"], outcome=Outcome(outcome) if outcome else None)


def _executions(workflow: Workflow, dossiers: tuple[Dossier, ...]) -> dict[str, str]:
    """The engine's word about each execution that is recorded as running."""
    found = {}
    for dossier in dossiers:
        if dossier.execution.state is ExecutionState.RUNNING and not dossier.closed:
            name = execution_name(dossier.code, dossier.execution.run)
            if execution := workflow.look_up(name):
                found[name] = execution.status
    return found
