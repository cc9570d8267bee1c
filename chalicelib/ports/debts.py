"""The index of what is owed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from chalicelib.domain.owed import ItemRef, Owed, OwingItem
from chalicelib.ports.page import Page, Wanted


class Debts(Protocol):
    """Items that still owe an effect, by the instant at which it is due."""

    def due(self, before: datetime, *, limit: int) -> Iterator[ItemRef]:
        """What was due before this instant, the oldest of each shard first."""

    def lease(self, ref: ItemRef, now: datetime) -> OwingItem | None:
        """Take an item for a minute: put its due instant off, count the attempt, return it.

        None if it owes nothing any more or somebody else has it.
        """

    def give_back(self, ref: ItemRef, now: datetime) -> None:
        """Undo a lease that nothing was done with: due at once, and no attempt counted."""

    def put_off(self, ref: ItemRef, now: datetime, attempts: int, error: str) -> None:
        """Try again later, the longer the more attempts; keep the error's name for people."""

    def owed(
        self, before: datetime, *, limit: int, cursor: str | None, keep: Wanted[Owed] = None
    ) -> Page[Owed]:
        """One page of what is due before this instant, for people: the oldest first.

        A bill's agency is its dossier's. What is put off between two pages may be seen twice.
        """
