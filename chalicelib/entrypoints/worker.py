"""What every function that is not the API shares: one log line per call, no personal data."""

import functools
import time
from collections.abc import Callable
from typing import Any, TypeAlias

from aws_lambda_powertools import Logger

Event: TypeAlias = dict[str, Any]
Handler: TypeAlias = Callable[[Event, object], Any]

logger = functools.cache(Logger)
"""The process's logger, made at the first call."""


def worker(handler: Handler) -> Handler:
    """Log how the call went; an exception is an incident and goes on to the caller."""

    @functools.wraps(handler)
    def logged(event: Event, context: object) -> Any:
        began = time.perf_counter()
        outcome: dict[str, Any] = {"function": handler.__name__}
        try:
            answer = handler(event, context)
            outcome["answer"] = answer
            return answer
        except Exception as error:
            outcome["error"] = type(error).__name__
            raise
        finally:
            outcome["milliseconds"] = round((time.perf_counter() - began) * 1000, 1)
            write = logger().error if "error" in outcome else logger().info
            write("worker finished", extra=outcome)

    return logged
