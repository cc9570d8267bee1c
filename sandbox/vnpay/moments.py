"""VNPAY's way to write an instant: yyyyMMddHHmmss in GMT+7."""

import re
from datetime import UTC, datetime, timedelta, timezone

GMT_7 = timezone(timedelta(hours=7))


def written(instant: datetime) -> str:
    return instant.astimezone(GMT_7).strftime("%Y%m%d%H%M%S")


def read(text: str) -> datetime:
    """The instant; ValueError for anything that is not 14 digits of a real date and time."""
    if not re.fullmatch("[0-9]{14}", text):
        raise ValueError("must be yyyyMMddHHmmss")
    return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=GMT_7).astimezone(UTC)


def day_of(text: str) -> str:
    """The day in GMT+7 within which order and request numbers are unique."""
    return text[:8]
