"""Why a command ends without having done what it was asked; each kind has its own exit code.

Trouble
├── Refused       1  the stage says no (problem+json), or a file has defects
├── Misused       2  the command line is not right; also every mistake that typer finds
├── Unreachable   3  no stage is there, or no way leads to it
├── Unwell        4  the stage is busy or broken: the same command may work later
└── Unfinished    5  some of several things were done, the others were not
"""

from collections.abc import Mapping, Sequence
from typing import Any

from chalicelib.domain.value import Named

INTERRUPTED = 130
"""Ctrl-C, as every shell says it."""


class Trouble(Exception):  # noqa: N818 -- what is wrong
    """What is wrong in one sentence, and where exactly if that is known."""

    exit_code = 1

    def __init__(
        self,
        sentence: Named,
        *,
        places: Sequence[tuple[str, str]] = (),
        problem: Mapping[str, Any] | None = None,
        document: str | None = None,
    ) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence
        self.places = places
        self.problem = problem or {}
        self.document = document

    @property
    def code(self) -> str:
        """The stage's stable code of the refusal, if it was the stage that refused."""
        return str(self.problem.get("code", ""))


class Refused(Trouble):
    """The answer is no, and stays no until something is changed."""

    exit_code = 1


class Misused(Trouble):
    """The command line or a file that it names is not right."""

    exit_code = 2


class Unreachable(Trouble):
    """No stage was reached: nothing runs, no network, no trust, or something else answers."""

    exit_code = 3


class Unwell(Trouble):
    """The stage is busy or broken."""

    exit_code = 4


class Unfinished(Trouble):
    """Some of several things could not be done."""

    exit_code = 5
