"""Instants are UTC; days and the accounting day are Vietnam's (UTC+7, no daylight saving)."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, PlainSerializer

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def to_text(instant: datetime) -> str:
    """RFC 3339 in UTC with fixed width, so that texts sort as instants do."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _in_utc(instant: datetime) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside of the calendar") from None


Instant = Annotated[
    AwareDatetime,
    AfterValidator(_in_utc),
    PlainSerializer(to_text, return_type=str, when_used="json"),
]


def vietnam_day(instant: datetime) -> date:
    """The calendar day in Vietnam at this instant."""
    return instant.astimezone(VIETNAM).date()


def end_of_vietnam_day(day: date) -> datetime:
    """The first instant after `day` in Vietnam."""
    following = day + timedelta(days=1)
    return datetime(following.year, following.month, following.day, tzinfo=VIETNAM).astimezone(UTC)
