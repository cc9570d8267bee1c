"""Merchants' credentials from Secrets Manager, through Powertools' cache."""

import json
import re
import time
from math import inf
from typing import TYPE_CHECKING

from chalicelib.ports.provider import Credentials

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.parameters import SecretsProvider

CACHED_SECONDS = 300
ABSENT_SECONDS = 60
MOST_ABSENT = 1000
LEGAL = re.compile(r"[A-Za-z0-9_-]{1,64}")


class CachedSecrets:
    """The secret `<prefix>/<provider>/<merchant id>`: one set of credentials, or several."""

    def __init__(self, prefix: str, provider: "SecretsProvider | None" = None) -> None:
        self._prefix = prefix
        self._provider = provider
        self._missing: dict[tuple[str, str], float] = {}

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
