"""The commands that help texts and pages show."""

import re
import shlex
from collections.abc import Iterator
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from local.cli.root import app


def examples(text: str) -> Iterator[str]:
    """Every line that calls `hosopay`, with its continuation lines, once."""
    joined = re.sub(r"\\\n\s*", "", text)
    found = (line.strip() for line in joined.splitlines())
    yield from dict.fromkeys(line for line in found if line.startswith("hosopay "))


def can_be_tried(given: list[str]) -> bool:
    """Whether the command has a dry run."""
    command: Any = get_command(app)
    for word in given:
        if isinstance(command, TyperGroup):
            command = command.commands[word]
    return any(each.name == "dry_run" for each in command.params)


def words(example: str) -> list[str]:
    """What the tool itself is given: no pipe, no redirection, no remark."""
    found = shlex.split(example, comments=True)
    ends = [number for number, word in enumerate(found) if word in ("|", ">", "<", ";", "&&")]
    return found[1 : min(ends, default=len(found))]


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
