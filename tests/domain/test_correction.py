"""What may be taken back, what it opens, and where the officer's words go."""

import pytest

from chalicelib.domain.correction import CorrectionKind, possible_corrections, recall, reopen
from chalicelib.domain.dossier import DeliveryMethod, Dossier, Execution, ExecutionState, Status
from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.event import intact
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.progress import Progress
from chalicelib.domain.task import TaskKind, TaskOutcome
from tests.builders import MONDAY, some_terms
from tests.domain.walks import Start, Step, cheerful_walk, follow

_O = TaskOutcome
WORDS = "Nguyễn Văn A called: the name is misspelt"
FREE, PAID = CollectionTiming.NONE, CollectionTiming.WITH_FILING


def a_walk(*outcomes: TaskOutcome, steps: int = 1, timing: CollectionTiming = FREE) -> list[Step]:
    walk = [Start(timing, DeliveryMethod.COUNTER, steps).file()]
    for outcome in outcomes:
        walk.append(follow(walk[-1], outcome))
    return walk


def recalled(walk: list[Step]) -> Progress:
    last = walk[-1].progress
    return recall(
        last.dossier,
        last.begun,
        terms=some_terms(),
        actor="an",
        at=MONDAY,
        reason=WORDS,
        data={"x": 1},
    )


def reopened(dossier: Dossier) -> Progress:
    return reopen(dossier, terms=some_terms(), actor="an", at=MONDAY, reason=WORDS, data={"x": 1})


STOPPED = (_O.ACCEPTED, _O.STOPPED)
RESOLVED = (_O.ACCEPTED, _O.COMPLETED)
RETURNED = (*RESOLVED, _O.DELIVERED)


@pytest.mark.parametrize(
    ("walk", "possible"),
    [
        (a_walk(), ()),
        (a_walk(timing=PAID), (CorrectionKind.WAIVER,)),
        (a_walk(_O.ACCEPTED), (CorrectionKind.EXTENSION, CorrectionKind.PAUSE)),
        (a_walk(_O.SUPPLEMENT_REQUESTED), ()),
        (a_walk(_O.REJECTED), ()),
        (a_walk(_O.WITHDRAWN), ()),
        (a_walk(*STOPPED), (CorrectionKind.RECALL,)),
        (a_walk(*RESOLVED), (CorrectionKind.RECALL,)),
        (a_walk(*RETURNED), (CorrectionKind.REOPEN,)),
    ],
)
def test_what_is_possible_follows_from_where_the_dossier_stands(
    walk: list[Step], possible: tuple[CorrectionKind, ...]
) -> None:
    assert possible_corrections(walk[-1].progress.dossier) == possible


def test_a_result_that_is_to_be_paid_at_the_counter_is_waived_or_recalled() -> None:
    """Its bill is postponed then, and opens again after the last step."""
    resolved = a_walk(*RESOLVED)[-1].progress.dossier
    assert resolved.waiting_for
    unpaid = resolved.model_copy(
        update={
            "open_bill": "1",
            "waiting_for": resolved.waiting_for.model_copy(update={"kind": TaskKind.PAYMENT}),
        }
    )
    assert possible_corrections(unpaid) == (CorrectionKind.RECALL, CorrectionKind.WAIVER)


@pytest.mark.parametrize("before", [STOPPED, RESOLVED], ids=["stopped", "resolved"])
def test_a_recalled_dossier_is_in_its_last_step_again(before: tuple[TaskOutcome, ...]) -> None:
    progress = recalled(a_walk(*before))
    dossier, begun = progress.dossier, progress.begun
    assert (dossier.status, dossier.steps_done) == (Status.PROCESSING, 0)
    assert begun
    assert (begun.kind, begun.task_id) == (TaskKind.PROCESSING, "processing-2")
    assert dossier.waiting_for
    assert dossier.waiting_for.task_id == "processing-2"


@pytest.mark.parametrize("before", [STOPPED, RESOLVED], ids=["stopped", "resolved"])
def test_a_recalled_dossier_goes_to_its_end_like_any_other(
    before: tuple[TaskOutcome, ...],
) -> None:
    step = Step(recalled(a_walk(*before)), recalled(a_walk(*before)).change, None)
    done = follow(step, _O.COMPLETED)
    assert (done.progress.dossier.status, done.progress.dossier.steps_done) == (Status.RESOLVED, 1)
    assert follow(done, _O.DELIVERED).progress.dossier.status is Status.RETURNED


@pytest.mark.parametrize(
    ("outcomes", "done"),
    [
        ((_O.ACCEPTED, _O.COMPLETED, _O.STOPPED), 1),
        ((_O.ACCEPTED, _O.COMPLETED, _O.COMPLETED, _O.COMPLETED), 2),
    ],
    ids=["stopped in the second step", "resolved after three"],
)
def test_of_several_steps_only_the_last_is_done_again(
    outcomes: tuple[TaskOutcome, ...], done: int
) -> None:
    assert recalled(a_walk(*outcomes, steps=3)).dossier.steps_done == done


