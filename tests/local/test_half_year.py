"""A half-year of made-up dossiers is counted alike by the report and by SQL."""

from datetime import date

import pytest

from chalicelib.domain.clock.reading import Verdict
from chalicelib.domain.service_report import figures
from chalicelib.domain.service_report.figures import Figure
from local.half_year.compare import PERIODS, differences, report_of
from local.half_year.lives import BEGINS, ENDS, HALF_YEAR, lives

LIVES = tuple(lives(100))


@pytest.mark.parametrize(("first", "last"), PERIODS)
def test_both_computations_give_the_same_figures(first: date, last: date) -> None:
    found, compared = differences(LIVES, first, last)
    assert found == []
    assert compared > 200


def test_the_comparison_sees_a_wrong_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    late_as_on_time = dict.fromkeys(Verdict, Figure.RESOLVED_ON_TIME)
    monkeypatch.setattr(figures, "_BY_VERDICT", late_as_on_time)
    found, _ = differences(LIVES, BEGINS, ENDS)
    assert any("resolved_late 0, not" in line for line in found)


def test_the_half_year_is_like_the_published_one() -> None:
    total = report_of(LIVES, BEGINS, ENDS).total
    assert total.figures[Figure.RECEIVED_NEW] > HALF_YEAR // 100 * 0.9
    assert 97 < float(total.shares["early_or_on_time"].percent or 0) < 99.5
    assert all(total.figures[figure] for figure in Figure)


def test_the_same_seed_gives_the_same_dossiers() -> None:
    assert tuple(lives(100)) == LIVES
    assert tuple(lives(100, seed=2)) != LIVES
