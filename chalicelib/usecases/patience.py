"""A slow provider must not starve the others: each has its share of a sweep's time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from chalicelib.domain.owed import ItemRef
from chalicelib.ports.clock import Clock


class Patience:
    """How much of one sweep each provider has used, against its share.

    `passed_over` are the items that must wait for the next sweep because of it.
    """

    def __init__(self, clock: Clock, share: timedelta) -> None:
        self._clock = clock
        self._share = share
        self._used: dict[str, timedelta] = {}
        self.passed_over: set[ItemRef] = set()

    def is_lost(self, provider: str) -> bool:
        """Whether the provider has used up its share; its orders wait for the next sweep."""
        return self._used.get(provider, timedelta()) >= self._share

    @contextmanager
    def measured(self, provider: str | None) -> Iterator[None]:
        """Charge what happens inside to the provider, if it is about one."""
        began = self._clock.now()
        try:
            yield
        finally:
            if provider:
                used = self._used.get(provider, timedelta())
                self._used[provider] = used + (self._clock.now() - began)
