"""Files that a person names on the command line; `-` is standard input."""

import json
import sys
from pathlib import Path
from typing import Any

from local.cli.language import said
from local.cli.trouble import Misused, Trouble

STANDARD_INPUT = "-"


def read_json(file: str) -> Any:
    """The JSON in a file. Raises Misused."""
    try:
        return json.loads(read_bytes(file))
    except (ValueError, RecursionError) as error:
        raise Misused(
            said(f"{file} không phải là JSON (UTF-8): {error}.", f"{file} is not JSON: {error}.")
        ) from None


def read_object(file: str) -> dict[str, Any]:
    """The JSON object in a file. Raises Misused."""
    found = read_json(file)
    if not isinstance(found, dict):
        raise Misused(said(f"{file} phải là một đối tượng JSON.", f"{file} must be a JSON object."))
    return found


def read_bytes(file: str) -> bytes:
    """What stands in a file. Raises Misused."""
    if file == STANDARD_INPUT:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise unreadable(file, error) from None


def write_text(file: str, text: str) -> None:
    """A file that says this, in UTF-8. Raises Misused."""
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(file, error) from None


def unreadable(file: str, error: Exception) -> Trouble:
    """Why a file cannot be read."""
    why = _why(error)
    return Misused(said(f"Không đọc được tệp {file}: {why}.", f"{file} cannot be read: {why}."))


def unwritable(file: str, error: OSError) -> Trouble:
    """Why what was to be said does not stand in a file; the disk may be full."""
    why = _why(error)
    return Misused(said(f"Không ghi được {file}: {why}.", f"{file} cannot be written: {why}."))


def _why(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
