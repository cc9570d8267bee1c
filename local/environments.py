"""The virtual environments of the local cloud, of the functions and of the API's judges, made anew
when their requirements changed. The development environment is the Makefile's."""

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from infra.progress import step
from local.errors import LocalTrouble
from local.settings import ROOT, LocalSettings


def ensure_environments(settings: LocalSettings) -> None:
    """Both environments, ready to use."""
    ensure_environment(cloud_environment(settings), ROOT / "local" / "requirements-cloud.txt")
    ensure_environment(lambda_environment(settings), ROOT / "local" / "requirements-lambda.txt")


def ensure_contract_environment(settings: LocalSettings) -> Path:
    """The environment of what judges the API from outside, ready to use."""
    environment = settings.environments / "contract"
    ensure_environment(environment, ROOT / "local" / "requirements-contract.txt")
    return environment


def cloud_environment(settings: LocalSettings) -> Path:
    """Where the local cloud is installed."""
    return settings.environments / "cloud"


def lambda_environment(settings: LocalSettings) -> Path:
    """What the functions find beside their own zip and layer."""
    return settings.environments / "lambda"


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / "bin" / "python"


def ensure_environment(environment: Path, requirements: Path) -> None:
    """One environment, made from nothing unless it was made from these very requirements."""
    stamp = environment / "requirements.sha256"
    wanted = f"{sys.version}\n{requirements.read_text()}"
    digest = hashlib.sha256(wanted.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step(f"installing {requirements.name}"):
        shutil.rmtree(environment, ignore_errors=True)
        venv.create(environment, with_pip=True)
        _install(environment, requirements)
    stamp.write_text(digest)


def _install(environment: Path, requirements: Path) -> None:
    pip = [str(python_of(environment)), "-m", "pip", "install", "--disable-pip-version-check"]
    done = subprocess.run(
        [*pip, "--quiet", "--requirement", str(requirements)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise LocalTrouble(f"pip could not install {requirements.name}:\n{done.stderr}")
