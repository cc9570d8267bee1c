"""One run of a command: who is asked, in which language, and where the answer goes."""

import os
import sys
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import httpx

from chalicelib.domain.value import Named
from local.cli.language import Language, said, spoken
from local.cli.screen import Screen
from local.cli.stage import Stage, Wait
from local.cli.target import Asked, Target, target
from local.cli.trouble import Misused, Trouble


@dataclass(frozen=True)
class Surroundings:
    """What a command finds around it; tests give it another world."""

    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    transport: httpx.BaseTransport | None = None
    wait: Wait = time.sleep


class Session:
    """What a command needs to do its work. The stage is looked for when it is first needed."""

    def __init__(
        self,
        asked: Asked,
        surroundings: Surroundings,
        *,
        usual_role: str,
        language: Language | None = None,
        as_json: bool = False,
    ) -> None:
        self.language = language or spoken(surroundings.environment)
        self.screen = Screen(self.language, as_json=as_json, environment=surroundings.environment)
        self._asked, self._usual_role, self._around = asked, usual_role, surroundings
        self._key: str | None = None

    @cached_property
    def target(self) -> Target:
        """The stage's address and the caller's token. Raises Trouble."""
        return target(self._asked, self._around.environment, self._usual_role)

    @cached_property
    def stage(self) -> Stage:
        """The stage. Raises Trouble."""
        return Stage(
            self.target,
            self.language,
            transport=self._around.transport,
            wait=self._around.wait,
            told=self.screen.say,
        )

    @property
    def answered(self) -> bool:
        """Whether a stage has said anything to this command yet."""
        return "stage" in self.__dict__ and self.stage.answered

    def key(self, given: str | None) -> str:
        """The Idempotency-Key of this command: the given one, or a new one."""
        self._key = given or str(uuid.uuid4())
        return self._key

    def confirm(self, question: str, *, yes: bool) -> bool:
        """Whether the person agrees; where nobody can be asked, they must have said so."""
        if yes:
            return True
        if not sys.stdin.isatty():
            raise Misused(_SAY_YES)
        self.screen.error.print(f"{question} [y/N] ", end="")
        return sys.stdin.readline().strip().lower() in ("y", "yes", "c", "có")

    def fail(self, trouble: Trouble) -> None:
        """Say what is wrong, and how the same request can be repeated."""
        self.screen.fail(trouble)
        self._say_key()

    def interrupted(self) -> None:
        """Ctrl-C: what was sent may have arrived."""
        self.screen.say(_INTERRUPTED)
        self._say_key()

    def _say_key(self) -> None:
        if self._key:
            self.screen.say(_repeat(self._key))

    def close(self) -> None:
        """Let go of what was opened."""
        if "stage" in self.__dict__:
            self.stage.close()


def _repeat(key: str) -> Named:
    return said(
        f"Muốn gửi lại đúng yêu cầu này, thêm --key {key}.",
        f"To repeat this very request, add --key {key}.",
    )


_INTERRUPTED = said("Đã dừng.", "Stopped.")
_SAY_YES = said(
    "Không có ai để hỏi: hãy thêm --yes nếu đồng ý.", "Nobody can be asked here: agree with --yes."
)
