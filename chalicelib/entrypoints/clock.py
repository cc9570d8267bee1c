"""What time and the engine wake: the sweeper each minute, and executions that ended badly."""

import json
from datetime import timedelta

from chalice import Blueprint

from chalicelib.bootstrap import world
from chalicelib.domain.errors import name_of
from chalicelib.domain.owed import ItemRef
from chalicelib.entrypoints.worker import Event, logger, worker
from chalicelib.usecases.drive_execution import break_execution
from chalicelib.usecases.run_due import run_due as pay_what_is_owed

clock = Blueprint(__name__)

BUDGET = timedelta(seconds=45)
"""No debt is begun after this; the longest one (a query and a resend, 20 s each) then still ends
before the function's time does. Two sweeps may overlap: each leases what it takes."""


@clock.lambda_function(name="run_due")
@worker
def run_due(event: Event, context: object) -> dict[str, int]:
    """How many debts were paid, and how many attempts failed."""
    failures: list[ItemRef] = []

    def note(ref: ItemRef, error: Exception) -> None:
        failures.append(ref)
        facts = {"pk": ref.pk, "sk": ref.sk, "error": name_of(error)}
        logger().warning("still owed", extra=facts)

    paid = pay_what_is_owed(world(), budget=BUDGET, on_failure=note)
    return {"paid": paid, "failed": len(failures)}


@clock.lambda_function(name="follow_executions")
@worker
def follow_executions(event: Event, context: object) -> None:
    """An execution failed, timed out or was aborted: its dossier is broken.

    Source: EventBridge "Step Functions Execution Status Change"; `detail.input` holds codes only.
    """
    detail = event["detail"]
    started_with = json.loads(detail["input"])
    reason = str(detail.get("error") or detail["status"]).removeprefix("Broken.")
    break_execution(world(), started_with["dossier"], int(started_with["run"]), reason)