def test_a_recall_before_the_hand_over_ends_that_task_and_answers_its_workflow() -> None:
    walk = a_walk(*RESOLVED)
    last = walk[-1].progress
    assert last.begun
    heard = last.begun.model_copy(update={"token": "t", "run": 1})
    driven = last.dossier.model_copy(
        update={"execution": Execution(state=ExecutionState.RUNNING), "due_at": None}
    )
    progress = recall(
        driven, heard, terms=some_terms(), actor="an", at=MONDAY, reason=WORDS, data={}
    )
    assert progress.ended
    assert (progress.ended.outcome, progress.ended.answer) == (_O.RECALLED, "processing")
    assert progress.ended.due_at == MONDAY
    assert progress.dossier.execution == driven.execution
    assert progress.dossier.due_at is None


@pytest.mark.parametrize("state", ExecutionState)
def test_what_was_closed_owes_the_next_run_of_its_workflow(state: ExecutionState) -> None:
    """Its last run has ended or is being told to; nothing can be told to it any more."""
    execution = Execution(run=3, state=state, resumed_by_itself=3, reason="x")
    for before, correct in ((STOPPED, recall_closed), (RETURNED, reopened)):
        dossier = a_walk(*before)[-1].progress.dossier.model_copy(
            update={"execution": execution, "due_at": None, "attempts": 4, "last_error": "x"}
        )
        progress = correct(dossier)
        assert progress.dossier.execution == Execution(run=4, state=ExecutionState.OWED)
        assert (progress.dossier.due_at, progress.ended) == (MONDAY, None)
        assert (progress.dossier.attempts, progress.dossier.last_error) == (0, None)


def recall_closed(dossier: Dossier) -> Progress:
    return recall(dossier, None, terms=some_terms(), actor="an", at=MONDAY, reason=WORDS, data={})


def test_a_reopened_dossier_is_to_be_handed_over_again() -> None:
    progress = reopened(a_walk(*RETURNED)[-1].progress.dossier)
    assert progress.dossier.status is Status.RESOLVED
    assert progress.begun
    assert progress.begun.task_id == "delivery-2"
    assert progress.dossier.steps_done == 1


def test_a_result_that_went_out_electronically_is_handed_over_by_an_officer_the_next_time() -> None:
    returned = cheerful_walk(Start(FREE, DeliveryMethod.ELECTRONIC, 1))[-1].progress.dossier
    progress = reopened(returned)
    assert progress.begun
    assert progress.begun.task_id == "delivery-1"
    step = follow(Step(progress, progress.change, None), _O.DELIVERED)
    assert step.progress.dossier.status is Status.RETURNED


@pytest.mark.parametrize(
    "progress",
    [
        recalled(a_walk(*STOPPED)),
        recalled(a_walk(*RESOLVED)),
        reopened(a_walk(*RETURNED)[-1].progress.dossier),
    ],
    ids=["a stop", "a result", "a hand-over"],
)
def test_the_words_stay_with_the_task_that_is_opened_and_reach_no_event(
    progress: Progress,
) -> None:
    assert progress.begun
    assert progress.begun.reason == WORDS
    assert WORDS not in repr(progress.events)
    [event] = progress.events
    assert event.data["x"] == 1
    assert event.data["task_id"] in (progress.begun.task_id, "delivery-1")


def test_the_event_names_the_task_that_keeps_the_words() -> None:
    closed = recalled(a_walk(*STOPPED))
    assert closed.events[0].data["task_id"] == "processing-2"
    ended = recalled(a_walk(*RESOLVED))
    assert ended.events[0].data["task_id"] == "delivery-1"
    assert ended.ended
    assert ended.ended.note == WORDS


def test_the_timeline_goes_on_unbroken() -> None:
    walk = a_walk(*RETURNED)
    events = [event for step in walk for event in step.progress.events]
    assert intact([*events, *reopened(walk[-1].progress.dossier).events])


@pytest.mark.parametrize(
    "outcomes",
    [(), (_O.ACCEPTED,), (_O.REJECTED,), (_O.WITHDRAWN,), RETURNED],
    ids=["filed", "processing", "not received", "withdrawn", "returned"],
)
def test_nothing_else_is_recalled(outcomes: tuple[TaskOutcome, ...]) -> None:
    with pytest.raises(IllegalMove):
        recalled(a_walk(*outcomes))


@pytest.mark.parametrize("outcomes", [(), STOPPED, RESOLVED], ids=["filed", "stopped", "resolved"])
def test_only_what_was_handed_over_is_reopened(outcomes: tuple[TaskOutcome, ...]) -> None:
    with pytest.raises(IllegalMove):
        reopened(a_walk(*outcomes)[-1].progress.dossier)
