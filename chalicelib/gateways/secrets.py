"""Merchants' credentials and the stage's own keys from Secrets Manager, through Powertools' cache."""

import json
import re
import time
from collections.abc import Mapping
from math import inf
from typing import TYPE_CHECKING

from chalicelib.domain.errors import Transient
from chalicelib.ports.provider import Credentials

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.parameters import SecretsProvider

CACHED_SECONDS = 300
ABSENT_SECONDS = 60
MOST_ABSENT = 1000
LEGAL = re.compile(r"[A-Za-z0-9_-]{1,64}")
APPLICANT_KEY = "applicant-key"
SHORTEST_KEY = 32
"""Bytes: as many as the digests that are made with it."""


class CachedSecrets:
    """The secret `<prefix>/<provider>/<merchant id>`: one set of credentials, or several."""

    def __init__(self, prefix: str, provider: "SecretsProvider | None" = None) -> None:
        self._prefix = prefix
        self._provider = provider
        self._missing: dict[tuple[str, str], float] = {}
        self._applicant_keys: Mapping[int, bytes] = {}

    def credentials(self, provider: str, merchant_id: str) -> tuple[Credentials, ...]:
        """Empty if there is no such secret; a merchant id that is none asks nobody."""
        if not LEGAL.fullmatch(merchant_id) or self._absent((provider, merchant_id)):
            return ()
        from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

        name = f"{self._prefix}/{provider}/{merchant_id}"
        try:
            text = self._reader().get(name, max_age=CACHED_SECONDS)
        except GetParameterError as error:
            if "ResourceNotFoundException" in str(error):
                self._missing[(provider, merchant_id)] = time.monotonic()
                return ()
            raise
        found = json.loads(str(text))
        return tuple(found) if isinstance(found, list) else (found,)

    def applicant_keys(self) -> Mapping[int, bytes]:
        """The secret `<prefix>/applicant-key`: `{"1": "<hex>", "2": ...}`.

        A key never becomes wrong, so those that were read last serve while none can be read.
        """
        from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

        try:
            text = self._reader().get(f"{self._prefix}/{APPLICANT_KEY}", max_age=CACHED_SECONDS)
            self._applicant_keys = _keys(str(text))
        except (GetParameterError, ValueError, AttributeError, TypeError):
            if not self._applicant_keys:
                raise Transient("no applicant key") from None
        return self._applicant_keys

    def _absent(self, key: tuple[str, str]) -> bool:
        """Forged notifications must not cost a call each; nor may they fill our memory."""
        if len(self._missing) > MOST_ABSENT:
            self._missing.clear()
        return time.monotonic() - self._missing.get(key, -inf) < ABSENT_SECONDS

    def _reader(self) -> "SecretsProvider":
        """Made when first needed: most functions never read a secret."""
        if self._provider is None:
            from aws_lambda_powertools.utilities.parameters import SecretsProvider

            self._provider = SecretsProvider()
        return self._provider


def _keys(text: str) -> Mapping[int, bytes]:
    """Raises ValueError for what is no such set of keys, or holds one that could be guessed."""
    found = {int(version): bytes.fromhex(key) for version, key in json.loads(text).items()}
    if not found or any(len(key) < SHORTEST_KEY for key in found.values()):
        raise ValueError("keys are missing or short")
    return found
