"""What the dossier keeps of its timeline, so that a report need not read most timelines."""

from datetime import datetime

from chalicelib.domain.dossier import CLOSED, Dossier, Status

ENDED = CLOSED | {Status.RESOLVED}
"""The work is done in these: a result that waits to be handed over is a result."""


def marked(dossier: Dossier, at: datetime) -> Dossier:
    """`dossier`, which has just taken its status, with when that was and what it means.

    First received, last ended; an end holds until something leads out of the ended statuses.
    """
    received_at, ended_at = dossier.received_at, dossier.ended_at
    if dossier.status is Status.RECEIVED:
        received_at = received_at or at
    ended_at = (ended_at or at) if dossier.status in ENDED else None
    update = {"received_at": received_at, "ended_at": ended_at, "moved_at": at}
    return dossier.model_copy(update=update)
