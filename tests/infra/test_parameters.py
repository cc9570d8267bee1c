"""Which value a template parameter gets."""

from pathlib import Path

import pytest

from infra.deploy import ROOT, choose_parameters, public_url
from infra.errors import DeploymentRefused
from infra.template import read_yaml
from tests.infra.clouds import aws, local

TEMPLATE = {"Parameters": {"Stage": {}, "Url": {}, "Level": {"Default": "INFO"}}}


def _root(folder: Path, stages: str) -> Path:
    (folder / "infra").mkdir()
    (folder / "infra" / "stages.yaml").write_text(stages)
    return folder


def test_given_beats_stage_beats_deployed_beats_default(tmp_path: Path) -> None:
    root = _root(tmp_path, "dev: {Url: from-stage}")

    def chosen(given: dict[str, str], deployed: dict[str, str]) -> dict[str, str]:
        return choose_parameters(TEMPLATE, "dev", given, deployed, root)

    assert chosen({"Url": "given"}, {"Url": "deployed"})["Url"] == "given"
    assert chosen({}, {"Url": "deployed"})["Url"] == "from-stage"
    assert chosen({}, {"Level": "DEBUG"})["Level"] == "DEBUG"
    assert chosen({}, {})["Level"] == "INFO"


def test_the_stage_is_what_the_command_says(tmp_path: Path) -> None:
    root = _root(tmp_path, "{}")
    chosen = choose_parameters(TEMPLATE, "dev", {"Url": "x"}, {"Stage": "prod"}, root)
    assert chosen == {"Stage": "dev", "Url": "x", "Level": "INFO"}


def test_a_value_that_nobody_gave_is_asked_for_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DeploymentRefused, match=r"--parameter Url=\.\.\.$"):
        choose_parameters(TEMPLATE, "prod", {}, {}, _root(tmp_path, "{}"))


def test_a_parameter_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DeploymentRefused, match="no parameter Ulr"):
        choose_parameters(TEMPLATE, "dev", {"Ulr": "x"}, {}, _root(tmp_path, "{}"))


def test_a_parameter_that_a_stage_no_longer_has_is_forgotten(tmp_path: Path) -> None:
    chosen = choose_parameters(TEMPLATE, "dev", {"Url": "x"}, {"Old": "y"}, _root(tmp_path, "{}"))
    assert "Old" not in chosen


@pytest.mark.parametrize("stage", ["local", "dev", "prod"])
def test_stages_name_only_parameters_that_exist(stage: str) -> None:
    declared = read_yaml(ROOT / "infra" / "parameters.yaml")["Parameters"]
    assert set(read_yaml(ROOT / "infra" / "stages.yaml")[stage]) <= set(declared)


def test_nothing_of_production_is_unprotected() -> None:
    assert "TablesProtected" not in read_yaml(ROOT / "infra" / "stages.yaml")["prod"]


def test_the_public_address_is_the_clouds_own() -> None:
    outputs = {"RestAPIId": "abc", "EndpointURL": "https://abc.example/api/"}
    assert public_url(aws(), outputs) == "https://abc.example/api"
    assert public_url(local(), outputs) == "http://127.0.0.1:4566/_aws/execute-api/abc/api"
