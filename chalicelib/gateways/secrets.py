"""Merchants' credentials from Secrets Manager, through Powertools' cache."""

import json
import re
from typing import TYPE_CHECKING

from chalicelib.ports.provider import Credentials

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.parameters import SecretsProvider

CACHED_SECONDS = 300
LEGAL = re.compile(r"[A-Za-z0-9_-]{1,64}")


class CachedSecrets:
    """The secret `<prefix>/<provider>/<merchant id>`: one set of credentials, or several."""

    def __init__(self, prefix: str, provider: "SecretsProvider | None" = None) -> None:
        self._prefix = prefix
        self._provider = provider

    def credentials(self, provider: str, merchant_id: str) -> tuple[Credentials, ...]:
        """Empty if there is no such secret; a merchant id that is none asks nobody."""
        if not LEGAL.fullmatch(merchant_id):
            return ()
        from aws_lambda_powertools.utilities.parameters.exceptions import GetParameterError

        name = f"{self._prefix}/{provider}/{merchant_id}"
        try:
            text = self._reader().get(name, max_age=CACHED_SECONDS)
        except GetParameterError as error:
            if "ResourceNotFoundException" in str(error):
                return ()
            raise
        found = json.loads(str(text))
        return tuple(found) if isinstance(found, list) else (found,)

    def _reader(self) -> "SecretsProvider":
        """Made when first needed: most functions never read a secret."""
        if self._provider is None:
            from aws_lambda_powertools.utilities.parameters import SecretsProvider

            self._provider = SecretsProvider()
        return self._provider
