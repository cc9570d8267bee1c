"""A line of progress for every step that takes longer than a second, and silence for the rest."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

PATIENCE_SECONDS = 1.0


def say(line: str) -> None:
    """Write one line at once, so that a person who waits can read it."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


@contextmanager
def step(what: str) -> Iterator[None]:
    """Announce `what` when it outlasts a person's patience, and then how long it took."""
    begun = time.monotonic()
    announcement = Timer(PATIENCE_SECONDS, say, (f"  … {what}",))
    announcement.daemon = True
    announcement.start()
    try:
        yield
    finally:
        announcement.cancel()
    took = time.monotonic() - begun
    if took > PATIENCE_SECONDS:
        say(f"  ✓ {what} ({took:.1f} s)")
