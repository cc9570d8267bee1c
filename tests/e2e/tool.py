"""`hosopay` as people and programs start it, against the stage of these tests."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local.settings import ROOT
from tests.e2e.stage import Stage, environment

PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Tool:
    """The installed program, started in a folder that is not the project's."""

    stage: Stage
    folder: Path
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Of a terminal in which `hosopay` is found."""
        path = f"{PROGRAMS}:{os.environ['PATH']}"
        mine = {"PATH": path, "LC_ALL": "en_US.UTF-8", "HOSOPAY_API_URL": "", "HOSOPAY_TOKEN": ""}
        return environment(self.stage.settings, **{**mine, **self.more})

    def run(self, *words: str, code: int | tuple[int, ...] = 0, stdin: str = "") -> tuple[str, str]:
        """Standard output and standard error of a command that must end with (one) `code`."""
        done = subprocess.run(
            ["hosopay", *words],
            cwd=self.folder,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        codes = code if isinstance(code, tuple) else (code,)
        assert done.returncode in codes, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout, done.stderr

    def json(self, *words: str, code: int = 0, stdin: str = "") -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.run(*words, "--json", code=code, stdin=stdin)[0])

    def shell(self, script: str) -> str:
        """What commands of a page print, typed one after the other."""
        done = subprocess.run(
            ["bash", "-c", f"set -euo pipefail\n{script}"],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def seen(self, *words: str, columns: int) -> list[str]:
        """The lines that a command draws in a terminal of so many columns."""
        mine, its = pty.openpty()
        fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        with subprocess.Popen(
            ["hosopay", *words],
            cwd=self.folder,
            env={**self.environment, "TERM": "xterm-256color"},
            stdin=its,
            stdout=its,
            stderr=its,
        ):
            os.close(its)
            drawn = b"".join(_until_closed(mine))
        os.close(mine)
        return drawn.decode().replace("\r", "").splitlines()


def with_the_project(folder: Path) -> Path:
    """A folder from which the project's own files are found, and in which a page may write."""
    (folder / "local").symlink_to(ROOT / "local")
    return folder


def _until_closed(terminal: int) -> Any:
    while True:
        try:
            yield os.read(terminal, 65536)
        except OSError:  # Linux says so when the other side is closed
            return
