"""Connections to a stage: as whom, in which language, and over what the environment names."""

import httpx

from local.cli.language import Language, said
from local.cli.target import Target
from local.cli.trouble import Misused

TIMEOUT = httpx.Timeout(60, connect=5)  # the stage itself may wait 20 s for a provider


def client(
    target: Target, language: Language, transport: httpx.BaseTransport | None
) -> httpx.Client:
    """Connections to the target as its caller. Raises Misused where the environment forbids it."""
    headers = {
        "Authorization": f"Bearer {target.token}",
        "Accept-Language": language.value,
        "User-Agent": "hosopay-cli",
    }
    try:
        return httpx.Client(
            headers=headers,
            timeout=TIMEOUT,
            trust_env=not target.on_this_machine,
            transport=transport,
        )
    except (OSError, ValueError, ImportError, httpx.InvalidURL) as error:
        why = str(error).rstrip(".")
        raise Misused(
            said(
                f"SSL_CERT_FILE hoặc proxy của môi trường không dùng được: {why}.",
                f"SSL_CERT_FILE or a proxy of the environment cannot be used: {why}.",
            )
        ) from None
