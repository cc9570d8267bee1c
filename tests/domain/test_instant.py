"""Instants are UTC and sort as texts; days are Hanoi's, wherever the machine stands."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.instant import (
    Instant,
    end_of_vietnam_day,
    to_text,
    vietnam_day,
)

INSTANT: TypeAdapter[datetime] = TypeAdapter(Instant)
instants = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 -- hypothesis wants bounds without a zone
    max_value=datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.builds(timezone, st.timedeltas(timedelta(hours=-12), timedelta(hours=14))),
)
days = st.dates(date(2020, 1, 1), date(2099, 1, 1))


@pytest.fixture(params=["UTC", "America/New_York", "Asia/Ho_Chi_Minh"])
def machine_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@given(instants, instants)
def test_texts_are_of_one_width_and_sort_as_instants(one: datetime, other: datetime) -> None:
    assert len(to_text(one)) == len("2026-11-22T03:04:05.000006Z") == len(to_text(other))
    assert (to_text(one) < to_text(other)) == (one < other)


@given(instants)
def test_a_text_is_read_back_as_the_same_instant_in_utc(instant: datetime) -> None:
    read = INSTANT.validate_python(to_text(instant))
    assert read == instant
    assert read.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        INSTANT.validate_python("2026-11-22T03:04:05")


@pytest.mark.usefixtures("machine_zone")
def test_the_day_changes_at_midnight_in_hanoi_whatever_the_machine_s_zone() -> None:
    last_second = datetime(2026, 11, 22, 16, 59, 59, tzinfo=UTC)
    assert vietnam_day(last_second) == date(2026, 11, 22)
    assert vietnam_day(last_second + timedelta(seconds=2)) == date(2026, 11, 23)
    assert to_text(last_second) == "2026-11-22T16:59:59.000000Z"


@given(days)
def test_a_day_ends_with_the_first_instant_of_the_next(day: date) -> None:
    end = end_of_vietnam_day(day)
    assert vietnam_day(end) == day + timedelta(days=1)
    assert vietnam_day(end - timedelta(microseconds=1)) == day
