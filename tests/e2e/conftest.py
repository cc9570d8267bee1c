"""One stage for all end-to-end tests, started by the very command of the README."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator

import pytest

from local.down import down
from local.settings import ROOT, settings_of_tests
from tests.e2e.stage import Stage, environment, until


@pytest.fixture(scope="session")
def make_run() -> Iterator[tuple[Stage, str]]:
    """`make run`, and what it printed until it served."""
    settings = settings_of_tests()
    stage = Stage(settings)
    down(settings)
    shutil.rmtree(settings.state, ignore_errors=True)
    settings.state.mkdir(parents=True)
    output = settings.state / "make-run.log"
    with output.open("w") as log:
        command = subprocess.Popen(
            ["make", "run"],
            cwd=ROOT,
            env=environment(settings),
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        until(lambda: "serving" in output.read_text() or command.poll() is not None, 360)
        assert command.poll() is None, output.read_text()
        yield stage, output.read_text()
    finally:
        stage.make("down")
        os.killpg(command.pid, signal.SIGINT)
        command.wait(60)


@pytest.fixture(scope="session")
def stage(make_run: tuple[Stage, str]) -> Stage:
    """The stage that `make run` serves."""
    return make_run[0]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the local cloud; the comparison of rights comes last."""
    mine = [item for item in items if "/e2e/" in str(item.path)]
    for item in mine:
        item.add_marker(pytest.mark.e2e)
    mine.sort(key=lambda item: "rights" in item.path.name)
    items[:] = [item for item in items if item not in mine] + mine
