"""What the service report needs to know of one dossier, as it was known at an instant."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from chalicelib.domain.dossier import ENDED, Dossier, Status
from chalicelib.domain.event import Event
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import Instant
from chalicelib.domain.value import Value

UNKNOWN = "unknown"
"""What a group is called whose dossiers do not say what they are grouped by."""

Moves: TypeAlias = tuple[tuple[datetime, Status], ...]
"""When a dossier took each of its statuses, the oldest first."""


class Ending(StrEnum):
    """How the work on a dossier ended."""

    RESOLVED = "resolved"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"
    NOT_RECEIVED = "not_received"


_ENDINGS = {
    status: Ending.RESOLVED if status is Status.RETURNED else Ending(status.value)
    for status in ENDED
}
_PAUSED = frozenset({Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT})


class Traits(Value):
    """What does not change about a dossier; the report's groups are made of it."""

    code: str
    agency: str
    field: str
    procedure: str
    channel: Channel
    origin: str
    applicant_kind: str
    applicant_province: str = UNKNOWN
    filed_at: Instant


class Course(Value):
    """How far a dossier had come: `due_on` is its legal due day, None when nobody knows one."""

    filing: Traits
    received_at: Instant | None = None
    ended_at: Instant | None = None
    ended_as: Ending | None = None
    paused: bool = False
    due_on: date | None = None


def course(filing: Traits, moves: Moves, until: datetime, due_on: date | None = None) -> Course:
    """The course up to `until`, that instant itself left out.

    The work ends with the first status that ends it: a result handed over (10) had ended when it
    was there (9). Whatever leads out of these statuses again takes the end back.
    """
    received_at = ended_at = ended_as = status = None
    for at, status in _before(moves, until):
        if status is Status.RECEIVED and received_at is None:
            received_at = at
        ending = _ENDINGS.get(status)
        if ending is None or ended_at is None:
            ended_at = at if ending else None
        ended_as = ending
    return Course(
        filing=filing,
        received_at=received_at,
        ended_at=ended_at,
        ended_as=ended_as,
        paused=status in _PAUSED,
        due_on=due_on,
    )


def course_now(filing: Traits, dossier: Dossier, due_on: date | None = None) -> Course:
    """The same of a dossier that has not moved since, off its record: no timeline is read."""
    return Course(
        filing=filing,
        received_at=dossier.received_at,
        ended_at=dossier.ended_at,
        ended_as=_ENDINGS.get(dossier.status),
        paused=dossier.status in _PAUSED,
        due_on=due_on,
    )


def moves_of(events: Iterable[Event]) -> Moves:
    """The statuses that a timeline tells of."""
    told = ((event.at, event.data.get("status")) for event in events)
    return tuple((at, Status(status["name"])) for at, status in told if status)


def filing_of(dossier: Dossier, field: str) -> Traits:
    """What the report groups a dossier by; nobody has to say an applicant's province."""
    return Traits(
        code=dossier.code,
        agency=dossier.agency_code,
        field=field,
        procedure=dossier.procedure.code,
        channel=dossier.channel,
        origin=dossier.origin,
        applicant_kind=dossier.applicant.kind,
        applicant_province=dossier.applicant_province or UNKNOWN,
        filed_at=dossier.filed_at,
    )


def _before(moves: Moves, until: datetime) -> Moves:
    return tuple((at, status) for at, status in moves if at < until)
