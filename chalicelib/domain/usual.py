"""How long dossiers usually wait: counts of ended tasks by how long they took, in doubling hours."""

from datetime import timedelta

from chalicelib.domain.value import Value

BUCKETS = 15
"""Up to 1, 2, 4 … 8,192 hours, and longer."""

ENOUGH = 20
"""Fewer ended tasks than this say nothing about the usual."""

NINE_IN_TEN = 0.9
UNUSUAL = 2
"""So many times what nine in ten need is no longer usual."""


class Usual(Value):
    """Counts by bucket: the n-th took at most 2^n hours."""

    counts: tuple[int, ...] = (0,) * BUCKETS

    @property
    def nine_in_ten(self) -> timedelta | None:
        """What nine in ten need at most; None while too few have ended, or too slowly to say."""
        total, seen = sum(self.counts), 0
        if total < ENOUGH:
            return None
        for bucket, count in enumerate(self.counts[:-1]):
            seen += count
            if seen >= total * NINE_IN_TEN:
                return timedelta(hours=2**bucket)
        return None

    def exceeded(self, waited: timedelta) -> bool:
        """Whether a wait is far from the usual."""
        usual = self.nine_in_ten
        return usual is not None and waited > UNUSUAL * usual


def bucket_of(lasted: timedelta) -> int:
    """Which bucket a task that took so long is counted in."""
    fitting = (bucket for bucket in range(BUCKETS - 1) if lasted <= timedelta(hours=2**bucket))
    return next(fitting, BUCKETS - 1)
