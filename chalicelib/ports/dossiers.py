"""Reading dossiers, their tasks, bills and timelines."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.task import Task, TaskKind
from chalicelib.ports.page import Page, Wanted


class Dossiers(Protocol):
    """The items of one dossier are read consistently, by key; lists come from indexes."""

    def get(self, code: str) -> Dossier | None:
        """The dossier itself."""

    def task(self, code: str, task_id: str) -> Task | None:
        """One of its tasks."""

    def tasks(self, code: str) -> list[Task]:
        """All its tasks, open or ended."""

    def bill(self, code: str, bill_id: str) -> Bill | None:
        """One of its bills."""

    def bills(self, code: str) -> list[Bill]:
        """All its bills, in the order in which they were made."""

    def events(self, code: str, *, limit: int, cursor: str | None) -> Page[Event]:
        """Its timeline, oldest first."""

    def next_sequence(self, agency_code: str, day: date) -> int:
        """The next number of the day at this agency; a number is never given twice."""

    def filed(
        self,
        agencies: Iterable[str],
        *,
        since: date | None = None,
        until: date | None = None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
    ) -> Page[Dossier]:
        """What was filed at these agencies, the newest first within each; both days included."""

    def alive(
        self, agencies: Iterable[str], *, since: date, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        """What had not ended at these agencies before the day.

        What ends or is reopened while the pages are read stands on at least one of them, perhaps
        on two.
        """

    def of_applicant(
        self,
        digests: Sequence[str],
        agencies: frozenset[str],
        *,
        limit: int,
        cursor: str | None,
    ) -> Page[Dossier]:
        """What an applicant filed at these agencies, the newest first within each digest."""

    def open_tasks(
        self,
        agencies: Iterable[str],
        *,
        kind: TaskKind | None,
        limit: int,
        cursor: str | None,
        keep: Wanted[Task] = None,
    ) -> Page[Task]:
        """Open tasks of these agencies, oldest first within each agency and kind."""

    def by_execution(
        self,
        states: Iterable[str],
        *,
        limit: int,
        cursor: str | None,
        keep: Wanted[Dossier] = None,
    ) -> Page[Dossier]:
        """Dossiers whose current execution stands in one of these states."""
