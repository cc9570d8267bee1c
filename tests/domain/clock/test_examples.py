"""The worked examples of the legal clock come out as they were computed by hand."""

import re
import time
from collections.abc import Iterator

import pytest

from chalicelib.domain.clock.append import append
from chalicelib.domain.clock.entry import ClockEntries
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Limit
from chalicelib.domain.clock.reading import Amount, Reading
from chalicelib.domain.clock.words import SECONDS_PER_HOUR, hours_in, moment
from chalicelib.domain.instant import vietnam_day
from tests.domain.clock.examples.all import EXAMPLES
from tests.domain.clock.examples.example import Example, calendar, entries, instant, limit_for


def examples() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)


def reading_of(example: Example) -> Reading:
    return read(entries(example.entries), example.calendar, limit_for(example.filing))


def seconds(text: str, amount: Amount) -> int:
    """`1d 5h 30m`, in days of the amount's own unit."""
    per_day = hours_in(amount.unit) * SECONDS_PER_HOUR
    sizes = {"d": per_day, "h": SECONDS_PER_HOUR, "m": 60}
    return sum(int(number) * sizes[unit] for number, unit in re.findall(r"(\d+)([dhm])", text))


def test_there_are_enough_examples_and_each_has_a_name_of_its_own() -> None:
    assert len(EXAMPLES) >= 60
    assert len({each.name for each in EXAMPLES}) == len(EXAMPLES)


@examples()
def test_it_is_due_as_computed_by_hand(example: Example) -> None:
    reading = reading_of(example)
    due = None if example.due == "none" else instant(example.due)
    legal = due if example.legal is None else instant(example.legal)
    assert (reading.due_at, reading.legal_due_at) == (due, legal), example.by_hand
    assert reading.due_on == (due and vietnam_day(due))
    assert reading.legal_due_on == (legal and vietnam_day(legal))


@examples()
def test_it_is_judged_as_computed_by_hand(example: Example) -> None:
    reading = reading_of(example)
    assert (reading.verdict, reading.promise_kept) == (example.verdict, example.kept)
    assert reading.uncertain_years == example.uncertain


@examples()
def test_what_is_spent_and_left_is_as_computed_by_hand(example: Example) -> None:
    reading = reading_of(example)
    if example.spent:
        assert reading.elapsed.seconds == seconds(example.spent, reading.elapsed)
    if example.left:
        assert reading.remaining is not None
        assert reading.remaining.seconds == seconds(example.left, reading.remaining)


@examples()
def test_every_entry_could_have_been_added(example: Example) -> None:
    added: ClockEntries = ()
    for entry in entries(example.entries):
        added = append(added, entry, example.calendar, limit_for(example.filing))
    assert added == entries(example.entries)


@examples()
def test_the_explanation_ends_up_at_the_due_date(example: Example) -> None:
    """Whatever is due is said, in both languages and in order; no sentence is half a sentence."""
    reading = reading_of(example)
    said = [(step.says.vi, step.says.en) for step in reading.steps]
    for due in filter(None, (reading.due_at, reading.legal_due_at)):
        assert any(moment(due)[:10] in vi and moment(due)[:10] in en for vi, en in said)
    assert all(vi.endswith(".") and en.endswith(".") and vi != en for vi, en in said)
    assert not [vi for vi, _ in said if "None" in vi or "  " in vi or ".." in vi]


@pytest.fixture(params=["UTC", "America/New_York", "Pacific/Kiritimati"])
def _machine_zone(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_machine_zone")
def test_no_example_depends_on_the_zone_of_the_machine() -> None:
    for example in EXAMPLES:
        due = None if example.due == "none" else instant(example.due)
        assert reading_of(example).due_at == due, example.name


@pytest.mark.parametrize("limit", [None, limit_for("limit 5 working_day")], ids=["none", "five"])
def test_a_clock_without_entries_shows_nothing(limit: Limit | None) -> None:
    reading = read((), calendar(), limit)
    assert (reading.state, reading.due_at, reading.steps) == ("not_started", None, ())
    assert (reading.elapsed.seconds, reading.remaining, reading.verdict) == (0, None, None)
