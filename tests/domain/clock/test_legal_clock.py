"""What a clock remembers and says."""

import pytest

from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.clock.legal_clock import read
from chalicelib.domain.clock.limit import Term
from chalicelib.domain.clock.reading import Reading
from chalicelib.domain.procedure import TimeUnit
from tests.domain.clock.examples.example import (
    calendar,
    entries,
    instant,
    limit_for,
)

STARTED = "start 05/10/2026 09:00"


def reading(text: str, filing: str = "3.000347 online", at: str | None = None) -> Reading:
    return read(entries(text), calendar(), limit_for(filing), instant(at) if at else None)


def promises(text: str, filing: str = "3.000347 online") -> list[tuple[str, str, str | None]]:
    found = reading(text, filing).promises
    return [(each.kind, f"{each.due_on:%d/%m}", each.slip) for each in found]


def codes(text: str, filing: str = "3.000347 online") -> list[str]:
    return [step.code for step in reading(text, filing).steps]


LIFE = (
    STARTED,
    "pause supplement 06/10/2026 09:00",
    "resume supplement 07/10/2026 09:00",
    "end 08/10/2026 09:00",
)


@pytest.mark.parametrize(
    ("position", "line"),
    [
        (0, "end 05/10/2026 08:00"),
        (0, "pause supplement 05/10/2026 08:00"),
        (1, "start 05/10/2026 10:00"),
        (1, "resume supplement 05/10/2026 10:00"),
        (1, "restart 05/10/2026 10:00"),
        (2, "pause supplement 06/10/2026 10:00"),
        (2, "resume third_party 06/10/2026 10:00"),
        (2, "extend 16/10/2026 at 06/10/2026 10:00"),
        (2, "reopen 06/10/2026 10:00"),
        (4, "end 09/10/2026 09:00"),
        (4, "pause supplement 09/10/2026 09:00"),
        (4, "start 09/10/2026 09:00"),
    ],
)
def test_what_makes_no_sense_is_passed_over(position: int, line: str) -> None:
    text = "; ".join([*LIFE[:position], line, *LIFE[position:]])
    assert reading(text) == reading("; ".join(LIFE))


def test_an_extension_of_what_has_no_due_date_is_passed_over() -> None:
    text = f"{STARTED}; extend 16/10/2026 at 06/10/2026 10:00"
    assert codes(text, "2.000033 online") == ["limit", "started"]


def test_a_longest_time_that_is_shorter_than_the_limit_shortens_nothing() -> None:
    limit = limit_for("limit 5 working_day")
    assert limit is not None
    odd = limit.model_copy(update={"longest": Term(value=3, unit=TimeUnit.WORKING_DAY)})
    told = entries(f"{STARTED}; extend 16/10/2026 at 06/10/2026 10:00")
    assert read(told, calendar(), odd).legal_due_at == instant("12/10/2026 09:00")


class TestPromises:
    def test_a_promised_day_that_became_a_day_off_moves_to_the_next_working_day(self) -> None:
        text = "start 16/11/2026 09:00; extend 24/11/2026 at 20/11/2026 09:00"
        assert reading(text).due_at == instant("25/11/2026 17:00")

    def test_every_day_that_was_ever_promised_is_kept(self) -> None:
        text = f"""{STARTED}; pause supplement 07/10/2026 09:00
            resume supplement 08/10/2026 09:00; extend 20/10/2026 at 12/10/2026 09:00
            extend 23/10/2026 at 19/10/2026 09:00"""
        assert promises(text) == [
            ("first", "12/10", None),
            ("after_pause", "13/10", None),
            ("extended", "20/10", "12/PXL"),
            ("extended", "23/10", "19/PXL"),
        ]

    def test_a_pause_that_moves_nothing_promises_nothing_new(self) -> None:
        text = f"{STARTED}; pause supplement 10/10/2026 09:00; resume supplement 11/10/2026 09:00"
        assert promises(text) == [("first", "12/10", None)]

    def test_a_restart_and_a_fixed_remainder_are_promises_of_their_own(self) -> None:
        paused = f"{STARTED}; pause supplement 07/10/2026 09:00"
        assert promises(f"{paused}; restart 08/10/2026 09:00")[1:] == [("restarted", "15/10", None)]
        assert promises(f"{paused}; remainder 10 08/10/2026 09:00")[1:] == [
            ("fixed_remainder", "22/10", None)
        ]

    def test_a_recall_promises_when_it_is_made_what_follows_from_the_end(self) -> None:
        text = f"""{STARTED}; pause supplement 07/10/2026 09:00
            end 08/10/2026 09:00; reopen 12/10/2026 09:00"""
        assert promises(text) == [("first", "12/10", None), ("after_pause", "13/10", None)]
        assert reading(text).promises[-1].made_at == instant("12/10/2026 09:00")

    def test_a_promise_knows_when_it_was_made(self) -> None:
        (first,) = reading("start 10/10/2026 10:00").promises
        assert (first.made_at, first.due_at) == (
            instant("10/10/2026 10:00"),
            instant("19/10/2026 07:00"),
        )


