"""Corrections: what an officer may take back, excuse or put off, and when.

They are exceptions: each needs a reason, a scope of its own, and leaves its mark on the timeline.
"""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from chalicelib.domain.clock.follow import has_started, open_grounds
from chalicelib.domain.dossier import DOSSIER, Dossier, Moved, Status
from chalicelib.domain.instant import Instant
from chalicelib.domain.progress import Progress, conclude, revive
from chalicelib.domain.task import Task, TaskKind, TaskOutcome
from chalicelib.domain.terms import Terms


class CorrectionKind(StrEnum):
    """Recall: 8 or 9 back to 4, before the result is handed over (thu hồi). Reopen: 10 back to 9.

    Waiver: the open bill need not be paid (miễn). Extension: the applicant is promised a later day
    by a slip (phiếu xin lỗi và hẹn lại ngày trả kết quả). Pause and resume: time is not counted
    while others are waited for. The last three add to the legal clock, and move nothing else.
    """

    RECALL = "recall"
    REOPEN = "reopen"
    WAIVER = "waiver"
    EXTENSION = "extension"
    PAUSE = "pause"
    RESUME = "resume"


def possible_corrections(dossier: Dossier) -> tuple[CorrectionKind, ...]:
    """What may be corrected now. The table of moves decides, and where the clock stands."""
    waits = dossier.waiting_for and dossier.waiting_for.kind
    counts = waits is TaskKind.PROCESSING and has_started(dossier.clock)
    held = open_grounds(dossier.clock)
    may = {
        CorrectionKind.RECALL: DOSSIER.allows(dossier.status, Moved.RECALLED)
        and (waits in (None, TaskKind.DELIVERY) or dossier.status is Status.RESOLVED),
        CorrectionKind.REOPEN: DOSSIER.allows(dossier.status, Moved.REOPENED),
        CorrectionKind.WAIVER: waits is TaskKind.PAYMENT and dossier.open_bill is not None,
        CorrectionKind.EXTENSION: counts and not held,
        CorrectionKind.PAUSE: counts,
        CorrectionKind.RESUME: counts and bool(held),
    }
    return tuple(kind for kind, allowed in may.items() if allowed)


def recall(
    dossier: Dossier,
    task: Task | None,
    *,
    terms: Terms,
    actor: str,
    at: Instant,
    reason: str,
    data: Mapping[str, Any],
) -> Progress:
    """A result, or a stop, is taken back: the last step opens again. Raises IllegalMove.

    `task` is the hand-over, or the payment before it, that an open dossier waits for; a stopped
    one waits for nothing.
    """
    if task is None:
        said = revive(dossier, Moved.RECALLED, terms=terms, actor=actor, at=at, data=data)
        return _because(said, reason)
    outcome = TaskOutcome.RECALLED
    said = conclude(dossier, task, outcome, terms=terms, actor=actor, at=at, note=reason, data=data)
    return _because(said, reason)


def reopen(
    dossier: Dossier,
    *,
    terms: Terms,
    actor: str,
    at: Instant,
    reason: str,
    data: Mapping[str, Any],
) -> Progress:
    """A hand-over is taken back: the result is to be handed over again. Raises IllegalMove."""
    said = revive(dossier, Moved.REOPENED, terms=terms, actor=actor, at=at, data=data)
    return _because(said, reason)


def _because(progress: Progress, reason: str) -> Progress:
    """The officer's words stay with the task that they open: an event could never forget them."""
    assert progress.begun is not None, "a corrected dossier waits for something"
    return replace(progress, begun=progress.begun.model_copy(update={"reason": reason}))
