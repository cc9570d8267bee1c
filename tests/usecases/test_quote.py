"""A quote says what a filing would cost that day, and writes nothing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from chalicelib.domain.errors import Invalid, NotFound
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.usecases.quote import Quote, QuoteRequest, quote
from tests.builders import (
    DISTRICT,
    FEE,
    PAID_PROCEDURE,
    PROVINCE,
    STRANGER,
    a_caller,
    a_fee_line,
    a_procedure,
    an_offering,
)
from tests.fakes import FakeWorld, a_world

RELIEF = a_fee_line(
    line_id="relief",
    amount=1000,
    replaces="fee",
    valid_from=date(2024, 2, 29),
    valid_to=date(2026, 11, 23),
)


def quoted(world: FakeWorld, agency: str = DISTRICT, **asked: Any) -> Quote:
    request = QuoteRequest.model_validate({"agency_code": DISTRICT, "channel": "online", **asked})
    return quote(world, PAID_PROCEDURE, request, a_caller(agency))


def test_a_quote_is_for_today_in_vietnam_unless_another_day_is_asked_for() -> None:
    world = a_world(a_procedure(version=3, fee_lines=(a_fee_line(), RELIEF)))
    found = quoted(world)
    assert (found.on, found.priced.amount) == (date(2026, 11, 23), 1000)
    assert (found.procedure.version, found.agency_code) == (3, DISTRICT)
    assert quoted(world, on=date(2026, 11, 24)).priced.amount == FEE
    world.clock.at = datetime(2026, 11, 23, 17, tzinfo=UTC)
    assert quoted(world).on == date(2026, 11, 24)


def test_a_quote_writes_nothing() -> None:
    world = a_world()
    quoted(world)
    assert (world.commits.done, world.store.sequences) == ([], {})


@pytest.mark.parametrize("timing", CollectionTiming)
def test_a_procedure_is_quoted_whenever_its_money_is_due(timing: CollectionTiming) -> None:
    assert quoted(a_world(a_procedure(collection_timing=timing))).priced.amount == FEE


def test_another_agency_does_not_exist_for_the_caller() -> None:
    with pytest.raises(NotFound, match="agency_not_found"):
        quoted(a_world(), STRANGER)


def test_a_procedure_that_is_not_there_is_not_found_and_one_that_is_not_offered_is_refused() -> (
    None
):
    with pytest.raises(Invalid, match="procedure_not_offered") as refused:
        quoted(a_world(), PROVINCE, agency_code=PROVINCE)
    assert refused.value.errors == [("/agency_code", "procedure_not_offered")]
    request = QuoteRequest(agency_code=DISTRICT, channel="online")
    with pytest.raises(NotFound, match="procedure_not_found"):
        quote(a_world(), "9.999999", request, a_caller())


def test_a_pilot_is_quoted_for_the_days_on_which_it_is_offered() -> None:
    world = a_world(an_offering(valid_from=date(2026, 12, 1)))
    with pytest.raises(Invalid, match="procedure_not_offered"):
        quoted(world, on=date(2026, 11, 30))
    assert quoted(world, on=date(2026, 12, 1)).priced.amount == FEE


def test_a_day_that_never_was_in_other_years_is_a_day_like_any_other() -> None:
    world = a_world(a_procedure(fee_lines=(a_fee_line(), RELIEF)))
    assert quoted(world, on=date(2024, 2, 28)).priced.amount == FEE
    assert quoted(world, on=date(2024, 2, 29)).priced.amount == 1000


@pytest.mark.parametrize("on", [date(2016, 11, 14), date(2028, 11, 25), date.min, date.max])
def test_a_day_too_far_away_is_refused_with_the_days_that_are_not(on: date) -> None:
    with pytest.raises(Invalid, match="day_too_far") as refused:
        quoted(a_world(), on=on)
    assert refused.value.facts == {"since": date(2016, 11, 15), "until": date(2028, 11, 24)}


@pytest.mark.parametrize("on", [date(2016, 11, 15), date(2028, 11, 24)])
def test_the_first_and_the_last_day_are_quoted(on: date) -> None:
    assert quoted(a_world(), on=on).on == on
