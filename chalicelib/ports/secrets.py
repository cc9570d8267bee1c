"""The credentials of merchants."""

from typing import Protocol

from chalicelib.ports.provider import Credentials


class Secrets(Protocol):
    """Secrets by provider and merchant id."""

    def credentials(self, provider: str, merchant_id: str) -> tuple[Credentials, ...]:
        """The valid sets of credentials, the one to sign with first; empty if unknown."""
