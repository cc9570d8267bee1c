"""What the dossier keeps of its timeline, so that a report need not read most timelines."""

from datetime import datetime

from chalicelib.domain.dossier import ENDED, Dossier, Status


def marked(dossier: Dossier, at: datetime) -> Dossier:
    """`dossier`, which has just taken its status, with when that was and what it means.

    First received, last ended, last reopened; an end holds until something leads out of the ended
    statuses.
    """
    ended = dossier.status in ENDED
    update = {"ended_at": (dossier.ended_at or at) if ended else None, "moved_at": at}
    if dossier.status is Status.RECEIVED and dossier.received_at is None:
        update["received_at"] = at
    if dossier.ended_at and not ended:
        update["reopened_at"] = at
    return dossier.model_copy(update=update)
