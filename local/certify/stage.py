"""The running stage over HTTP: the API as a portal reaches it, and the sandbox's control interface."""

import json
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

from local.errors import LocalTrouble

ATTEMPTS = 3
"""A portal repeats a call that got no answer or a 5xx, under the same idempotency key."""

Found = TypeVar("Found")


class Unexpected(Exception):  # noqa: N818 -- what happened
    """The road does not go where it should; the text says how."""


class Unsettled(Unexpected):
    """What was waited for has not come; it may still."""


class Refused(Unexpected):
    """Our API refused a call; `code` is its word for why."""

    def __init__(self, text: str, code: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass(frozen=True)
class Stage:
    """One stage with its sandbox; the client is shared by all scenarios."""

    api_url: str
    sandbox_url: str
    portal_token: str
    client: httpx.Client

    def call(self, method: str, path: str, body: object = None) -> Any:
        """One call of the API as a portal makes it. Raises Refused."""
        headers = {"Authorization": f"Bearer {self.portal_token}", "Accept-Language": "en"}
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        for attempt in range(1, ATTEMPTS + 1):
            answer = self.client.request(method, self.api_url + path, json=body, headers=headers)
            if answer.status_code < 500 or attempt == ATTEMPTS:
                break
            time.sleep(attempt)
        if answer.is_error:
            raise Refused(
                f"{method} {path} answered {answer.status_code}: {answer.text[:200]}", _code(answer)
            )
        return answer.json()

    def control(self, method: str, path: str, body: object = None) -> Any:
        """One call of the sandbox's control interface. Raises Unexpected."""
        answer = self.client.request(method, f"{self.sandbox_url}/control/{path}", json=body)
        if answer.is_error:
            raise Unexpected(f"sandbox: {path} answered {answer.status_code}: {answer.text[:200]}")
        return answer.json()

    def browse(self, url: str) -> httpx.Response:
        """What a browser gets at this address; it is not sent on."""
        return self.client.get(url)


def read_stage(run_file: Path, client: httpx.Client) -> Stage:
    """The stage that a run file describes. Raises LocalTrouble."""
    try:
        run = json.loads(run_file.read_text())
        return Stage(run["api_url"], run["sandbox_url"], run["tokens"]["portal"], client)
    except (OSError, ValueError, KeyError) as fault:
        raise LocalTrouble(f"{run_file} describes no running stage ({fault!r}): make up") from None


def until(
    found: Callable[[], Found | None], what: str, seconds: float, pause: float = 2.5
) -> Found:
    """What `found` gives, once it is something. Raises Unsettled."""
    deadline = time.monotonic() + seconds
    while True:
        if (answer := found()) is not None:
            return answer
        if time.monotonic() >= deadline:
            raise Unsettled(f"not within {seconds:.0f} s: {what}")
        time.sleep(pause)


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""
