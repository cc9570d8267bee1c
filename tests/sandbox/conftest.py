"""The sandbox in process: its own state file, a clock that tests move, an inbox instead of a network."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_socket

from sandbox.app import build
from sandbox.settings import Settings
from tests.sandbox.shop import FakeClock, FakeInbox, Visitor

Start = Callable[[], Visitor]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def inbox() -> FakeInbox:
    return FakeInbox()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "state.sqlite", tmp_path / "jwks.json", retry_after=(5, 60))


@pytest.fixture
def start(settings: Settings, clock: FakeClock, inbox: FakeInbox) -> Iterator[Start]:
    """Starts the sandbox on the same state file; called a second time it is a restart."""
    pytest_socket.enable_socket()  # guards stack: a stricter one from outside would stay in force
    pytest_socket.disable_socket(allow_unix_socket=True)  # an event loop wakes itself through one
    started: list[Visitor] = []
    with asyncio.Runner() as runner:

        def begin() -> Visitor:
            transport = httpx.MockTransport(inbox)
            started.append(Visitor(build(settings, clock, transport), runner))
            return started[-1]

        yield begin
        for visitor in started:
            visitor.sandbox.commons.store.close()
    pytest_socket.enable_socket()


@pytest.fixture
def visitor(start: Start) -> Visitor:
    return start()
