"""Where answers go: JSON or a table on standard output, everything else on standard error."""

import io
import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from rich.console import Console, RenderableType
from rich.text import Text

from chalicelib.domain.value import Named
from local.cli.files import unwritable
from local.cli.language import Language, heard, said
from local.cli.plain import plain
from local.cli.stage import Answer, Listing
from local.cli.tables import Column, View, rows
from local.cli.trouble import Trouble

WIDE = 10_000
"""Where nobody looks, a row is a line: `grep`, `cut` and `wc -l` count on it."""


class Screen:
    """Standard output and standard error of one command."""

    def __init__(
        self, language: Language, *, as_json: bool, environment: Mapping[str, str]
    ) -> None:
        self.language, self.as_json = language, as_json
        self._out = _console(environment, stderr=False)
        self.error = _console(environment, stderr=True)
        self._written = False

    def show(self, answer: Answer, *views: View) -> None:
        """The answer: exactly as it came for programs, drawn for people."""
        if self.as_json:
            self.write(answer.text.rstrip("\n") + "\n")
            return
        for number, view in enumerate(views):
            self.draw(view, apart=number > 0)

    def write(self, text: str) -> None:
        """Text for programs, as it is. Raises Misused where nothing can be written."""
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            raise  # whoever reads has seen enough
        except OSError as error:
            sys.stdout = io.StringIO()  # or the program's end would try it once more
            raise unwritable(heard(_OUTPUT, self.language), error) from None
        self._written = True

    def listing(self, found: Listing, columns: list[Column]) -> None:
        """A list, and on standard error whether there is more of it."""
        if self.as_json or found.items:
            self.show(found.answer, rows(columns, found.items))
        else:
            self.say(_NOTHING_FOUND)
        if found.next_cursor:
            self.say(_MORE)

    def document(self, value: Any, *views: View) -> None:
        """What is not the stage's own answer, in the same two forms."""
        self.show(Answer(json.dumps(value, ensure_ascii=False, indent=2), value), *views)

    def draw(self, view: View, *, apart: bool = False) -> None:
        """One table; the spaces that fill its last column are for no reader."""
        with self._out.capture() as capture:
            self._out.print(view(self.language, self._out.width))
        lines = [line.rstrip() for line in capture.get().splitlines()]
        self.write("\n".join([""] * apart + lines) + "\n")

    def say(self, sentence: Named) -> None:
        """One sentence to the person, not to the program behind the pipe."""
        self._print(Text(plain(heard(sentence, self.language))))

    def fail(self, trouble: Trouble) -> None:
        """What is wrong: a sentence, and each place with its own."""
        if self.as_json and trouble.document is not None and not self._written:
            self.write(trouble.document.rstrip("\n") + "\n")
        self._print(Text(plain(heard(trouble.sentence, self.language)), style="red"))
        for place, sentence in trouble.places:
            self._print(Text(plain(f"  {place}: {sentence}")))

    def _print(self, line: RenderableType) -> None:
        with suppress(OSError):  # where nobody can be told, the exit code still says it
            self.error.print(line, soft_wrap=True)


def _console(environment: Mapping[str, str], *, stderr: bool) -> Console:
    console = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not console.is_terminal:
        asked = environment.get("COLUMNS", "")
        console.width = int(asked) if asked.isdecimal() else WIDE
    return console


_OUTPUT = said("đầu ra chuẩn", "standard output")
_NOTHING_FOUND = said("Không có mục nào.", "Nothing found.")
_MORE = said(
    "Còn nữa: thêm --all, --limit N hoặc --cursor.", "There is more: --all, --limit N or --cursor."
)
