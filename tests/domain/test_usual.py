"""What is usual, from how long ended tasks took."""

from datetime import timedelta

import pytest

from chalicelib.domain.usual import BUCKETS, ENOUGH, Usual, bucket_of

HOUR = timedelta(hours=1)


def usual(*lasted: timedelta) -> Usual:
    counts = [0] * BUCKETS
    for each in lasted:
        counts[bucket_of(each)] += 1
    return Usual(counts=tuple(counts))


@pytest.mark.parametrize(
    ("hours", "bucket"),
    [(0, 0), (1, 0), (1.01, 1), (2, 1), (3, 2), (8192, 13), (8193, 14), (99999, 14)],
)
def test_a_task_is_counted_under_the_power_of_two_that_it_stayed_within(
    hours: float, bucket: int
) -> None:
    assert bucket_of(hours * HOUR) == bucket


def test_too_few_say_nothing() -> None:
    few = usual(*[HOUR] * (ENOUGH - 1))
    assert few.nine_in_ten is None
    assert not few.exceeded(1000 * HOUR)
    assert usual(*[HOUR] * ENOUGH).nine_in_ten == HOUR


def test_nine_in_ten_count_and_the_slowest_tenth_does_not() -> None:
    assert usual(*[3 * HOUR] * 18, *[500 * HOUR] * 2).nine_in_ten == 4 * HOUR
    assert usual(*[3 * HOUR] * 17, *[500 * HOUR] * 3).nine_in_ten == 512 * HOUR


def test_what_takes_longer_than_can_be_counted_is_never_far_from_usual() -> None:
    assert not usual(*[9000 * HOUR] * 20).exceeded(99999 * HOUR)


def test_twice_the_usual_is_still_usual() -> None:
    found = usual(*[4 * HOUR] * 20)
    assert not found.exceeded(8 * HOUR)
    assert found.exceeded(8 * HOUR + timedelta(seconds=1))
