"""Where things are on this machine."""

from pathlib import Path

import pytest

from local.errors import LocalTrouble
from local.settings import ROOT, read_settings, settings_of_tests


def test_nothing_set_means_the_folder_beside_the_code_and_the_usual_ports() -> None:
    settings = read_settings({})
    assert (settings.cloud_port, settings.sandbox_port) == (4566, 4580)
    assert settings.state == settings.environments == ROOT / ".local"


def test_the_environment_wins(tmp_path: Path) -> None:
    settings = read_settings(
        {"HOSOPAY_CLOUD_PORT": "1", "HOSOPAY_SANDBOX_PORT": "2", "HOSOPAY_STATE": str(tmp_path)}
    )
    assert settings.cloud_url == "http://127.0.0.1:1"
    assert settings.issuer == "http://127.0.0.1:2/issuer"
    assert settings.run_file == tmp_path / "run.json"


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1"])
def test_a_port_that_is_none_is_one_sentence(text: str) -> None:
    with pytest.raises(LocalTrouble, match=r"^HOSOPAY_CLOUD_PORT must be a port number"):
        read_settings({"HOSOPAY_CLOUD_PORT": text})


def test_the_stream_is_on_or_off() -> None:
    assert read_settings({"HOSOPAY_STREAM": "off"}).stream == "off"
    with pytest.raises(LocalTrouble, match="on or off"):
        read_settings({"HOSOPAY_STREAM": "perhaps"})


def test_tests_share_nothing_with_what_a_person_runs() -> None:
    tests, person = settings_of_tests(), read_settings({})
    assert tests.state != person.state
    assert {tests.cloud_port, tests.sandbox_port}.isdisjoint(
        {person.cloud_port, person.sandbox_port}
    )
