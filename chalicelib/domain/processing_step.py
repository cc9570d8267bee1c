"""The steps of the processing: who takes each, and how much of the legal time each may take."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Annotated

from pydantic import Field

from chalicelib.domain.entry import Word
from chalicelib.domain.value import Named

WHOLE = 100


class ProcessingStep(Named):
    """A step by its name; `role`: the post that takes it; `share`: percent of the legal time.

    A step is a name first, so that what was published before steps had roles and shares reads as
    it did. Posts are words of the catalogue. Either all steps have a share or none.
    """

    role: Word | None = None
    share: Annotated[int, Field(ge=1, le=WHOLE)] | None = None

    @property
    def named(self) -> Named:
        """The name alone."""
        return Named(vi=self.vi, en=self.en)


def shares_of(steps: Sequence[ProcessingStep]) -> tuple[Fraction, ...]:
    """The part of each step in the whole; equal parts where the procedure says nothing."""
    said = [step.share for step in steps if step.share is not None]
    if len(said) == len(steps) and sum(said) == WHOLE:
        return tuple(Fraction(share, WHOLE) for share in said)
    return (Fraction(1, len(steps)),) * len(steps)
