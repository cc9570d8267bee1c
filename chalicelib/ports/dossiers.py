"""Reading dossiers, their tasks, bills and timelines."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.event import Event
from chalicelib.domain.task import Task, TaskKind
from chalicelib.ports.page import Page


class Dossiers(Protocol):
    """The items of one dossier are read consistently, by key; lists come from indexes."""

    def get(self, code: str) -> Dossier | None:
        """The dossier itself."""

    def task(self, code: str, task_id: str) -> Task | None:
        """One of its tasks."""

    def bill(self, code: str, bill_id: str) -> Bill | None:
        """One of its bills."""

    def bills(self, code: str) -> list[Bill]:
        """All its bills."""

    def events(self, code: str, *, limit: int, cursor: str | None) -> Page[Event]:
        """Its timeline, oldest first."""

    def next_sequence(self, agency_code: str, day: date) -> int:
        """The next number of the day at this agency; a number is never given twice."""

    def open_tasks(
        self, agencies: Iterable[str], *, kind: TaskKind | None, limit: int, cursor: str | None
    ) -> Page[Task]:
        """Open tasks of these agencies, oldest first within each."""

    def by_execution(
        self, states: Iterable[str], *, limit: int, cursor: str | None
    ) -> Page[Dossier]:
        """Dossiers whose current execution stands in one of these states."""
