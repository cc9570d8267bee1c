"""The command: what it refuses, in one sentence and with exit code 1."""

import pytest

from infra.deploy import main

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE")


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
            ["--stage", "dev", "--endpoint-url", "http://127.0.0.1:9", "--parameter", "Url"],
            "NAME=VALUE",
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
