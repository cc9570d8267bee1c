"""`hosopay`, and `python -m local.cli`: every command by its noun."""

import io
import sys

from local.cli.root import app


def main() -> None:
    """The program."""
    _speak_utf8()
    app(prog_name="hosopay")


def _speak_utf8() -> None:
    """What is read and written is UTF-8 in every locale; half a letter never ends a command."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
