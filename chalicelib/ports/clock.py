"""What time it is, and the identifiers that must not be guessed; injected everywhere."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The current instant."""

    def now(self) -> datetime:
        """Now, aware, in UTC."""


class Ids(Protocol):
    """Fresh identifiers."""

    def digits(self, count: int) -> str:
        """`count` random decimal digits."""

    def token(self) -> str:
        """A URL-safe secret of at least 128 bits."""
