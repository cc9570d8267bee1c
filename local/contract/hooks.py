"""Runs inside Schemathesis: brings tokens, counts answers, drops our few deliberate exceptions.

Its environment has none of the packages that the project needs.
"""

import atexit
import json
import os
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis

from local.contract.excuses import Answered, excuse

FOLDER = Path(os.environ["HOSOPAY_CONTRACT"])
PLAN = json.loads((FOLDER / "plan.json").read_text())
ANSWERS: Counter[str] = Counter()
EXCUSED: Counter[str] = Counter()
LOCK = threading.Lock()


class Bearer:
    """The token of the role that fits the operation."""

    def get(self, case: Any, context: Any) -> str | None:
        """None where no token is needed."""
        role = PLAN["callers"].get(context.operation.label)
        token: str | None = PLAN["tokens"].get(role)
        return token

    def set(self, case: Any, data: str, context: Any) -> None:
        """As every portal brings it."""
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


def filter_case(context: Any, case: Any) -> bool:
    """What the whole country's catalogue holds is read here, and never overwritten."""
    code = str((case.path_parameters or {}).get("code"))
    return not (case.method == "PUT" and case.path == PLAN["publishes"] and code in PLAN["spared"])


def after_call(context: Any, case: Any, response: Any) -> None:
    """Count every answer."""
    with LOCK:
        ANSWERS[f"{case.operation.label}\t{response.status_code}"] += 1


def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
    """Drop what contradicts our contract on purpose; each drop is counted and shown."""
    answered = Answered(
        url=response.request.url,
        body=case.body,
        status=response.status_code,
        problem=_problem(response),
    )
    why = excuse(type(failure).__name__, answered, frozenset(PLAN["of_one_field"]))
    if why:
        with LOCK:
            EXCUSED[why] += 1
    return why is None


def _problem(response: Any) -> dict[str, Any]:
    try:
        found = response.json()
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _tell() -> None:
    told = {"answers": dict(ANSWERS), "excused": dict(EXCUSED)}
    (FOLDER / "told.json").write_text(json.dumps(told))


schemathesis.auth(refresh_interval=None)(Bearer)
for hook in (filter_case, after_call, filter_failure):
    schemathesis.hook(hook)
atexit.register(_tell)
