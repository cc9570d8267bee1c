"""The report says what was seen, and its last lines decide."""

from dataclasses import replace

from local.certify.judge import Verdict
from local.certify.report import passed, report, totals
from local.certify.run import Result
from local.certify.scenarios import SCENARIOS
from tests.local.test_certify_judge import GOOD

WELL = Result(SCENARIOS[0], "H32.12-260316-0001", 3.2, GOOD, Verdict())
LOST = replace(WELL, verdict=Verdict(lost=135_000))
DOUBLED = replace(WELL, verdict=Verdict(doubled=135_000))
FAILED = replace(WELL, seen=None, verdict=Verdict(failed=("POST answered 500",)))
WRONG = replace(WELL, verdict=Verdict(wrong=("it went on twice",)))
SKIPPED = replace(WELL, seen=None, skipped="momo_atm is not offered")


def test_only_a_clean_sheet_passes() -> None:
    assert passed([WELL, SKIPPED])
    assert not passed([])
    assert not passed([SKIPPED])
    for fault in (LOST, DOUBLED, FAILED, WRONG):
        assert not passed([WELL, fault])


def test_the_totals_count_scenarios() -> None:
    text = totals([WELL, LOST, DOUBLED, DOUBLED, FAILED, WRONG, SKIPPED])
    for shown in ("scenarios 7", "passed 1", "skipped 1", "lost 1", "doubled 2"):
        assert shown in text
    assert "wrongly failed 1" in text
    assert "other 1" in text


def test_a_person_can_read_what_was_seen() -> None:
    text = report("momo", [WELL, LOST, FAILED, WRONG, SKIPPED])
    for shown in (
        *("Bình thường", "as documented", SCENARIOS[0].expects, "H32.12-260316-0001"),
        *("received 135,000 đ", "booked 135,000 đ", "waits for intake", "3 s"),
        *("LOST 135,000 đ", "POST answered 500", "it went on twice", "momo_atm is not offered"),
    ):
        assert shown in text
