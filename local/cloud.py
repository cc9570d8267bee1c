"""The local cloud: AWS on this machine, without Docker, with its state kept under the state folder."""

import os
import shutil
from pathlib import Path

from infra.aws import LOCAL_ACCOUNT, LOCAL_REGION
from local.environments import cloud_environment, lambda_environment, python_of
from local.process import Background
from local.settings import HOST, ROOT, LocalSettings


def cloud(settings: LocalSettings) -> Background:
    """The local cloud as a background program."""
    return Background(
        name="cloud",
        marker="local/launcher.py",
        port=settings.cloud_port,
        ready_url=f"{settings.cloud_url}/_ministack/ready",
        state=settings.state,
        port_variable="HOSOPAY_CLOUD_PORT",
    )


def start_cloud(settings: LocalSettings) -> bool:
    """Start it and wait until it answers; False when it ran already."""
    program = cloud(settings)
    if program.pid() is None:
        # Functions that were killed leave their unpacked copies behind, 16 MB each.
        shutil.rmtree(_scratch(settings), ignore_errors=True)
        _scratch(settings).mkdir(parents=True)
    command = [
        str(python_of(cloud_environment(settings))),
        str(ROOT / "local" / "launcher.py"),
        f"--worker-python={python_of(lambda_environment(settings))}",
        f"--iam-calls={settings.iam_calls}",
        f"--engine-faults={settings.engine_faults}",
    ]
    return program.start(command, _environment(settings), ROOT)


def stop_cloud(settings: LocalSettings) -> bool:
    """Stop it and wait until its state is saved; False when it did not run."""
    return cloud(settings).stop()


def _scratch(settings: LocalSettings) -> Path:
    return settings.state / "cloud-scratch"


def _environment(settings: LocalSettings) -> dict[str, str]:
    """Nothing of the caller's environment but what a program needs: the functions inherit it all."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    saved = settings.state / "cloud-state"
    return kept | {
        "GATEWAY_PORT": str(settings.cloud_port),
        "BIND_HOST": HOST,
        "MINISTACK_HOST": HOST,
        "MINISTACK_REGION": LOCAL_REGION,
        "MINISTACK_ACCOUNT_ID": LOCAL_ACCOUNT,
        "AUTH": "true",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(saved),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(saved / "s3"),
        "TMPDIR": str(_scratch(settings)),
        "IOT_MTLS_ENABLED": "0",  # it would listen on every interface
        "SFTP_ENABLED": "0",
        # Invocations wait in threads of this pool for their turn at the gate.
        "MINISTACK_WORKER_THREADS": "256",
        "LOG_LEVEL": "INFO",
        "PYTHONUNBUFFERED": "1",
    }
