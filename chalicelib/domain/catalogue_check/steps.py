"""Shares of the legal time: all steps have one and they are the whole, or none has."""

from collections.abc import Iterator

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.procedure import ProcedureFacts
from chalicelib.domain.processing_step import WHOLE


def steps(procedure: ProcedureFacts) -> Iterator[Defect]:
    """What is wrong with the steps' shares."""
    shares = [step.share for step in procedure.steps if step.share is not None]
    if not shares:
        return
    for number, step in enumerate(procedure.steps):
        if step.share is None:
            yield defect("step_share_missing", f"/steps/{number}", number=number + 1)
    if len(shares) == len(procedure.steps) and sum(shares) != WHOLE:
        yield defect("step_shares_not_whole", "/steps", total=sum(shares))
