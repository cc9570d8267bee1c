"""What is written down of a legal clock: entries that are added and never changed."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from chalicelib.domain.instant import Instant
from chalicelib.domain.procedure import ClockStart
from chalicelib.domain.value import Value

Reason = Annotated[str, Field(min_length=1, max_length=2000)]


class Ground(StrEnum):
    """Why time is not counted: what the texts of procedures except from the limit."""

    SUPPLEMENT = "supplement"
    FINANCIAL_OBLIGATION = "financial_obligation"
    THIRD_PARTY = "third_party"
    VERIFICATION = "verification"
    FORCE_MAJEURE = "force_majeure"


class Noted(Value):
    """Every entry says from which instant it counts, and who wrote it."""

    at: Instant
    by: Annotated[str, Field(min_length=1, max_length=200)]


class Start(Noted):
    """The limit begins, under the procedure's start rule."""

    kind: Literal["start"] = "start"
    rule: ClockStart


class Pause(Noted):
    """Time is not counted from here on; several grounds may hold at once."""

    kind: Literal["pause"] = "pause"
    ground: Ground
    reason: Reason | None = None


class Resume(Noted):
    """A ground is over; time counts again when no other ground holds."""

    kind: Literal["resume"] = "resume"
    ground: Ground
    reason: Reason | None = None


class Restart(Noted):
    """A ground is over, and the limit counts from zero (tính lại từ đầu)."""

    kind: Literal["restart"] = "restart"
    ground: Ground = Ground.SUPPLEMENT


class Remainder(Noted):
    """A ground is over, and from here on a fixed number of working days is left."""

    kind: Literal["remainder"] = "remainder"
    ground: Ground = Ground.SUPPLEMENT
    working_days: Annotated[int, Field(ge=1, le=1000)]


class Extend(Noted):
    """The applicant was told a new day and why (phiếu xin lỗi và hẹn lại ngày trả kết quả)."""

    kind: Literal["extend"] = "extend"
    slip: Annotated[str, Field(min_length=1, max_length=60)]
    reason: Reason
    due_on: Annotated[date, Field(ge=date(1900, 1, 1), lt=date(2100, 1, 1))]


class End(Noted):
    """What the limit is for is done, or nothing is to be done any more."""

    kind: Literal["end"] = "end"


class Reopen(Noted):
    """The end was a mistake (a result is recalled, a stop corrected): it never counted."""

    kind: Literal["reopen"] = "reopen"
    reason: Reason


ClockEntry: TypeAlias = Annotated[
    Start | Pause | Resume | Restart | Remainder | Extend | End | Reopen,
    Field(discriminator="kind"),
]

ClockEntries: TypeAlias = tuple[ClockEntry, ...]
"""All entries of a clock, in the order in which they were added."""
