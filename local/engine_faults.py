"""Calls of Step Functions that fail although nothing is wrong, as they do now and then in AWS.

Runs inside the local cloud, and only while a file in the state folder says which share of the
functions' calls is to fail: `{"share": 0.05, "seed": 1}`. Half of them fail after they took effect.
What fails, mostly fails once, so that the client's own repetition meets an effect that took place;
now and then as often as a client repeats, so that our code sees the error.
"""

import json
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

Answer = tuple[int, dict[str, str], bytes]
Engine = Callable[[str, str, Mapping[str, str], bytes, Any], Awaitable[Answer]]

CALLS = frozenset(
    {
        "StartExecution",
        "SendTaskSuccess",
        "SendTaskFailure",
        "DescribeExecution",
        "GetExecutionHistory",
    }
)
"""What our functions ask of the engine."""

ERRORS = ((500, "InternalFailure"), (400, "ThrottlingException"), (503, "ServiceUnavailable"))

MOST_ATTEMPTS = 5
"""So often the functions' client repeats a call that failed so."""

LASTING = 0.15
"""The share of faults that outlast these attempts."""


class EngineFaults:
    """Stands in front of the engine; `path` is what switches it on."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._written = ""
        self._share = 0.0
        self._random = Random(0)
        self._left: Counter[str] = Counter()

    async def handle(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, query: Any
    ) -> Answer:
        """What the engine answers, or an error in its place."""
        action = headers.get("x-amz-target", "").rpartition(".")[2]
        by_function = "x-amz-security-token" in headers  # a role's; the local tools have none
        if not (by_function and action in CALLS and self._on()):
            return await self._engine(method, path, headers, body, query)
        about = f"{action} {_about(body)}"
        if self._left[about]:
            self._left[about] -= 1
            return self._error(action, "again")
        if self._random.random() >= self._share:
            return await self._engine(method, path, headers, body, query)
        if self._random.random() < LASTING:
            self._left[about] = MOST_ATTEMPTS - 1
        if self._random.random() < 0.5:
            return self._error(action, "before")
        await self._engine(method, path, headers, body, query)
        return self._error(action, "after")

    def _on(self) -> bool:
        """Reads the switch again whenever somebody has written it."""
        try:
            written = self._path.read_text()
        except FileNotFoundError:
            written = ""
        if written != self._written:
            self._written = written
            wish = json.loads(written) if written else {}
            self._share = float(wish.get("share", 0))
            self._random = Random(wish.get("seed", 0))
            self._left.clear()
        return self._share > 0

    def _error(self, action: str, when: str) -> Answer:
        """The engine's own form of an error; counted beside the switch."""
        self._count(f"{action} {when}")
        status, code = self._random.choice(ERRORS)
        said = json.dumps({"__type": code, "message": "a fault that was asked for"})
        return status, {"Content-Type": "application/x-amz-json-1.0"}, said.encode()

    def _count(self, what: str) -> None:
        """In a file, which outlives the local cloud, until somebody deletes it."""
        path = self._path.with_suffix(".counts.json")
        counts = Counter(json.loads(path.read_text()) if path.exists() else {})
        counts[what] += 1
        path.write_text(json.dumps(counts))


def _about(body: bytes) -> str:
    """The execution or the token that a call names."""
    said = json.loads(body or b"{}")
    known = (said.get(name) for name in ("name", "taskToken", "executionArn"))
    return next((str(value) for value in known if value), "")
