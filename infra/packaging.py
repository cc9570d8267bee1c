"""Lets Chalice build the two zips and its half of the template; does nothing when nothing changed."""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infra.bytecode import with_bytecode
from infra.errors import DeploymentRefused
from infra.progress import step

APPLICATION = "deployment.zip"
LAYER = "layer-deployment.zip"


@dataclass(frozen=True)
class Package:
    """Chalice's template, and for each zip that the template names the file to upload."""

    template: dict[str, Any]
    archives: dict[str, Path]
    version: str


def package(root: Path, stage: str, region: str) -> Package:
    """Package the application in `root` for a stage."""
    built = root / "build" / stage
    stamp = built / "inputs.sha256"
    inputs = _digest(root, stage)
    if not stamp.exists() or stamp.read_text() != inputs:
        with step(f"packaging the functions for stage {stage}"):
            shutil.rmtree(built, ignore_errors=True)
            _run_chalice(root, stage, region, built)
        stamp.write_text(inputs)
    with step("compiling the packages"):
        archives = {
            f"./{APPLICATION}": with_bytecode(built / APPLICATION, built / "compiled", "/var/task"),
            f"./{LAYER}": with_bytecode(built / LAYER, root / "build" / "layers", "/opt"),
        }
    template = json.loads((built / "sam.json").read_text())
    return Package(template, archives, code_version(root))


def code_version(root: Path) -> str:
    """A name for what is deployed, the same for the same contents on every stage and machine."""
    return _hashed(root, "", [*_inputs(root), *sorted((root / "stepfunctions").glob("*.json"))])[
        :12
    ]


def _digest(root: Path, stage: str) -> str:
    return _hashed(root, f"{stage} {platform.python_version()}", _inputs(root))


def _hashed(root: Path, first: str, paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(first.encode())
    for path in paths:
        digest.update(f"{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "app.py"
    yield root / "requirements.txt"
    yield root / ".chalice" / "config.json"
    for folder in ("chalicelib", "vendor", ".chalice/policies"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _run_chalice(root: Path, stage: str, region: str, built: Path) -> None:
    chalice = Path(sys.executable).with_name("chalice")
    done = subprocess.run(  # noqa: S603 - our own program, our own arguments
        [str(chalice), "package", "--stage", stage, str(built)],
        cwd=root,
        env={**os.environ, "AWS_DEFAULT_REGION": region, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    _forget_old_packages(root / ".chalice" / "deployments")
    if done.returncode != 0:
        raise DeploymentRefused(f"Chalice could not package:\n{done.stdout}{done.stderr}")


def _forget_old_packages(folder: Path, keep: int = 4) -> None:
    """Chalice keeps every zip that it ever built."""
    if folder.is_dir():
        by_age = sorted(folder.glob("*.zip"), key=lambda path: path.stat().st_mtime)
        for old in by_age[:-keep]:
            old.unlink()
