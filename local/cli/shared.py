"""The options of every command: which stage, as whom, in which language and form."""

from typing import Annotated, Any

import typer

from local.cli.language import Language
from local.cli.target import Asked

PANEL = "Which stage, and how to say it"

ApiUrl = Annotated[
    str | None,
    typer.Option(
        "--stage-url",
        "--api-url",
        metavar="URL",
        help="The API's address (HOSOPAY_API_URL); without it, what runs on this machine.",
        rich_help_panel=PANEL,
    ),
]
Token = Annotated[
    str | None,
    typer.Option(
        "--token",
        metavar="TOKEN",
        help="The bearer token (HOSOPAY_TOKEN); - reads it from standard input.",
        rich_help_panel=PANEL,
    ),
]
TokenFile = Annotated[
    str | None,
    typer.Option(
        "--token-file",
        metavar="FILE",
        help="A file that holds the token: it then stands in no list of processes.",
        rich_help_panel=PANEL,
    ),
]
Role = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="ROLE",
        help="Whose token of the local run: portal, officer, ops, manager, administrator, …"
        " Each command has a usual one.",
        rich_help_panel=PANEL,
    ),
]
Lang = Annotated[
    Language | None,
    typer.Option(
        "--lang", help="The language of sentences and headings (LANG).", rich_help_panel=PANEL
    ),
]
Json = Annotated[
    bool,
    typer.Option("--json", help="The API's JSON, for programs.", rich_help_panel=PANEL),
]

SHARED: dict[str, tuple[Any, Any]] = {
    "api_url": (ApiUrl, None),
    "token": (Token, None),
    "token_file": (TokenFile, None),
    "role": (Role, None),
    "lang": (Lang, None),
    "json": (Json, False),
}
"""They may stand before the noun or after the verb; the later word counts."""


def asked(given: dict[str, Any]) -> Asked:
    """What the options say about the stage."""
    return Asked(
        api_url=given["api_url"],
        token=given["token"],
        token_file=given["token_file"],
        role=given["role"],
    )


def merged(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The options before the noun, overruled by those after the verb."""
    return {name: after[name] or before.get(name) for name in SHARED}
