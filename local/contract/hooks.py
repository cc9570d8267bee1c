"""Runs inside Schemathesis: brings tokens, counts answers, and knows our few deliberate exceptions.

Loaded by path in an environment of its own, which has none of the project's packages.
"""

import atexit
import json
import os
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import schemathesis

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
    why = excuse(type(failure).__name__, case, response)
    if why:
        with LOCK:
            EXCUSED[why] += 1
    return why is None


def excuse(failure: str, case: Any, response: Any) -> str | None:
    """Why an answer that the fuzzer holds against us is right; None if it is not."""
    problem = _problem(response)
    if failure == "UnsupportedMethodResponse" and response.status_code == 404:
        return "API Gateway knows no 405: a method that an address lacks is an address that is not there."
    if failure == "RejectedPositiveData" and "/webhooks/" in response.request.url:
        return "What a provider sends is the provider's to describe: unsigned, it is refused in its words."
    if failure != "RejectedPositiveData" or response.status_code != 422:
        return None
    if problem.get("code") not in ("body_invalid", "query_invalid"):
        return "A schema cannot say what is offered, owed or open now: that is refused by its own code."
    foreseen = [each for each in problem["errors"] if each["kind"] in PLAN["of_one_field"]]
    if foreseen and all(_is_whole_float(each, case) for each in foreseen):
        return "To a schema 1.0 is an integer; an amount of money is written as a whole number."
    if not foreseen:
        return "A schema cannot say how fields fit together: each such rule has a kind of its own."
    return None


def _is_whole_float(error: dict[str, str], case: Any) -> bool:
    found = case.body
    for step in error["pointer"].split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        found = found[int(name)] if isinstance(found, list) else found[name]
    return error["kind"] == "int_type" and isinstance(found, float) and found.is_integer()


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