class TestTime:
    def test_a_running_clock_is_read_at_a_moment(self) -> None:
        now = reading(STARTED, at="07/10/2026 14:00")
        assert (now.elapsed.seconds, now.elapsed.unit) == ((2 * 8 + 3) * 3600, "working_day")
        assert now.remaining is not None
        assert now.remaining.seconds == (2 * 8 + 5) * 3600

    def test_a_paused_clock_shows_the_same_whenever_it_is_read(self) -> None:
        text = f"{STARTED}; pause supplement 07/10/2026 09:00"
        assert reading(text, at="30/10/2026 09:00") == reading(text)

    def test_an_ended_clock_stands_still(self) -> None:
        text = f"{STARTED}; end 07/10/2026 09:00"
        assert reading(text, at="30/10/2026 09:00") == reading(text)

    def test_nothing_is_left_of_what_is_overdue(self) -> None:
        late = reading(STARTED, at="14/10/2026 09:00")
        assert late.remaining is not None
        assert (late.remaining.seconds, late.elapsed.seconds) == (0, 7 * 8 * 3600)

    def test_nothing_is_spent_before_counting_begins(self) -> None:
        """Filed on Saturday, counted from Monday: of ten days all are left."""
        filed = reading("start 10/10/2026 10:00", "3.000333 online")
        assert filed.remaining is not None
        assert (filed.elapsed.seconds, filed.remaining.seconds) == (0, 10 * 24 * 3600)

    def test_the_same_day_is_measured_in_hours_and_unknown_during_a_pause(self) -> None:
        extract = "2.000635 online"
        now = reading("start 05/10/2026 09:00", extract, at="05/10/2026 10:00")
        assert now.remaining is not None
        assert (now.remaining.unit, now.remaining.seconds) == ("working_hour", 5 * 3600)
        paused = "start 05/10/2026 09:00; pause verification 05/10/2026 10:00"
        assert reading(paused, extract).remaining is None


class TestExplanation:
    def test_a_citizen_can_follow_five_days_over_tet(self) -> None:
        said = [step.says.vi for step in reading("start 13/02/2026 17:30").steps]
        assert said == [
            "Thời hạn: 5 ngày làm việc.",
            "Thời hạn tính từ khi hồ sơ hợp lệ: 13/02/2026 17:30 (giờ Hà Nội).",
            "13/02/2026 17:30 không thuộc giờ làm việc (sau giờ làm việc), nên tính từ lúc bắt đầu"
            " làm việc tiếp theo: 23/02/2026 07:00.",
            "5 ngày làm việc tính từ 23/02/2026 07:00: đến hạn 02/03/2026 07:00."
            " Không tính: 2 ngày nghỉ hằng tuần.",
        ]

    def test_days_off_are_named_once_and_made_up_days_are_said_to_be_worked(self) -> None:
        tet = reading("start 12/02/2026 09:00").steps[-1].says
        assert tet.en == (
            "5 working days from 12/02/2026 09:00: due 26/02/2026 09:00."
            " Not counted: 4 weekly rest days, 16/02/2026-20/02/2026 (Lunar New Year)."
        )
        week = reading("start 05/01/2026 08:00").steps[-1].says
        assert week.en.endswith("Worked: 10/01/2026 (Made up for 2026-01-02).")

    def test_every_entry_has_its_sentence_in_order(self) -> None:
        text = f"""{STARTED}; pause supplement 07/10/2026 09:00
            pause third_party 07/10/2026 10:00; resume supplement 08/10/2026 09:00
            resume third_party 09/10/2026 18:00; extend 23/10/2026 at 12/10/2026 09:00
            end 23/10/2026 09:00"""
        assert codes(text) == [
            *("limit", "started", "working_time", "paused", "paused_too", "still_paused"),
            *("resumed", "moved_to_working_time", "working_time", "extended", "legal_day"),
            *("ended", "late"),
        ]

    def test_a_calendar_that_does_not_know_a_year_says_so_last(self) -> None:
        text = "start 22/12/2026 11:00"
        assert codes(text, "3.000333 online")[-1] == "calendar_uncertain"
        assert reading(text, "3.000333 online").steps[-1].says.en == (
            "The days off of 2027 are not announced in the calendar; the due date may move."
        )

    def test_a_calendar_that_knows_all_years_says_nothing_of_it(self) -> None:
        known = calendar().model_copy(update={"announced_years": (2026, 2027)})
        found = read(entries("start 22/12/2026 11:00"), known, limit_for("3.000333 online"))
        assert (found.uncertain_years, found.steps[-1].code) == ((), "due_day_not_worked")

    def test_an_agency_with_other_hours_says_how_a_day_is_counted(self) -> None:
        seven = [{"start": "08:00", "end": "12:00"}, {"start": "13:00", "end": "16:00"}]
        odd = CalendarFacts.model_validate({"hours": seven, "announced_years": [2026]})
        found = read(entries("start 05/10/2026 09:00"), odd, limit_for("1.013083 online"))
        assert found.due_at == instant("06/10/2026 09:00")
        assert [step.says.en for step in found.steps if step.code == "day_of_other_length"] == [
            "The agency works 7 hours a day; a working day still counts as 8 hours."
        ]

    def test_the_longest_names_and_reasons_still_make_a_sentence(self) -> None:
        """A list of days is cut: 2 of January and 30 from February to November, 8 are listed."""
        long = {"vi": "Ê" * 2000, "en": "E" * 2000}
        off = [
            {"on": f"2026-{m:02}-{d:02}", "name": long} for m in range(1, 13) for d in (2, 9, 16)
        ]
        wide = CalendarFacts.model_validate({"days_off": off, "weekend": []})
        found = read(entries("start 02/01/2026 08:00"), wide, limit_for("limit 300 working_day"))
        assert found.steps[-2].says.en.endswith(" and 24 more.")
