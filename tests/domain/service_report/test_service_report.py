"""What a service report counts, dossier by dossier."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from pydantic import ValidationError

from chalicelib.domain.dossier import Status
from chalicelib.domain.fee_line import Channel
from chalicelib.domain.service_report.course import Course, Moves, Traits, course
from chalicelib.domain.service_report.csv import BYTE_ORDER_MARK, defused, to_csv
from chalicelib.domain.service_report.figures import Figure, figures_of
from chalicelib.domain.service_report.period import MOMENT, Period
from chalicelib.domain.service_report.service_report import Dimension, ServiceReport, service_report
from chalicelib.domain.service_report.shares import two_places
from chalicelib.domain.service_report.words import DEFINITIONS

S, F = Status, Figure
LATER = datetime(2027, 1, 1, tzinfo=UTC)


def hanoi(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def a_filing(at: datetime, channel: Channel = Channel.ONLINE, field: str = "Thú y") -> Traits:
    return Traits(
        code="H32.12-260301-0001",
        agency="H32.12",
        field=field,
        procedure="1.005319",
        channel=channel,
        origin="provincial_portal",
        applicant_kind="person",
        filed_at=at,
    )


def a_period(
    first: date = date(2026, 3, 1), last: date = date(2026, 3, 31), as_of: datetime = LATER
) -> Period:
    return Period(since=first, until=last, as_of=as_of)


MARCH = a_period()


def a_course(*moves: tuple[datetime, Status], due: date | None = None) -> Course:
    begun: Moves = ((hanoi(2, 27), S.SUBMITTED), *moves)
    return course(a_filing(begun[0][0]), begun, MARCH.counted_until, due)


TAKEN = (hanoi(3, 2), S.RECEIVED)
NEW = {F.RECEIVED, F.RECEIVED_NEW, F.RECEIVED_ONLINE}
OLD = {F.RECEIVED, F.CARRIED_OVER}


@pytest.mark.parametrize(
    ("moves", "due", "expected"),
    [
        ((TAKEN,), None, {*NEW, F.IN_PROGRESS, F.IN_PROGRESS_IN_TERM}),
        ((TAKEN,), date(2026, 3, 31), {*NEW, F.IN_PROGRESS, F.IN_PROGRESS_IN_TERM}),
        ((TAKEN,), date(2026, 3, 30), {*NEW, F.IN_PROGRESS, F.IN_PROGRESS_LATE}),
        (((hanoi(2, 28), S.RECEIVED),), None, {*OLD, F.IN_PROGRESS, F.IN_PROGRESS_IN_TERM}),
        (
            (TAKEN, (hanoi(3, 5, 23, 59), S.RESOLVED)),
            date(2026, 3, 5),
            {*NEW, F.RESOLVED, F.RESOLVED_ON_TIME},
        ),
        (
            (TAKEN, (hanoi(3, 6, 0, 1), S.RESOLVED), (hanoi(3, 9), S.RETURNED)),
            date(2026, 3, 5),
            {*NEW, F.RESOLVED, F.RESOLVED_LATE},
        ),
        (
            (TAKEN, (hanoi(3, 4, 23, 59), S.STOPPED)),
            date(2026, 3, 5),
            {*NEW, F.RESOLVED, F.RESOLVED_EARLY, F.RESOLVED_STOPPED},
        ),
        (
            (TAKEN, (hanoi(3, 9), S.WITHDRAWN)),
            date(2026, 3, 5),
            {*NEW, F.RESOLVED, F.RESOLVED_LATE, F.RESOLVED_WITHDRAWN},
        ),
        (
            (TAKEN, (hanoi(3, 9), S.RESOLVED)),
            None,
            {*NEW, F.RESOLVED, F.RESOLVED_ON_TIME, F.RESOLVED_WITHOUT_DUE_DAY},
        ),
        (
            (TAKEN, (hanoi(3, 9), S.AWAITING_PAYMENT)),
            None,
            {*NEW, F.IN_PROGRESS, F.IN_PROGRESS_IN_TERM, F.PAUSED},
        ),
        (((hanoi(3, 3), S.NOT_RECEIVED),), None, {F.NOT_RECEIVED}),
        (((hanoi(3, 3), S.WITHDRAWN),), None, {F.WITHDRAWN_BEFORE_INTAKE}),
        ((), None, {F.AWAITING_INTAKE}),
        (((hanoi(2, 28), S.NOT_RECEIVED),), None, set()),
        (((hanoi(2, 27), S.RECEIVED), (hanoi(2, 28, 23, 59), S.RESOLVED)), None, set()),
        (
            ((hanoi(2, 27), S.RECEIVED), (hanoi(3, 1, 0, 0), S.RESOLVED)),
            date(2026, 3, 2),
            {*OLD, F.RESOLVED, F.RESOLVED_EARLY},
        ),
    ],
)
def test_a_dossier_counts_in_these_figures(
    moves: Moves, due: date | None, expected: set[Figure]
) -> None:
    assert figures_of(a_course(*moves, due=due), MARCH) == expected


def test_handing_a_result_over_or_taking_it_back_leaves_the_end_where_it_was() -> None:
    ended = (hanoi(3, 5), S.RESOLVED)
    moves = (TAKEN, ended, (hanoi(3, 9), S.RETURNED), (hanoi(3, 10), S.RESOLVED))
    assert a_course(*moves).ended_at == hanoi(3, 5)


def test_a_recall_takes_the_end_back_and_the_next_end_counts() -> None:
    recalled = (TAKEN, (hanoi(3, 5), S.RESOLVED), (hanoi(3, 9), S.PROCESSING))
    assert a_course(*recalled).ended_at is None
    assert a_course(*recalled, (hanoi(3, 12), S.STOPPED)).ended_at == hanoi(3, 12)


def test_a_recall_within_the_period_carries_an_earlier_end_over() -> None:
    moves = ((hanoi(2, 27), S.RECEIVED), (hanoi(2, 28), S.RESOLVED), (hanoi(3, 3), S.PROCESSING))
    assert figures_of(a_course(*moves), MARCH) == {*OLD, F.IN_PROGRESS, F.IN_PROGRESS_IN_TERM}


def test_what_happens_after_the_period_changes_nothing_in_it() -> None:
    then = (TAKEN, (hanoi(3, 31, 23, 59), S.RESOLVED))
    recalled = (*then, (hanoi(4, 1, 0, 0), S.PROCESSING))
    assert a_course(*then) == a_course(*recalled)


def test_as_of_within_the_period_cuts_it_short() -> None:
    period = a_period(as_of=hanoi(3, 10, 12))
    assert period.counted_until == hanoi(3, 10, 12) + MOMENT
    assert period.last_day == date(2026, 3, 10)
    open_still = a_course(TAKEN, due=date(2026, 3, 9))
    assert F.IN_PROGRESS_LATE in figures_of(open_still, period)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 1), date(2026, 6, 30), Fraction(6)),
        (date(2026, 6, 20), date(2026, 7, 19), Fraction(1)),
        (date(2026, 6, 20), date(2026, 7, 20), 1 + Fraction(1, 31)),
        (date(2026, 2, 1), date(2026, 2, 1), Fraction(1, 28)),
        (date(2026, 1, 31), date(2026, 2, 27), Fraction(1)),
        (date(2025, 12, 1), date(2026, 1, 31), Fraction(2)),
    ],
)
def test_months_are_whole_from_the_first_day_on_and_a_part_of_the_next(
    first: date, last: date, months: Fraction
) -> None:
    assert a_period(first, last).months == months


@pytest.mark.parametrize(
    ("first", "last", "as_of", "code"),
    [
        (date(2026, 3, 2), date(2026, 3, 1), LATER, "period_upside_down"),
        (date(2026, 3, 1), date(2100, 1, 1), LATER, "period_too_far"),
        (date(1999, 12, 31), date(2026, 3, 1), LATER, "period_too_far"),
        (date(2026, 3, 1), date(2026, 3, 1), hanoi(3, 1, 0) - MOMENT, "period_not_begun"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(
    first: date, last: date, as_of: datetime, code: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        a_period(first, last, as_of)
    assert refused.value.errors()[0]["type"] == code


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Fraction(98), "98.00"),
        (Fraction(1, 8), "0.13"),
        (Fraction(1, 200), "0.01"),
        (Fraction(200, 3), "66.67"),
        (Fraction(0), "0.00"),
        (Fraction(99_994_999, 1_000_000), "99.99"),
    ],
)
def test_two_places_half_up(number: Fraction, said: str) -> None:
    assert two_places(number) == said


def a_report(*courses: Course) -> ServiceReport:
    """Of so many dossiers."""
    numbered = (_numbered(each, number) for number, each in enumerate(courses))
    return service_report(numbered, MARCH, ["H32.12"], [Dimension.FIELD])


def _numbered(one: Course, number: int) -> Course:
    return one.model_copy(
        update={"filing": one.filing.model_copy(update={"code": f"H32.12-260301-{number:04d}"})}
    )


def test_a_dossier_that_is_listed_twice_counts_once() -> None:
    before, after = a_course(TAKEN), a_course(TAKEN, (hanoi(3, 5), S.RESOLVED))
    report = service_report([before, after], MARCH, ["H32.12"], [Dimension.FIELD])
    assert report.total.figures[F.RECEIVED] == 1


def test_shares_name_their_denominator_and_nothing_has_no_percentage() -> None:
    on_time = a_course(TAKEN, (hanoi(3, 5), S.RESOLVED), due=date(2026, 3, 5))
    late = a_course(TAKEN, (hanoi(3, 6), S.RESOLVED), due=date(2026, 3, 5))
    shares = a_report(on_time, on_time, late).total.shares
    assert (shares["early_or_on_time"].percent, shares["late"].percent) == ("66.67", "33.33")
    assert (shares["online"].of, shares["online"].denominator) == (F.RECEIVED_NEW, 3)
    assert shares["in_term"].percent is None


def test_groups_hold_only_what_counts_in_the_period() -> None:
    other = course(a_filing(hanoi(4, 1), field="Hộ tịch"), (), MARCH.counted_until)
    report = a_report(a_course(TAKEN), other)
    assert [row.group for row in report.groups[Dimension.FIELD]] == ["Thú y"]
    assert report.total.monthly_average == "1.00"


def test_every_figure_is_defined_and_the_report_survives_json() -> None:
    report = a_report(a_course(TAKEN))
    assert set(DEFINITIONS) == set(Figure)
    assert ServiceReport.model_validate_json(report.model_dump_json()) == report
    assert '"from":"2026-03-01"' in report.model_dump_json()


def test_the_csv_shows_vietnamese_and_runs_no_formula() -> None:
    odd = course(a_filing(hanoi(3, 2), field='=HYPERLINK("x")'), (TAKEN,), MARCH.counted_until)
    text = to_csv(a_report(a_course(TAKEN), odd))
    assert text.startswith(f"{BYTE_ORDER_MARK}from,2026-03-01\r\n")
    assert "field,Thú y,1," in text
    assert '"\'=HYPERLINK(""x"")"' in text


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_what_looks_like_a_formula_becomes_a_text(begin: str) -> None:
    assert defused(f"{begin}1").startswith("'")
    assert defused("Thú y") == "Thú y"
