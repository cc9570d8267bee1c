"""One dossier's life: what was decided about it, and where it must therefore stand."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from local.lives.api import Api
from local.lives.filings import Filed, pick
from local.lives.place import Standing, after, filed


@dataclass
class Life:
    """`seen` is the latest answer about it; `done` what happened; `paid` what the program paid.

    `stamp` tells its keys from those of another time when the same lives were lived.
    """

    number: int
    stamp: str
    random: Random
    what: Filed
    standing: Standing
    stays_open: bool
    code: str = ""
    paid: int = 0
    orders: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    seen: Any = None
    fault: str = ""
    since: float = 0.0

    def key(self, name: str = "") -> str:
        """The idempotency key of what happens now: the same whenever it is repeated."""
        return f"lives-{self.stamp}-{self.number}-{len(self.done)}{name}"

    def decided(self, *decisions: str) -> None:
        """Where these decisions lead is known before anybody answers."""
        for decision in decisions:
            self.standing = after(self.standing, decision)

    @property
    def arrived(self) -> bool:
        """Whether the latest answer says what the decisions say."""
        waiting = self.seen["waiting_for"]
        kind = waiting and waiting["kind"]
        place = self.standing.place
        return (self.seen["status"]["code"], kind) == (place.code, place.waits_for)

    @property
    def story(self) -> str:
        """The dossier, for a person who looks for what went wrong."""
        at = self.seen["status"] if self.seen else "?"
        waits = (self.seen or {}).get("waiting_for")
        kind = waits and waits["kind"]
        should = f"{self.standing.place.name} {self.standing.place.value}"
        return (
            f"{self.code or self.number} ({self.what.timing}) stands at {at}, waits for {kind},"
            f" should be {should}; {' > '.join(self.done)}"
        )


def a_life(number: int, seed: int, open_share: float, stamp: str = "") -> Life:
    """A life that the seed and its number decide, whatever happens to others."""
    random = Random(f"{seed}:{number}")
    what = pick(random)
    electronic = random.random() < 0.3
    stays_open = random.random() < open_share
    standing = filed(what.timing, electronic=electronic)
    return Life(number, stamp, random, what, standing, stays_open)


def look(api: Api, life: Life) -> None:
    """Where it stands now."""
    life.seen = api.get("portal", f"/v1/dossiers/{life.code}")
