"""Writing: one change, one transaction."""

from typing import Protocol

from chalicelib.domain.change import Change


class Commits(Protocol):
    """Writes a Change as a whole or not at all."""

    def commit(self, change: Change) -> None:
        """Raises ConditionFailed with the name of the first condition that did not hold."""
