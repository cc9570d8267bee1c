"""Every command explains itself with examples, and each example is a command."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from local.cli.root import app
from local.settings import ROOT
from tests.docs.blocks import blocks
from tests.local.cli.examples import examples, words
from tests.local.cli.shelf import problem
from tests.local.cli.tool import Tool


def commands() -> Iterator[tuple[str, str, str]]:
    """Every command with its help and its epilog."""
    root = get_command(app)
    assert isinstance(root, TyperGroup)
    for noun, group in root.commands.items():
        if isinstance(group, TyperGroup):
            for verb, each in group.commands.items():
                yield f"{noun} {verb}", each.help or "", each.epilog or ""
        else:
            yield noun, group.help or "", group.epilog or ""


COMMANDS = sorted(commands())


@pytest.mark.parametrize(("name", "about", "epilog"), COMMANDS)
def test_every_command_says_what_it_does_and_how(name: str, about: str, epilog: str) -> None:
    first = about.strip().splitlines()[0]
    assert first[0].isupper()
    assert "." in about
    assert any(line.strip().startswith(f"hosopay {name}") for line in epilog.splitlines())


EXAMPLES = [
    *examples("\n".join(epilog for _, _, epilog in COMMANDS)),
    *examples("\n".join([*blocks("docs/cli.md", "sh"), *blocks("docs/cli.md", "text")])),
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_command(
    tool: Tool, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words are understood; what they name need not be there."""
    monkeypatch.chdir(tmp_path)
    tool.answers = lambda request: problem(404, "dossier_not_found", "No.")
    tool.environment.pop("HOSOPAY_API_URL")
    result = tool.run(*words(example), code=None)
    assert "Usage:" not in result.stderr
    assert "Traceback" not in result.output


def test_the_program_is_installed_and_is_the_module() -> None:
    for command in (
        [str(Path(sys.executable).parent / "hosopay"), "-h"],
        [sys.executable, "-m", "local.cli", "-h"],
    ):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "Usage: hosopay" in done.stdout
        assert "Exit codes" in done.stdout


def test_a_mistake_in_the_command_line_is_2(tool: Tool) -> None:
    tool.run("owed", "liszt", code=2)
    tool.run("quote", "3.000347", code=2)
    tool.run("tasks", "list", "--limit", "0", code=2)
    tool.run("owed", "list", "--lang", "fr", code=2)
