"""The fast path: what a changed item owes is tried at once.

Nothing may depend on it: what fails here is logged and swallowed, because the index of what is
owed still holds it and `run_due` will do it.
"""

from datetime import timedelta
from typing import Any

from chalice import Blueprint

from chalicelib.bootstrap import world
from chalicelib.domain.errors import name_of
from chalicelib.domain.owed import Debt, OwingItem, debt_of
from chalicelib.entrypoints.worker import Event, logger, worker
from chalicelib.usecases.discharge import discharge

stream = Blueprint(__name__)

AT_ONCE = frozenset({Debt.START_EXECUTION, Debt.ANSWER_TASK, Debt.SETTLE_BILL})
"""What is owed from the moment of the write. All else has its time, and is the sweeper's: a
redelivered record must not make the stream ask a provider, for which it has no right."""

SOON = timedelta(seconds=1)
"""Clocks of two functions may differ by this much."""


@stream.lambda_function(name="follow_changes")
@worker
def follow_changes(event: Event, context: object) -> dict[str, int]:
    """How many records came, and how many debts were tried."""
    records = event.get("Records", [])
    return {"records": len(records), "tried": sum(_follow(record) for record in records)}


def _follow(record: dict[str, Any]) -> bool:
    image = record.get("dynamodb", {}).get("NewImage")
    if not image or "due_at" not in image:
        return False
    from chalicelib.storage.owing import owing_entity  # boto3: not on the API's cold path

    try:
        item = owing_entity(image)
        if item is None or not _owes_at_once(item):
            return False
        discharge(world(), item)
    except Exception as error:
        key = {"pk": image["pk"]["S"], "sk": image["sk"]["S"]}
        logger().warning("left to the sweeper", extra={**key, "error": name_of(error)})
    return True


def _owes_at_once(item: OwingItem) -> bool:
    due = item.due_at is not None and item.due_at <= world().clock.now() + SOON
    return due and debt_of(item) in AT_ONCE
