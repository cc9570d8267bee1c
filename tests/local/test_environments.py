"""Virtual environments are made when their requirements changed, and only then."""

from pathlib import Path

import pytest

from local.environments import ensure_environment, python_of
from local.errors import LocalTrouble


def test_an_environment_is_made_once_and_anew_when_its_requirements_changed(tmp_path: Path) -> None:
    environment, requirements = tmp_path / "made", tmp_path / "requirements.txt"
    requirements.write_text("")
    ensure_environment(environment, requirements)
    assert python_of(environment).exists()
    trace = environment / "trace"
    trace.touch()
    ensure_environment(environment, requirements)
    assert trace.exists()
    requirements.write_text("# another thought\n")
    ensure_environment(environment, requirements)
    assert not trace.exists()


def test_what_cannot_be_installed_is_tried_again_next_time(tmp_path: Path) -> None:
    environment, requirements = tmp_path / "made", tmp_path / "requirements.txt"
    requirements.write_text("./there-is-no-such-folder\n")
    for _ in range(2):
        with pytest.raises(LocalTrouble, match=r"could not install requirements\.txt"):
            ensure_environment(environment, requirements)
