"""Of a procedure's limits, the one for this channel, case and option counts."""

from typing import Any

import pytest

from chalicelib.domain.clock.limit import Limit, Term, limit_of
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.procedure import ProcessingTime
from tests.builders import a_procedure
from tests.domain.clock.examples.example import limit_for, procedures


def a_time(value: int, unit: str = "working_day", **changes: Any) -> ProcessingTime:
    fields = {"value": value, "unit": unit, "channels": tuple(Channel)}
    return ProcessingTime.model_validate({**fields, **changes})


def found(*times: ProcessingTime, case: str | None = None, options: tuple[str, ...] = ()) -> Any:
    procedure = a_procedure(processing_times=times)
    limit = limit_of(procedure, channel=Channel.ONLINE, case=case, options=options)
    return limit and limit.term.value


def test_a_limit_for_the_case_stands_before_one_for_all() -> None:
    times = a_time(5), a_time(9, case="large"), a_time(7, case="other")
    assert found(*times, case="large") == 9
    assert found(*times, case="small") == 5
    assert found(*times) == 5


def test_a_limit_for_a_chosen_option_stands_before_one_for_the_case() -> None:
    times = a_time(9, case="large"), a_time(3, option="urgent"), a_time(5)
    assert found(*times, case="large", options=("urgent",)) == 3
    assert found(*times, case="large", options=("posted",)) == 9


def test_a_limit_for_case_and_option_stands_before_both() -> None:
    times = a_time(3, option="urgent"), a_time(4, option="urgent", case="large")
    assert found(*times, case="large", options=("urgent",)) == 4


def test_of_equal_limits_the_one_for_fewer_channels_then_the_first_counts() -> None:
    assert found(a_time(5), a_time(4, channels=("online",)), a_time(3, channels=("online",))) == 4


def test_a_limit_for_another_channel_is_none() -> None:
    assert found(a_time(5, channels=("postal",))) is None


def test_the_longest_with_a_reason_is_chosen_the_same_way_and_alone_is_no_limit() -> None:
    longest = a_time(3, with_reason=True), a_time(6, with_reason=True, case="large")
    procedure = a_procedure(processing_times=(a_time(0, "same_day"), *longest))
    limit = limit_of(procedure, channel=Channel.ONLINE, case="large")
    assert limit is not None
    assert (limit.term.unit, limit.longest and limit.longest.value) == ("same_day", 6)
    assert found(a_time(3, with_reason=True)) is None


@pytest.mark.parametrize(
    ("filing", "term", "longest"),
    [
        ("1.013978 online", (17, "working_day"), None),
        ("1.013978 postal", (20, "working_day"), None),
        ("1.013978 direct", (27, "working_day"), None),
        ("1.011441 direct", (0, "same_day"), (3, "working_day")),
        ("1.013083 online", (8, "working_hour"), None),
        ("1.012575 online case=new_plate", (2, "working_day"), None),
        ("1.001471 postal case=reissue option=urgent", (3, "working_day"), None),
    ],
)
def test_the_limits_of_the_catalogue(
    filing: str, term: tuple[int, str], longest: tuple[int, str] | None
) -> None:
    limit = limit_for(filing)
    assert isinstance(limit, Limit)
    assert (limit.term.value, limit.term.unit) == term
    assert (limit.longest and (limit.longest.value, limit.longest.unit)) == longest


def test_every_row_of_the_catalogue_makes_a_term() -> None:
    rows = [row for each in procedures().values() for row in each.processing_times]
    assert [Term(value=row.value, unit=row.unit) for row in rows]
    assert len(procedures()) >= 53


def test_a_channel_that_the_listing_forgot_has_no_limit() -> None:
    """3.000346 lists a limit online and by post, but none at the counter."""
    assert limit_for("3.000346 direct case=car") is None
