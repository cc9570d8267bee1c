"""`python -m local.client`: generate the client, check its types, use it on the stage that runs."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx

from infra.progress import say, step
from local.environments import ensure_contract_environment, python_of
from local.errors import LocalTrouble
from local.settings import ROOT, LocalSettings, read_settings
from local.up import TROUBLES, up

FOLDER = ROOT / "build" / "client"
PACKAGE = FOLDER / "hosopay_client"
USE = Path(__file__).with_name("use.py")


def main(argv: Sequence[str]) -> int:
    """0 if the generated client could do everything; 1 after saying what it could not."""
    argparse.ArgumentParser(prog="make client", description=__doc__).parse_args(argv)
    settings = read_settings()
    try:
        if not settings.run_file.exists():
            up(settings)
        environment = ensure_contract_environment(settings)
        with step("generating a client from the served description"):
            generate(environment, description(settings))
        with step("checking its types, and those of its use"):
            check(environment)
        say("using it")
        use(environment, settings)
    except TROUBLES as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def description(settings: LocalSettings) -> Path:
    """What the stage says of itself, as a file."""
    api_url = json.loads(settings.run_file.read_text())["api_url"]
    with httpx.Client(trust_env=False, timeout=60) as client:
        answer = client.get(f"{api_url}/v1/openapi.json").raise_for_status()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    path = FOLDER / "openapi.json"
    path.write_bytes(answer.content)
    return path


def generate(environment: Path, path: Path) -> None:
    """The package, by the public generator; what is for providers and browsers only, it leaves out."""
    program = str(environment / "bin" / "openapi-python-client")
    _run(
        environment,
        [program, "generate", "--path", str(path), "--output-path", str(PACKAGE), "--meta", "none"],
    )


def check(environment: Path) -> None:
    """Types of the package and of its use, against each other."""
    mypy = [sys.executable, "-m", "mypy", "--python-executable", str(python_of(environment))]
    quiet = ["--config-file", os.devnull, "--cache-dir", str(FOLDER / ".mypy_cache")]
    _run(environment, [*mypy, *quiet, "--strict", "--namespace-packages", str(PACKAGE), str(USE)])


def use(environment: Path, settings: LocalSettings) -> None:
    """The walk; it prints what it does."""
    program = [str(python_of(environment)), "-B", str(USE), str(settings.run_file)]
    done = subprocess.run(program, env=_path(environment), check=False)
    if done.returncode != 0:
        raise LocalTrouble("The generated client could not be used.")


def _run(environment: Path, command: list[str]) -> None:
    done = subprocess.run(
        command, cwd=FOLDER, env=_path(environment), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise LocalTrouble(f"{Path(command[0]).name} failed:\n{done.stdout}{done.stderr}")


def _path(environment: Path) -> dict[str, str]:
    programs = f"{environment / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"
    return {**os.environ, "PATH": programs, "PYTHONPATH": str(FOLDER), "MYPYPATH": str(FOLDER)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
