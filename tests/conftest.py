"""What holds for every test: no network, no real AWS account, no deadline on a busy machine."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_socket

TESTS = Path(__file__).parent
REACH_OUT = frozenset({"e2e", "local"})
"""Folders whose tests start the local cloud and talk to it over loopback."""


def pytest_configure() -> None:
    """Properties are tried on few examples, because the suite runs often."""
    same = "CI" in os.environ  # there a change is judged, not chance; everywhere else we explore
    hypothesis.settings.register_profile(
        "hosopay", deadline=None, max_examples=60, derandomize=same
    )
    hypothesis.settings.load_profile("hosopay")


@pytest.fixture(autouse=True)
def alone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Refuse the network and give credentials that open nothing.

    A test that serves itself on 127.0.0.1 says so with `@pytest.mark.allow_hosts`.
    """
    if _folder(request.path) in REACH_OUT:
        yield
        return
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_PROFILE", "AWS_ENDPOINT_URL", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    if request.node.get_closest_marker("allow_hosts") is None:
        pytest_socket.disable_socket(allow_unix_socket=True)
    yield
    pytest_socket.enable_socket()


def _folder(path: Path) -> str:
    """The folder right under `tests`."""
    return path.relative_to(TESTS).parts[0]
