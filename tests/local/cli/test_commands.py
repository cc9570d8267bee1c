"""Every command explains itself with examples, and each example is a command."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.settings import ROOT
from tests.docs.blocks import blocks
from tests.local.cli.examples import commands, examples, words
from tests.local.cli.shelf import problem
from tests.local.cli.shipped import shipped
from tests.local.cli.tool import Tool

COMMANDS = sorted(commands())


@pytest.mark.parametrize(("name", "about", "epilog"), COMMANDS)
def test_every_command_says_what_it_does_and_how(name: str, about: str, epilog: str) -> None:
    first = about.strip().splitlines()[0]
    assert first[0].isupper()
    assert "." in about
    assert any(line.strip().startswith(f"hosopay {name}") for line in epilog.splitlines())


ROLES = ("portal", "officer", "manager")
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


EDITED = ("agencies", "calendar", "catalogue", "merchants", "offerings")
HELPED = [*examples("\n".join(epilog for _, _, epilog in COMMANDS))]


@pytest.mark.parametrize(
    "example",
    [each for each in HELPED if words(each)[0] in EDITED and "simulate" not in each],
)
def test_every_example_about_the_catalogue_works_on_the_one_that_is_shipped(
    tool: Tool, example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for file in (ROOT / "local/catalogue").glob("*.json"):
        Path(file.name).symlink_to(file)
    Path("local").symlink_to(ROOT / "local")
    tool.answers = stage = shipped()
    Path("calendar.json").write_text(json.dumps(stage.entries["/v1/agencies/VN/calendar"]))
    Path("agency.json").write_text(json.dumps(stage.entries["/v1/agencies/H32.50.03"]))
    tool.run(*(word for word in words(example) if word not in ("--as", *ROLES)))


STRANGE: tuple[Any, ...] = (
    [1, 2],
    {},
    {"items": 3, "next_cursor": None},
    {"items": [1, "2", None], "next_cursor": None},
    {"items": [{}], "next_cursor": None},
)


@pytest.mark.parametrize("strange", STRANGE, ids=str)
def test_an_answer_of_another_form_ends_no_command_with_a_traceback(
    tool: Tool, strange: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("filing.json", "agency.json", "calendar.json"):
        Path(name).write_text("{}")
    tool.always(json=strange)
    codes = {}
    for example in EXAMPLES:
        given = [word for word in words(example) if word not in ("--as", *ROLES)]
        codes[example] = tool.run(*given, code=None, stdin="{}\n").exit_code
        assert codes[example] in (0, 1, 2, 3), example
    for example in ("hosopay dossiers show H32.12-261122-0001", "hosopay procedures summary"):
        assert codes[example] == 3


def test_a_mistake_of_the_tool_itself_stays_one(
    tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before a stage has said anything, nobody else can be the cause."""
    monkeypatch.setattr("local.cli.owed.path", lambda *segments: dict[str, str]()["mistake"])
    with pytest.raises(AssertionError, match="KeyError"):
        tool.run("owed", "list")


@pytest.mark.parametrize("words", [("--json",), ()])
def test_a_full_disk_is_one_sentence(words: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"agencies": 3}')
    done, said = outside("catalogue", "validate", str(file), *words, to="/dev/full")
    assert done == 2
    assert said == "standard output cannot be written: No space left on device.\n"


def test_who_reads_may_stop(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"agencies": [' + ", ".join(["3"] * 5000) + "]}")
    tool = f"'{sys.executable}' -m local.cli catalogue validate '{file}' --json"
    shell = ["bash", "-c", f"{tool} | head -c 10"]
    done = subprocess.run(
        shell, cwd=ROOT, env=terminal(), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""


def test_vietnamese_is_utf_8_in_every_locale(tmp_path: Path) -> None:
    file = tmp_path / "c.json"
    file.write_text('{"agencies": 3}')
    words = ("catalogue", "validate", str(file), "--lang", "vi")
    output = tmp_path / "output"
    done, said = outside(*words, to=str(output), PYTHONUTF8="0")
    assert (done, said) == (1, "Danh mục có 1 lỗi.\n")
    assert "Phải có dạng" in output.read_text(encoding="utf-8")


def outside(*words: str, to: str, **more: str) -> tuple[int, str]:
    """The program in a process of its own, its output in a file: exit code and standard error."""
    with Path(to).open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "local.cli", *words],
            cwd=ROOT,
            env=terminal(**more),
            stdout=output,
            stderr=subprocess.PIPE,
            check=False,
        )
    return done.returncode, done.stderr.decode()


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


def terminal(**more: str) -> dict[str, str]:
    """An environment in which Python writes as it does for people."""
    environment = {**os.environ, "LC_ALL": "C", **more}
    environment.pop("PYTHONUNBUFFERED", None)
    return environment
