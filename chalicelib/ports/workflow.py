"""The workflow engine that drives dossiers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class EngineExecution:
    """An execution as the engine knows it: RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED."""

    name: str
    status: str
    started_at: datetime
    stopped_at: datetime | None
    error: str | None


class Workflow(Protocol):
    """Starts executions and answers their tokens."""

    def start(self, name: str, data: dict[str, Any]) -> bool:
        """Start an execution. False if one of this name was there already, alive or not."""

    def answer(self, token: str, data: dict[str, Any]) -> bool:
        """Answer a task's token; False if nobody waits on it any more."""

    def fail(self, token: str, error: str, cause: str) -> bool:
        """Tell the workflow that the work behind a token failed; False if nobody waits."""

    def look_up(self, name: str) -> EngineExecution | None:
        """The execution of this name; None if the engine does not know it."""

    def history(self, name: str, *, limit: int) -> list[dict[str, Any]]:
        """Its events, oldest first, without their inputs and outputs."""
