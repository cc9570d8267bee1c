"""`hosopay` run in this process, and what it asked the stage."""

import json
from collections.abc import Callable
from typing import Any

import httpx
from typer.testing import CliRunner, Result

from local.cli.root import app
from local.cli.session import Surroundings
from tests.local.cli.shelf import Shelf

API = "https://stage.example/api"
Answering = Callable[[httpx.Request], httpx.Response]


class Tool:
    """Runs commands; `answers` is the stage, `asked` what it was asked, `waits` the pauses."""

    def __init__(self) -> None:
        self.answers: Answering = Shelf()
        self.asked: list[httpx.Request] = []
        self.waits: list[float] = []
        self.environment = {
            "HOSOPAY_API_URL": API,
            "HOSOPAY_TOKEN": "a.b.c",
            "LANG": "en_US.UTF-8",
        }

    def run(self, *words: str, stdin: str = "", code: int | None = 0) -> Result:
        """One command that must end with `code` (None: with any)."""
        around = Surroundings(
            self.environment, httpx.MockTransport(self._answer), self.waits.append
        )
        result = CliRunner().invoke(app, list(words), input=stdin, obj=around)
        mistake = result.exception
        assert mistake is None or isinstance(mistake, SystemExit), f"a traceback: {mistake!r}"
        assert code in (None, result.exit_code), f"{result.exit_code}: {result.output}"
        return result

    def json(self, *words: str, stdin: str = "", code: int = 0) -> Any:
        """The one JSON document that a command writes."""
        return json.loads(self.run(*words, "--json", stdin=stdin, code=code).stdout)

    def always(self, status: int = 200, json: Any = None, **headers: str) -> None:
        """The stage gives the same answer to everything."""
        self.answers = lambda request: httpx.Response(status, json=json, headers=headers)

    def sent(self) -> Any:
        """The body of the last request."""
        return json.loads(self.asked[-1].content)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        return self.answers(request)
