"""A program in the background."""

import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from local.errors import LocalTrouble
from local.process import Background
from local.settings import HOST
from tests.local.clouds import eventually, free_port

pytestmark = pytest.mark.enable_socket

SERVER = ["-m", "http.server", "--bind", HOST]


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Background]:
    port = free_port()
    made = Background(
        name="thing",
        marker="http.server",
        port=port,
        ready_url=f"http://{HOST}:{port}/",
        state=tmp_path,
        port_variable="HOSOPAY_THING_PORT",
    )
    yield made
    made.stop()


def _start(program: Background, *arguments: str) -> bool:
    command = [sys.executable, *(arguments or (*SERVER, str(program.port)))]
    return program.start(command, os.environ, program.state)


def test_it_is_ready_when_started_and_gone_when_stopped(program: Background) -> None:
    assert _start(program)
    pid = program.pid()
    assert pid is not None
    assert os.getsid(pid) == pid, "Ctrl-C in the terminal must not reach it"
    assert program.stop()
    assert program.pid() is None
    assert not program.pid_file.exists()


def test_starting_and_stopping_twice_is_once(program: Background) -> None:
    assert [_start(program), _start(program)] == [True, False]
    assert [program.stop(), program.stop()] == [True, False]


def test_a_busy_port_is_one_sentence(program: Background) -> None:
    with (
        HTTPServer((HOST, program.port), BaseHTTPRequestHandler),
        pytest.raises(LocalTrouble) as caught,
    ):
        _start(program)
    sentence = str(caught.value)
    assert sentence.startswith(f"Port {program.port} is in use")
    assert "HOSOPAY_THING_PORT" in sentence
    assert "\n" not in sentence


def test_a_program_that_ends_at_once_says_why(program: Background) -> None:
    with pytest.raises(LocalTrouble, match="no such luck"):
        _start(program, "-c", "raise SystemExit('no such luck')")
    assert not program.pid_file.exists()


def test_another_program_that_got_the_number_is_left_alone(program: Background) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        program.pid_file.write_text(str(other.pid))
        assert program.pid() is None
        assert not program.stop()
        assert other.poll() is None
        other.communicate(b"\n")


def test_a_killed_program_is_started_again(program: Background) -> None:
    _start(program)
    pid = program.pid()
    assert pid is not None
    os.kill(pid, 9)
    assert eventually(lambda: program.pid() is None)
    assert _start(program)


def test_the_log_of_the_run_before_is_kept(program: Background) -> None:
    program.log.write_text("what happened before")
    _start(program)
    assert program.log.with_suffix(".log.1").read_text() == "what happened before"
