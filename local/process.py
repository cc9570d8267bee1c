"""A program in the background: started apart from the terminal, known by its pid file, stopped gently."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.progress import step
from local.errors import LocalTrouble
from local.settings import HOST

_children: dict[int, subprocess.Popen[bytes]] = {}  # those that this very process started
ENDED = "Z"  # what `ps` calls a process that ended and whose parent has not looked yet


@dataclass(frozen=True)
class Background:
    """A program by its name, with the word of its command line that proves it is ours."""

    name: str
    marker: str
    port: int
    ready_url: str
    state: Path
    port_variable: str

    @property
    def log(self) -> Path:
        """What the program writes."""
        return self.state / f"{self.name}.log"

    @property
    def pid_file(self) -> Path:
        """The process that `start` started."""
        return self.state / f"{self.name}.pid"

    def pid(self) -> int | None:
        """The running process, or None; another program that got the number does not count."""
        try:
            pid = int(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        if pid in _children:
            _children[pid].poll()
        seen = subprocess.run(
            ["ps", "-ww", "-o", "state=,command=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        ).stdout.strip()
        return pid if self.marker in seen and not seen.startswith(ENDED) else None

    def start(self, command: Sequence[str], environment: Mapping[str, str], folder: Path) -> bool:
        """Start and wait until ready; False when it ran already."""
        if self.pid() is not None:
            self._wait_until_ready(started=False)
            return False
        if _is_taken(self.port):
            raise LocalTrouble(
                f"Port {self.port} is in use by another program: stop that program, or choose"
                f" another port for the {self.name} with {self.port_variable}."
            )
        self.state.mkdir(parents=True, exist_ok=True)
        if self.log.exists():
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("wb") as log:
            child = subprocess.Popen(
                command,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in the terminal is not for it
            )
        _children[child.pid] = child
        self.pid_file.write_text(str(child.pid))
        with step(f"starting the {self.name}"):
            self._wait_until_ready(started=True, child=child)
        return True

    def stop(self, patience: float = 60.0) -> bool:
        """Ask it to stop and wait until it has; False when it did not run."""
        pid = self.pid()
        if pid is not None:
            os.kill(pid, signal.SIGTERM)
            with step(f"stopping the {self.name}"):
                self._wait_until_gone(pid, patience)
        self.pid_file.unlink(missing_ok=True)
        return pid is not None

    def _wait_until_ready(
        self, *, started: bool, child: subprocess.Popen[bytes] | None = None, patience: float = 60.0
    ) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if child is not None and child.poll() is not None:
                self.pid_file.unlink(missing_ok=True)
                raise LocalTrouble(
                    f"The {self.name} ended at once; see {self.log}.\n{self._tail()}"
                )
            if _answers(self.ready_url):
                return
            time.sleep(0.05)
        verb = "did not become ready" if started else "runs but does not answer"
        raise LocalTrouble(f"The {self.name} {verb} within {patience:.0f} s; see {self.log}.")

    def _wait_until_gone(self, pid: int, patience: float) -> None:
        deadline = time.monotonic() + patience
        while self.pid() == pid:
            if time.monotonic() > deadline:
                raise LocalTrouble(
                    f"The {self.name} (process {pid}) does not stop; see {self.log}."
                )
            time.sleep(0.05)

    def _tail(self, lines: int = 5) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _answers(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
