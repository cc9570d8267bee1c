"""All lives at once: some are always open, each gets its turn, and none waits for another."""

import heapq
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from random import Random

from local.errors import LocalTrouble
from local.lives.acts import file, perform
from local.lives.api import Api, Refused
from local.lives.choices import choose
from local.lives.life import Life, look

PATIENCE_SECONDS = 420.0
"""A payment is told by the provider, or asked for by the sweeper, well before that."""

LOOK_AGAIN_SECONDS = 1.5
TELL_EVERY_SECONDS = 5.0
LONGEST_PAUSE_SECONDS = 10.0
"""Who waits for the sweeper looks less and less often, or looking is all that is done."""


@dataclass
class Crowd:
    """`window`: so many dossiers are open at once, so that a restart meets many of them."""

    api: Api
    lives: list[Life]
    window: int
    ended: list[Life] = field(default_factory=list)
    open: int = 0
    left: bool = False
    _next: int = 0
    _ready: list[tuple[float, int]] = field(default_factory=list)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _random: Random = field(default_factory=lambda: Random(1))

    def drive(self, threads: int, told: Callable[["Crowd"], None]) -> None:
        """Every life to its end; `told` hears of it every few seconds."""
        with ThreadPoolExecutor(threads) as pool:
            working = [pool.submit(self._work) for _ in range(threads)]
            try:
                while not all(one.done() for one in working):
                    time.sleep(TELL_EVERY_SECONDS)
                    told(self)
            finally:
                self.left = True  # Ctrl-C: nobody begins another act
            for one in working:
                one.result()

    def _work(self) -> None:
        while not self.left and len(self.ended) < len(self.lives):
            if life := self._take():
                self._give_back(life, self._turn(life))
            else:
                time.sleep(0.1)

    def _take(self) -> Life | None:
        with self._guard:
            if self._ready and self._ready[0][0] <= time.monotonic():
                return self.lives[heapq.heappop(self._ready)[1]]
            if self._next < len(self.lives) and self.open < self.window:
                self._next, self.open = self._next + 1, self.open + 1
                return self.lives[self._next - 1]
            return None

    def _give_back(self, life: Life, pause: float | None) -> None:
        with self._guard:
            if pause is None:
                self.ended.append(life)
                self.open -= 1
            else:
                heapq.heappush(self._ready, (time.monotonic() + pause, life.number))

    def _turn(self, life: Life) -> float | None:
        """One act; how long until the next, None after the last."""
        try:
            return self._act(life)
        except (Refused, LocalTrouble) as fault:
            life.fault = str(fault)
        except Exception as fault:
            life.fault = f"{type(fault).__name__}: {fault}"
        return None

    def _act(self, life: Life) -> float | None:
        if not life.code:
            file(self.api, life)
        elif not life.arrived:
            look(self.api, life)
        if not life.arrived:
            return self._waited(life)
        life.since = 0.0
        if life.stays_open and not life.standing.closed and len(life.done) >= life.number % 5:
            return None
        act = choose(life.random, life.standing, life.done, wallet=life.what.wallet)
        if not act:
            return None
        perform(self.api, life, act)
        return self._random.random() * 2 * LOOK_AGAIN_SECONDS

    def _waited(self, life: Life) -> float | None:
        life.since = life.since or time.monotonic()
        waited = time.monotonic() - life.since
        if waited < PATIENCE_SECONDS:
            return min(LOOK_AGAIN_SECONDS + waited / 3, LONGEST_PAUSE_SECONDS)
        life.fault = f"does not arrive within {PATIENCE_SECONDS:.0f} s"
        return None
