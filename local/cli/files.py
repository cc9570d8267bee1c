"""Files that a person names on the command line; `-` is standard input."""

import json
import sys
from pathlib import Path
from typing import Any

from local.cli.language import said
from local.cli.trouble import Misused

STANDARD_INPUT = "-"


def read_json(file: str) -> Any:
    """The JSON in a file. Raises Misused."""
    try:
        return json.loads(read_bytes(file))
    except ValueError as error:
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
        why = error.strerror or str(error)
        raise Misused(
            said(f"Không đọc được tệp {file}: {why}.", f"{file} cannot be read: {why}.")
        ) from None
