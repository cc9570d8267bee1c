"""What goes wrong around the lives: a restart, the stream off for a while, an engine that fails."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from infra.progress import say
from local.down import down
from local.settings import LocalSettings
from local.up import up

STREAM_OFF_SECONDS = 75.0
"""Longer than the sweeper sleeps."""


@dataclass
class Sky:
    """`story` is a line for each thing that happened."""

    settings: LocalSettings
    share: float
    seed: int
    story: list[str] = field(default_factory=list)

    def begins(self) -> None:
        """Nothing is left of an earlier run's."""
        self._counts.unlink(missing_ok=True)
        self.engine_fails()

    def engine_fails(self) -> None:
        """From now on this share of the functions' calls of the engine."""
        if self.share:
            said = json.dumps({"share": self.share, "seed": self.seed})
            self.settings.engine_faults.write_text(said)

    def engine_works(self) -> None:
        """All calls again."""
        self.settings.engine_faults.unlink(missing_ok=True)

    def restart(self) -> None:
        """`make down`, `make up`. What `make up` resumes, it resumes by an engine that works."""
        self._tell("make down")
        self.engine_works()
        begun = time.monotonic()
        down(self.settings)
        running = up(self.settings)
        self.engine_fails()
        took = time.monotonic() - begun
        self._tell(f"make up, after {took:.0f} s; executions resumed: {running.resumed}")

    def stream_off_for_a_while(self) -> None:
        """The sweeper alone does what is owed."""
        up(replace(self.settings, stream="off"))
        self._tell("stream off")
        time.sleep(STREAM_OFF_SECONDS)
        up(replace(self.settings, stream="on"))
        self._tell("stream on")

    def faults(self) -> dict[str, int]:
        """How often which call failed: before or after its effect, or again."""
        try:
            counts: dict[str, int] = json.loads(self._counts.read_text())
        except FileNotFoundError:
            return {}
        return counts

    @property
    def _counts(self) -> Path:
        return self.settings.engine_faults.with_suffix(".counts.json")

    def _tell(self, what: str) -> None:
        line = f"{time.strftime('%H:%M:%S')}  {what}"
        self.story.append(line)
        say(f"  ~ {line}")


Event = tuple[float, Callable[[], None]]
"""What happens once this share of the lives has ended."""


@contextmanager
def weather(events: list[Event], ended: Callable[[], float]) -> Iterator[None]:
    """Lets each event happen in its time; raises what went wrong with one. No event begins later."""
    over = threading.Event()

    def watch() -> None:
        for share, happen in events:
            while ended() < share:
                if over.wait(0.5):
                    return
            happen()

    with ThreadPoolExecutor(1) as sky:
        watching = sky.submit(watch)
        try:
            yield
        finally:
            over.set()
        watching.result()
