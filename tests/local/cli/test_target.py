"""Which stage a command talks to, and as whom."""

import json
from pathlib import Path

import pytest

from tests.local.cli.tool import API, Tool


def bearer(tool: Tool) -> str:
    return tool.asked[-1].headers["Authorization"]


@pytest.fixture
def local_run(tool: Tool, tmp_path: Path) -> Tool:
    """A tool without any word about the stage, where something runs."""
    run = {"api_url": "http://127.0.0.1:4999/api", "tokens": {"portal": "p", "ops": "o"}}
    (tmp_path / "run.json").write_text(json.dumps(run))
    tool.environment = {"HOSOPAY_STATE": str(tmp_path)}
    tool.always(json={"items": [], "next_cursor": None})
    return tool


def test_the_environment_names_the_stage_and_the_token(tool: Tool) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("owed", "list")
    assert str(tool.asked[-1].url).startswith(f"{API}/v1/ops/owed")
    assert bearer(tool) == "Bearer a.b.c"


def test_an_option_says_more_than_the_environment(tool: Tool, tmp_path: Path) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    file = tmp_path / "token"
    file.write_text("from-file\n")
    tool.run("--api-url", "https://other.example/x/", "owed", "list", "--token-file", str(file))
    assert str(tool.asked[-1].url).startswith("https://other.example/x/v1/ops/owed")
    assert bearer(tool) == "Bearer from-file"
    tool.run("owed", "list", "--token", "given")
    assert bearer(tool) == "Bearer given"


@pytest.mark.parametrize("words", [("--token", "-"), ("--token-file", "-")])
def test_a_token_comes_from_standard_input(tool: Tool, words: tuple[str, str]) -> None:
    tool.always(json={"items": [], "next_cursor": None})
    tool.run("owed", "list", *words, stdin="secret.of.mine\nthe rest\n")
    assert bearer(tool) == "Bearer secret.of.mine"


def test_what_runs_here_is_the_usual_stage_with_the_usual_role(local_run: Tool) -> None:
    local_run.run("owed", "list")
    assert str(local_run.asked[-1].url).startswith("http://127.0.0.1:4999/api/v1/ops/owed")
    assert bearer(local_run) == "Bearer o"
    local_run.run("procedures", "list")
    assert bearer(local_run) == "Bearer p"


def test_an_empty_variable_says_nothing(local_run: Tool) -> None:
    local_run.environment |= {"HOSOPAY_API_URL": "", "HOSOPAY_TOKEN": ""}
    local_run.run("owed", "list")
    assert bearer(local_run) == "Bearer o"


def test_as_chooses_another_role_before_the_noun_or_after_the_verb(local_run: Tool) -> None:
    local_run.run("--as", "portal", "owed", "list")
    assert bearer(local_run) == "Bearer p"
    local_run.run("--as", "portal", "owed", "list", "--as", "ops")
    assert bearer(local_run) == "Bearer o"


def test_an_unknown_role_is_answered_with_those_there_are(local_run: Tool) -> None:
    said = local_run.run("owed", "list", "--as", "king", code=2).stderr
    assert "king" in said
    assert "ops, portal" in said


def test_as_is_refused_where_the_stage_is_another(tool: Tool) -> None:
    assert "HOSOPAY_API_URL" in tool.run("owed", "list", "--as", "ops", code=2).stderr
    assert not tool.asked


def test_nothing_runs(tool: Tool, tmp_path: Path) -> None:
    tool.environment = {"HOSOPAY_STATE": str(tmp_path)}
    said = tool.run("owed", "list", code=3).stderr
    assert "make up" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    "content", ["", "{", "{}", "[]", '{"api_url": 7, "tokens": {}}', '{"api_url": "http://x"}']
)
def test_a_damaged_run_file_is_one_sentence(local_run: Tool, tmp_path: Path, content: str) -> None:
    (tmp_path / "run.json").write_text(content)
    said = local_run.run("owed", "list", code=3).stderr
    assert "run.json is damaged or incomplete" in said
    assert said.count("\n") == 1


def test_a_run_file_that_cannot_be_read_is_one_sentence(local_run: Tool, tmp_path: Path) -> None:
    (tmp_path / "run.json").unlink()
    (tmp_path / "run.json").mkdir()
    said = local_run.run("owed", "list", code=2).stderr
    assert "run.json cannot be read: Is a directory." in said


@pytest.mark.parametrize(
    ("environment", "word"),
    [
        ({"HOSOPAY_API_URL": API}, "HOSOPAY_TOKEN"),
        ({"HOSOPAY_API_URL": "http://stage.example", "HOSOPAY_TOKEN": "t"}, "https"),
        ({"HOSOPAY_API_URL": "ftp://stage.example", "HOSOPAY_TOKEN": "t"}, "ftp://"),
        ({"HOSOPAY_API_URL": f"{API}?a=b", "HOSOPAY_TOKEN": "t"}, "a=b"),
        ({"HOSOPAY_API_URL": "http://[::1", "HOSOPAY_TOKEN": "t"}, "http://[::1 is not the"),
        ({"HOSOPAY_API_URL": "https://a..b", "HOSOPAY_TOKEN": "t"}, "https://a..b is not the"),
        ({"HOSOPAY_API_URL": "https://a:99999", "HOSOPAY_TOKEN": "t"}, "99999 is not the"),
        ({"HOSOPAY_API_URL": "https://\udcff", "HOSOPAY_TOKEN": "t"}, "is not the address"),
        ({"HOSOPAY_API_URL": API, "HOSOPAY_TOKEN": "two words"}, "one word"),
        ({"HOSOPAY_API_URL": API, "HOSOPAY_TOKEN": "việt"}, "one word"),
        ({"HOSOPAY_CLOUD_PORT": "many"}, "HOSOPAY_CLOUD_PORT"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(
    tool: Tool, environment: dict[str, str], word: str
) -> None:
    tool.environment = environment
    assert word in tool.run("owed", "list", code=2).stderr
    assert not tool.asked


def test_a_token_file_that_is_not_there_is_one_sentence(tool: Tool) -> None:
    said = tool.run("owed", "list", "--token-file", "/nowhere/token", code=2).stderr
    assert "/nowhere/token" in said
    assert said.count("\n") == 1


def test_a_wrong_address_is_said_before_a_missing_token(tool: Tool) -> None:
    tool.environment = {"LANG": "en_US.UTF-8"}
    said = tool.run("--stage-url", "ftp://x", "owed", "list", code=2).stderr
    assert "ftp://x is not the address of an API." in said
    assert not tool.asked
