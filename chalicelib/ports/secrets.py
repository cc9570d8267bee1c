"""The credentials of merchants, and the keys that personal data is looked up by."""

from collections.abc import Mapping
from typing import Protocol

from chalicelib.ports.provider import Credentials


class Secrets(Protocol):
    """Secrets by provider and merchant id, and the stage's own."""

    def credentials(self, provider: str, merchant_id: str) -> tuple[Credentials, ...]:
        """The valid sets of credentials, the one to sign with first; empty if unknown."""

    def applicant_keys(self) -> Mapping[int, bytes]:
        """At least one key by its version: the newest writes, all of them look up.

        Raises Transient if they cannot be read.
        """
