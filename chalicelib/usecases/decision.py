"""What an officer decides about a task."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.assessment import StatedLine
from chalicelib.domain.bill import Notice
from chalicelib.domain.choices import Count
from chalicelib.domain.entry import Word
from chalicelib.domain.marker import digest
from chalicelib.domain.task import TaskOutcome
from chalicelib.domain.value import Value


class Decision(Value):
    """What the officer decided; the note stays with the task and leaves it nowhere.

    `ground` is the code of why a dossier is stopped or rejected. `deadline_days` are the applicant's
    for missing papers, at most what the procedure gives, in its days. `quantities` (what was counted) and `lines` (amounts that no price says) are for the decision
    at which money becomes due; with `notice`, `lines` are the obligation that it states.
    """

    outcome: TaskOutcome
    note: Annotated[str, Field(max_length=2000)] | None = None
    ground: Word | None = None
    deadline_days: Annotated[int, Field(ge=1, le=400)] | None = None
    quantities: Annotated[dict[Word, Count], Field(max_length=50)] = Field(default_factory=dict)
    lines: Annotated[tuple[StatedLine, ...], Field(max_length=50)] = ()
    notice: Notice | None = None

    @property
    def digest(self) -> str:
        """What tells one decision from another, without its words."""
        return digest(self.model_dump_json())
