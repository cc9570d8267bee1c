"""The system's clock and its source of randomness."""

import secrets
from datetime import UTC, datetime


class SystemClock:
    """Now, in UTC."""

    def now(self) -> datetime:
        """The current instant."""
        return datetime.now(UTC)


class RandomIds:
    """Identifiers from the operating system's secure source."""

    def digits(self, count: int) -> str:
        """`count` decimal digits."""
        return f"{secrets.randbelow(10**count):0{count}d}"

    def token(self) -> str:
        """128 bits, URL-safe."""
        return secrets.token_urlsafe(16)
