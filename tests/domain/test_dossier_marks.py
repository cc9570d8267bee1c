"""What the dossier keeps of its timeline is what its timeline says."""

from datetime import timedelta

from hypothesis import given

from chalicelib.domain.dossier import Status
from chalicelib.domain.dossier_marks import marked
from chalicelib.domain.service_report.course import course, course_now, filing_of, moves_of
from tests.builders import MONDAY, a_dossier
from tests.domain.walks import Step, walks

DAY = timedelta(days=1)


@given(walks())
def test_the_record_and_the_timeline_tell_the_same_course(walk: list[Step]) -> None:
    dossier = walk[-1].progress.dossier
    filing = filing_of(dossier, "Thú y")
    moves = moves_of(event for step in walk for event in step.progress.events)
    after_all = walk[-1].progress.events[-1].at + DAY
    assert course_now(filing, dossier) == course(filing, moves, after_all)


def test_first_received_last_ended() -> None:
    dossier, steps = a_dossier(), (Status.RECEIVED, Status.RESOLVED, Status.RETURNED)
    for number, status in enumerate((*steps, Status.PROCESSING, Status.RECEIVED, Status.STOPPED)):
        dossier = marked(dossier.model_copy(update={"status": status}), MONDAY + number * DAY)
        if status is Status.RETURNED:
            assert dossier.ended_at == MONDAY + DAY
        if status is Status.PROCESSING:
            assert dossier.ended_at is None
    assert (dossier.received_at, dossier.ended_at) == (MONDAY, MONDAY + 5 * DAY)
    assert (dossier.moved_at, dossier.reopened_at) == (MONDAY + 5 * DAY, MONDAY + 3 * DAY)
