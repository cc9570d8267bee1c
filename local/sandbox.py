"""The providers' sandbox and the token issuer's public keys, as a background program."""

import os
import sys

from local.issuer import public_keys
from local.process import Background
from local.settings import ROOT, LocalSettings


def sandbox(settings: LocalSettings) -> Background:
    """The sandbox as a background program."""
    return Background(
        name="sandbox",
        marker="-m sandbox",
        port=settings.sandbox_port,
        ready_url=f"{settings.sandbox_url}/health",
        state=settings.state,
        port_variable="HOSOPAY_SANDBOX_PORT",
    )


def start_sandbox(settings: LocalSettings) -> bool:
    """Start it and wait until it answers; False when it ran already."""
    command = [
        sys.executable,
        "-m",
        "sandbox",
        f"--port={settings.sandbox_port}",
        f"--state={settings.state / 'sandbox.sqlite'}",
        f"--jwks={public_keys(settings)}",
    ]
    return sandbox(settings).start(command, {**os.environ, "PYTHONUNBUFFERED": "1"}, ROOT)


def stop_sandbox(settings: LocalSettings) -> bool:
    """Stop it; False when it did not run."""
    return sandbox(settings).stop()
