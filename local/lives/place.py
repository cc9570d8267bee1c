"""Where a dossier stands by the decisions alone: the program's own table, not the product's.

It is written a second time on purpose. What the API answers is compared with it, never copied.
"""

from dataclasses import dataclass, replace
from enum import Enum


class Place(Enum):
    """The national portal's code, and what the dossier waits for (None: it is closed)."""

    INTAKE = (1, "intake")
    FEE_FIRST = (1, "payment")
    STEP = (4, "processing")
    PAPERS = (5, "supplement")
    FEE = (6, "payment")
    RESULT = (9, "delivery")
    FEE_ON_RESULT = (9, "payment")
    REFUSED = (3, None)
    WITHDRAWN = (7, None)
    STOPPED = (8, None)
    RETURNED = (10, None)

    @property
    def code(self) -> int:
        """Its status."""
        return int(self.value[0])

    @property
    def waits_for(self) -> str | None:
        """The kind of its open task."""
        kind: str | None = self.value[1]
        return kind


_P = Place


@dataclass(frozen=True)
class Standing:
    """A dossier of one step. `owes`: its planned fee is neither paid nor waived.

    `assessed`: what it waits for is an obligation, not that fee. `received`: an officer took it in.
    `held`: an officer holds its clock, until the officer lets it go on or there is a result.
    """

    timing: str
    electronic: bool
    place: Place
    owes: bool
    assessed: bool = False
    received: bool = False
    held: bool = False

    @property
    def closed(self) -> bool:
        """Whether nothing is waited for."""
        return self.place.waits_for is None


def filed(timing: str, *, electronic: bool) -> Standing:
    """A dossier just filed."""
    place = _P.FEE_FIRST if timing == "with_filing" else _P.INTAKE
    return Standing(timing, electronic, place, owes=timing != "none")


def after(now: Standing, decision: str) -> Standing:
    """Where a decision leads; KeyError for one that is not made there."""
    if decision in ("paid", "waived"):
        return _paid(now)
    if decision == "held":
        return replace(now, held=True)
    if decision == "resumed":
        return replace(now, held=False)
    if decision == "supplied":
        return replace(now, place=_P.STEP if now.received else _P.INTAKE)
    if decision == "completed":
        return _completed(replace(now, held=False))
    if now.place is _P.INTAKE and decision in ("accepted", "valid_awaiting_fee"):
        return _taken_in(now, decision)
    place = _ELSE[now.place, decision]
    return replace(now, place=place, assessed=decision == "fee_assessed")


_ELSE = {
    (_P.INTAKE, "rejected"): _P.REFUSED,
    (_P.INTAKE, "supplement_requested"): _P.PAPERS,
    (_P.STEP, "supplement_requested"): _P.PAPERS,
    (_P.STEP, "fee_assessed"): _P.FEE,
    (_P.STEP, "stopped"): _P.STOPPED,
    (_P.STEP, "extended"): _P.STEP,
    (_P.RESULT, "delivered"): _P.RETURNED,
    (_P.RESULT, "undelivered"): _P.RESULT,
    (_P.RESULT, "recall"): _P.STEP,
    (_P.FEE_ON_RESULT, "recall"): _P.STEP,
    (_P.STOPPED, "recall"): _P.STEP,
    (_P.RETURNED, "reopen"): _P.RESULT,
    **{
        (place, "withdrawn"): _P.WITHDRAWN
        for place in (_P.INTAKE, _P.FEE_FIRST, _P.STEP, _P.PAPERS, _P.FEE)
    },
}


def _taken_in(now: Standing, decision: str) -> Standing:
    """Accepted; a fee after the check of validity is asked for before that."""
    if decision == "valid_awaiting_fee":
        return replace(now, place=_P.FEE_FIRST)
    place = _P.FEE if now.timing == "at_intake" and now.owes else _P.STEP
    return replace(now, place=place, received=True)


def _completed(now: Standing) -> Standing:
    """The step is done: what is still owed comes before the result, or on it."""
    if not now.owes:
        return replace(now, place=_P.RETURNED if now.electronic else _P.RESULT)
    return replace(now, place=_P.FEE_ON_RESULT if now.timing == "on_result" else _P.FEE)


def _paid(now: Standing) -> Standing:
    if now.assessed:
        return replace(now, place=_P.STEP, assessed=False)
    after_it = replace(now, owes=False)
    if now.place is _P.FEE_ON_RESULT:
        return replace(after_it, place=_P.RETURNED)
    if now.timing == "with_filing":
        return replace(after_it, place=_P.INTAKE)
    if now.timing in ("after_validity_check", "at_intake"):
        return replace(after_it, place=_P.STEP, received=True)
    return _completed(after_it)
