"""How long tasks took, for each procedure and kind of task."""

from datetime import timedelta
from typing import Protocol

from chalicelib.domain.task import TaskKind
from chalicelib.domain.usual import Usual


class Waits(Protocol):
    """A statistic, not a record: one that is missed or counted twice does no harm."""

    def ended(self, procedure_code: str, kind: TaskKind, lasted: timedelta) -> None:
        """Count one that has ended."""

    def usual(self, procedure_code: str, kind: TaskKind) -> Usual:
        """What was counted so far."""
