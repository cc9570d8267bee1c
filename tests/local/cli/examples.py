"""The commands that help texts and pages show."""

import re
import shlex
from collections.abc import Iterator


def examples(text: str) -> Iterator[str]:
    """Every line that calls `hosopay`, with its continuation lines, once."""
    joined = re.sub(r"\\\n\s*", "", text)
    found = (line.strip() for line in joined.splitlines())
    yield from dict.fromkeys(line for line in found if line.startswith("hosopay "))


def words(example: str) -> list[str]:
    """What the tool itself is given: no pipe, no redirection, no remark."""
    found = shlex.split(example, comments=True)
    ends = [number for number, word in enumerate(found) if word in ("|", ">", "<", ";", "&&")]
    return found[1 : min(ends, default=len(found))]
