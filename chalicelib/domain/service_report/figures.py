"""Which figures of a service report a dossier counts in: the one place that decides it.

Sources: the columns of the statutory form 06a; Decision 766/QĐ-TTg for when the work ends.
What we decide ourselves is argued in docs/decisions/0024.
"""

from collections.abc import Iterator
from enum import StrEnum

from chalicelib.domain.clock.reading import Verdict, verdict_of
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.service_report.course import Course, Ending
from chalicelib.domain.service_report.period import Period


class Figure(StrEnum):
    """The counts of a report; each opens to exactly its dossiers."""

    RECEIVED = "received"
    RECEIVED_NEW = "received_new"
    RECEIVED_ONLINE = "received_online"
    RECEIVED_DIRECT = "received_direct"
    RECEIVED_POSTAL = "received_postal"
    CARRIED_OVER = "carried_over"
    RESOLVED = "resolved"
    RESOLVED_EARLY = "resolved_early"
    RESOLVED_ON_TIME = "resolved_on_time"
    RESOLVED_LATE = "resolved_late"
    RESOLVED_WITHOUT_DUE_DAY = "resolved_without_due_day"
    RESOLVED_STOPPED = "resolved_stopped"
    RESOLVED_WITHDRAWN = "resolved_withdrawn"
    IN_PROGRESS = "in_progress"
    IN_PROGRESS_IN_TERM = "in_progress_in_term"
    IN_PROGRESS_LATE = "in_progress_late"
    PAUSED = "paused"
    NOT_RECEIVED = "not_received"
    WITHDRAWN_BEFORE_INTAKE = "withdrawn_before_intake"
    AWAITING_INTAKE = "awaiting_intake"


_F = Figure
_BY_CHANNEL = {
    Channel.ONLINE: _F.RECEIVED_ONLINE,
    Channel.DIRECT: _F.RECEIVED_DIRECT,
    Channel.POSTAL: _F.RECEIVED_POSTAL,
}
_BY_VERDICT = {
    Verdict.EARLY: _F.RESOLVED_EARLY,
    Verdict.ON_TIME: _F.RESOLVED_ON_TIME,
    Verdict.LATE: _F.RESOLVED_LATE,
}
_OF_ENDING = {
    Ending.STOPPED: _F.RESOLVED_STOPPED,
    Ending.WITHDRAWN: _F.RESOLVED_WITHDRAWN,
}


def figures_of(course: Course, period: Period) -> frozenset[Figure]:
    """The figures that the dossier counts in; the course is the one up to `counted_until`."""
    if course.filing.filed_at >= period.counted_until:
        return frozenset()
    if course.ended_at and course.ended_at < period.begins_at:
        return frozenset()
    if course.received_at is None:
        return frozenset({_before_intake(course)})
    ended = _resolved(course) if course.ended_at else _in_progress(course, period)
    return frozenset([*_received(course, period), *ended])


def _before_intake(course: Course) -> Figure:
    if course.ended_at is None:
        return _F.AWAITING_INTAKE
    withdrawn = course.ended_as is Ending.WITHDRAWN
    return _F.WITHDRAWN_BEFORE_INTAKE if withdrawn else _F.NOT_RECEIVED


def _received(course: Course, period: Period) -> Iterator[Figure]:
    yield _F.RECEIVED
    if course.received_at and course.received_at < period.begins_at:
        yield _F.CARRIED_OVER
    else:
        yield _F.RECEIVED_NEW
        yield _BY_CHANNEL[course.filing.channel]


def _resolved(course: Course) -> Iterator[Figure]:
    assert course.ended_at, "asked only of what has ended"
    yield _F.RESOLVED
    yield _BY_VERDICT[verdict_of(vietnam_day(course.ended_at), course.due_on)]
    if course.due_on is None:
        yield _F.RESOLVED_WITHOUT_DUE_DAY
    if course.ended_as in _OF_ENDING:
        yield _OF_ENDING[course.ended_as]


def _in_progress(course: Course, period: Period) -> Iterator[Figure]:
    yield _F.IN_PROGRESS
    late = course.due_on is not None and course.due_on < period.last_day
    yield _F.IN_PROGRESS_LATE if late else _F.IN_PROGRESS_IN_TERM
    if course.paused:
        yield _F.PAUSED
