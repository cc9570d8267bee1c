"""A calendar that contradicts itself is refused; one that is silent works."""

from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib.domain.calendar import AFTERNOON, MORNING, CalendarFacts

NAMED = {"vi": "Ngày", "en": "Day"}
EIGHT_TO_FOUR = [{"start": "08:00", "end": "16:00"}]


def a_season(since: str | None, to: str | None) -> dict[str, Any]:
    return {"valid_from": since, "valid_to": to, "hours": EIGHT_TO_FOUR}


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"hours": [{"start": "12:00", "end": "08:00"}]}, "hours_out_of_order"),
        ({"hours": [{"start": "08:00", "end": "08:00"}]}, "hours_out_of_order"),
        ({"hours": [*EIGHT_TO_FOUR, {"start": "15:00", "end": "17:00"}]}, "hours_out_of_order"),
        ({"hours": [{"start": "08:00+07:00", "end": "16:00+07:00"}]}, "time_with_zone"),
        ({"cut_off": "15:00Z"}, "time_with_zone"),
        ({"seasons": [a_season("2026-10-15", "2026-04-15")]}, "window_upside_down"),
        (
            {"seasons": [a_season("2026-04-15", None), a_season(None, "2026-04-15")]},
            "seasons_overlap",
        ),
        ({"days_off": [{"on": "2026-10-05", "name": NAMED}] * 2}, "day_twice"),
        (
            {
                "days_off": [{"on": "2026-10-05", "name": NAMED}],
                "made_up_days": [{"on": "2026-10-05", "name": NAMED}],
            },
            "day_in_both",
        ),
    ],
)
def test_a_contradiction_is_refused(fields: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as refused:
        CalendarFacts.model_validate(fields)
    assert kind in {error["type"] for error in refused.value.errors()}


def test_seasons_that_meet_have_each_its_own_days() -> None:
    early, late = a_season(None, "2026-04-15"), a_season("2026-04-16", None)
    late["hours"] = [{"start": "07:00", "end": "11:00"}]
    calendar = CalendarFacts.model_validate({"seasons": [late, early]})
    assert calendar.hours_on(date(2026, 4, 15))[0].start == time(8)
    assert calendar.hours_on(date(2026, 4, 16))[0].start == time(7)


def test_without_seasons_the_hours_are_those_of_every_day() -> None:
    assert CalendarFacts().hours_on(date(2026, 10, 5)) == (MORNING, AFTERNOON)


def test_a_calendar_as_it_was_before_seasons_is_still_one() -> None:
    old = '{"weekend": [6, 7], "hours": [{"start": "07:00:00", "end": "11:30:00"}]}'
    read = CalendarFacts.model_validate_json(old)
    assert (read.seasons, read.announced_years, read.cut_off) == ((), (), time(15))
