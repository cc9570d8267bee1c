"""The step of the processing that a task is about, and how it stands against its time."""

from datetime import date
from typing import Annotated

from pydantic import Field

from chalicelib.domain.assignment import Assignment
from chalicelib.domain.entry import Word
from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Named, Value


class OpenStep(Value):
    """Step `number` `of` so many; `role` is the post that takes it.

    `due_at` is the end of its part of the legal time; from `late_from` on the result is expected
    after `legal_due_on`, unless the steps to come are quicker than their parts.
    """

    number: Annotated[int, Field(ge=1)]
    of: Annotated[int, Field(ge=1)]
    name: Named
    role: Word | None = None
    due_at: Instant | None = None
    legal_due_on: date | None = None
    late_from: Instant | None = None


class AtStep(Value):
    """The step that a dossier is at: since when, and whose it is, also while it waits in between.

    `legal_due_on` is what its open task shows of the law.
    """

    number: Annotated[int, Field(ge=1)]
    since: Instant
    legal_due_on: date | None = None
    assignment: Assignment | None = None
