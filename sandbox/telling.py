"""What a provider says of an order, as against what stands in its books."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Telling:
    """How what is told departs from the books; without arguments it is the truth, at once.

    `clock` and `delay` are in seconds; the amount told is `amount * multiply // divide + add`.
    """

    outcome: Literal["", "paid", "failed", "waiting"] = ""
    multiply: int = 1
    divide: int = 1
    add: int = 0
    clock: float = 0.0
    forged: bool = False
    delay: float = 0.0

    def amount(self, booked: int) -> int:
        return booked * self.multiply // self.divide + self.add


TRUTH = Telling()
