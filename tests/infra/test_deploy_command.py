"""The command: what it refuses, in one sentence and with exit code 1."""

from pathlib import Path

import pytest

from infra.aws import Cloud
from infra.deploy import Deployed, main

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE")
LOCAL = ("--stage", "dev", "--endpoint-url", "http://127.0.0.1:9")


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A machine on which nobody has AWS credentials."""
    for name in (*CREDENTIALS, "AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    nowhere = str(tmp_path_factory.mktemp("home") / "none")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", nowhere)
    monkeypatch.setenv("AWS_CONFIG_FILE", nowhere)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--stage", "dev"], "Which AWS region?"),
        (["--stage", "dev", "--region", "ap-southeast-1"], "There are no AWS credentials"),
        (["--stage", "local"], "`make up` deploys it"),
        (
            [*LOCAL, "--parameter", "Url"],
            "NAME=VALUE",
        ),
        (
            [*LOCAL, "--parameter", "A=file:///nowhere/a.json"],
            "/nowhere/a.json cannot be read",
        ),
    ],
)
def test_a_refusal_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 1
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_parameter_may_stand_in_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[dict[str, str]] = []

    def deploy(_: Cloud, stage: str, given: dict[str, str]) -> Deployed:
        asked.append(given)
        return Deployed(stage, "https://api.example", changed=True, outputs={})

    monkeypatch.setattr("infra.deploy.deploy", deploy)
    path = tmp_path / "issuers.json"
    path.write_text('[{"issuer": "https://issuer.example"}]\n')
    assert main([*LOCAL, "--parameter", f"A=file://{path}", "--parameter", "B=b=c"]) == 0
    assert asked == [{"A": path.read_text().strip(), "B": "b=c"}]
    assert "https://api.example" in capsys.readouterr().out
