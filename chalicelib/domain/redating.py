"""After an edit that moves time limits: the open steps are to show when they are due now."""

from datetime import timedelta

from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Owing

CATALOGUE_SEEN = timedelta(minutes=1)
"""So much later nobody counts by the entry before the edit any more: caches have forgotten it."""


class Redating(Owing):
    """Owed for everything below `agency_code` by one `edit`, page by page from `cursor` on.

    `moved` is how many steps were found due at another instant, `failed` how many could not be read
    or written. Done when nothing is owed.
    """

    agency_code: str
    edit: str
    begins_at: Instant
    cursor: str | None = None
    moved: int = 0
    failed: int = 0
