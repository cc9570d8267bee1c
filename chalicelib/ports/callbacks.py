"""What providers sent us, kept as it came."""

from datetime import datetime
from typing import Protocol


class Callbacks(Protocol):
    """Raw inbound calls, kept for 400 days."""

    def keep(
        self,
        *,
        provider: str,
        at: datetime,
        body: bytes,
        verdict: str,
        order_id: str | None,
        outcome: str | None = None,
    ) -> None:
        """Store one call; `order_id` and the stated `outcome` only if it was verified."""
