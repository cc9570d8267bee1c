"""The stage as its people reach it, in any weather: what gets no answer is sent again, as it was."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from local.errors import LocalTrouble

PATIENCE_SECONDS = 300.0
"""Longer than a restart, a wait for the sweeper, and both together."""

REST_SECONDS = 0.5

LATER = frozenset({408, 429, 500, 502, 503, 504})


class Refused(Exception):  # noqa: N818 -- what happened
    """An answer that no repetition changes; `code` is the API's word for it."""

    def __init__(self, text: str, code: str, *, repeated: bool) -> None:
        super().__init__(text)
        self.code = code
        self.repeated = repeated


@dataclass
class Api:
    """Every call goes where the run file says at that moment; `lost` counts answers that did not come."""

    run_file: Path
    client: httpx.Client
    lost: Counter[str] = field(default_factory=Counter)
    calls: int = 0
    spent: Counter[str] = field(default_factory=Counter)

    def get(self, role: str, path: str) -> Any:
        """What a role reads."""
        return self.call(role, "GET", path)

    def call(self, role: str, method: str, path: str, body: object = None, key: str = "") -> Any:
        """The answer, whenever it comes. Raises Refused, LocalTrouble when none comes for long."""
        headers = {"Accept-Language": "en"} | ({"Idempotency-Key": key} if key else {})

        def send() -> httpx.Response:
            run = json.loads(self.run_file.read_text())
            headers["Authorization"] = f"Bearer {run['tokens'][role]}"
            url = run["api_url"] + path
            return self.client.request(method, url, json=body, headers=headers)

        return self._until_answered(send, f"{method} {_kind(path)}")

    def sandbox(self, method: str, path: str, body: object = None) -> Any:
        """What the payer does at the provider, or sees there."""

        def send() -> httpx.Response:
            url = json.loads(self.run_file.read_text())["sandbox_url"]
            return self.client.request(method, f"{url}/control/momo/{path}", json=body)

        return self._until_answered(send, f"sandbox {method}")

    def _until_answered(self, send: Any, what: str) -> Any:
        deadline, repeated = time.monotonic() + PATIENCE_SECONDS, False
        while True:
            begun = time.monotonic()
            trouble = ""
            try:
                answer = send()
                if answer.status_code not in LATER:
                    break
                trouble = f"{answer.status_code}: {answer.text[:200]}"
                self.lost[f"{answer.status_code}"] += 1
            except (OSError, ValueError, httpx.HTTPError) as fault:
                trouble = repr(fault)
                self.lost["no answer"] += 1
            finally:
                self.calls += 1
                self.spent[what] += round(1000 * (time.monotonic() - begun))
            if time.monotonic() > deadline:
                raise LocalTrouble(f"{what} got no answer for {PATIENCE_SECONDS:.0f} s: {trouble}")
            repeated = True
            time.sleep(REST_SECONDS)
        if answer.is_error:
            text = f"{what} answered {answer.status_code}: {answer.text[:300]}"
            raise Refused(text, _code(answer), repeated=repeated)
        return answer.json()


def _kind(path: str) -> str:
    """The path without what is particular."""
    parts = path.partition("?")[0].split("/")
    return "/".join("…" if "-" in part or part.isdecimal() else part for part in parts)


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", ""))
    except ValueError:
        return ""
