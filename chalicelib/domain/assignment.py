"""Whose a task is, since when, and by whose word."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value

Officer = Annotated[str, Field(pattern=r"^[!-~]{1,200}$")]
"""The subject of an officer's token."""

Note = Annotated[str, Field(max_length=2000)]


class Assignment(Value):
    """The last hand-over of a task; `to` None: it was put back, and is nobody's.

    `note` is for whoever takes over: people's own words, which stand here and in no event.
    """

    to: Officer | None = None
    at: Instant
    by: str
    note: Note | None = None
