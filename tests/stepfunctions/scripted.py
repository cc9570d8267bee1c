"""A stand-in for `open_task` that answers each token as a script says."""

import json
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mypy_boto3_stepfunctions import SFNClient


TRANSIENT = (
    "Transient",
    "Lambda.ClientExecutionTimeoutException",
    "Lambda.ServiceException",
    "Lambda.AWSLambdaException",
    "Lambda.SdkClientException",
    "Lambda.TooManyRequestsException",
    "Lambda.Unknown",
    "Sandbox.Timedout",
    "Runtime.ExitError",
)
"""What passes by itself: our own word first, then AWS's for a Lambda that could not be reached, and
for one that ended before it could say why: out of memory, out of time, gone."""

ATTEMPTS = 6
"""So often one state is tried again."""


class InvocationError(Exception):
    """The invocation itself fails; its text is the error's name, as Lambda would report it."""


@dataclass(frozen=True)
class Done:
    """An outcome was recorded: the token is answered with the next word."""

    next: str


@dataclass(frozen=True)
class Reported:
    """The task reports its own failure with SendTaskFailure."""

    error: str


@dataclass(frozen=True)
class Raised:
    """The invocation fails before anybody could report anything."""

    error: str


@dataclass(frozen=True)
class Later:
    """The token is answered by somebody else, when the invocation is long over."""

    answer: Done | Reported


@dataclass(frozen=True)
class Silence:
    """Nobody ever answers the token."""


Answer = Done | Reported | Raised | Later | Silence


@dataclass
class ScriptedTask:
    """Takes one answer of the script per invocation, and remembers what it was called with."""

    client: "SFNClient"
    script: deque[Answer]
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, payload: dict[str, Any]) -> None:
        self.calls.append(payload)
        match self.script.popleft():
            case Later(answer):
                threading.Timer(0.05, self._send, (payload, answer)).start()
            case Done() | Reported() as answer:
                self._send(payload, answer)
            case Raised(error):
                raise InvocationError(error)
            case Silence():
                pass

    def _send(self, payload: dict[str, Any], answer: Done | Reported) -> None:
        token = payload["token"]
        match answer:
            case Done(word):
                output = {"dossier": payload["dossier"], "run": payload["run"], "next": word}
                self.client.send_task_success(taskToken=token, output=json.dumps(output))
            case Reported(error):
                self.client.send_task_failure(taskToken=token, error=error, cause=error)
