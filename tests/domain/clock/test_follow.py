"""The legal clock follows the dossier: what it shows is what the status says."""

from itertools import pairwise

import pytest
from hypothesis import given

from chalicelib.domain.clock.append import append
from chalicelib.domain.clock.entry import ClockEntries, Ground, Pause
from chalicelib.domain.clock.follow import follow as followed
from chalicelib.domain.clock.follow import not_started, open_grounds
from chalicelib.domain.clock.reading import ClockState, Verdict
from chalicelib.domain.dossier import DeliveryMethod, Dossier, Status
from chalicelib.domain.procedure import ClockStart, CollectionTiming, SupplementRule
from chalicelib.domain.task import TaskKind, TaskOutcome
from tests.builders import MONDAY
from tests.domain.walks import LATER, Start, Step, follow, walks

T, _O = CollectionTiming, TaskOutcome
COUNTER = DeliveryMethod.COUNTER
SHOWS = {
    Status.RECEIVED: ClockState.RUNNING,
    Status.PROCESSING: ClockState.RUNNING,
    Status.AWAITING_SUPPLEMENT: ClockState.PAUSED,
    Status.AWAITING_PAYMENT: ClockState.PAUSED,
    Status.NOT_RECEIVED: ClockState.ENDED,
    Status.WITHDRAWN: ClockState.ENDED,
    Status.STOPPED: ClockState.ENDED,
    Status.RESOLVED: ClockState.ENDED,
    Status.RETURNED: ClockState.ENDED,
}


def walked(start: Start, *outcomes: TaskOutcome) -> list[Step]:
    steps = [start.file()]
    for outcome in outcomes:
        steps.append(follow(steps[-1], outcome))
    return steps


def kinds(steps: list[Step]) -> list[str]:
    return [entry.kind for entry in steps[-1].progress.dossier.clock]


def state(step: Step) -> ClockState:
    return step.terms.reading(step.progress.dossier).state


@given(walks())
def test_a_clock_that_has_started_shows_what_the_status_says(steps: list[Step]) -> None:
    for step in steps:
        dossier, shown = step.progress.dossier, state(step)
        if shown is ClockState.NOT_STARTED:
            assert not_started(dossier, step.terms, MONDAY) or dossier.closed
        elif dossier.status is not Status.SUBMITTED:
            assert shown is SHOWS[dossier.status]


@given(walks())
def test_every_entry_is_one_that_the_clock_takes(steps: list[Step]) -> None:
    last = steps[-1]
    limit = last.terms.limit(last.progress.dossier)
    entries: ClockEntries = ()
    for entry in last.progress.dossier.clock:
        entries = append(entries, entry, last.terms.times.calendar, limit)
    assert entries == last.progress.dossier.clock


@given(walks())
def test_nothing_that_was_written_of_a_clock_is_ever_changed(steps: list[Step]) -> None:
    for before, after in pairwise(step.progress.dossier.clock for step in steps):
        assert after[: len(before)] == before


@given(walks())
def test_a_step_of_the_processing_shows_when_the_result_is_due(steps: list[Step]) -> None:
    for step in steps:
        begun = step.progress.begun
        if begun and begun.kind is TaskKind.PROCESSING:
            assert begun.deadline == step.terms.reading(step.progress.dossier).due_at
            assert begun.due_at is None


FILING, VALID = ClockStart.FILING, ClockStart.VALID_DOSSIER
PAID, ARRIVED = ClockStart.VALID_DOSSIER_AND_FEE_PAID, ClockStart.RECEIVED_BY_SPECIALIST_OFFICE


@pytest.mark.parametrize(
    ("rule", "timing", "outcomes", "started_after"),
    [
        (FILING, T.NONE, (), 0),
        (FILING, T.AFTER_VALIDITY_CHECK, (), 0),
        (FILING, T.WITH_FILING, (_O.PAID,), 1),
        (VALID, T.WITH_FILING, (_O.PAID, _O.ACCEPTED), 2),
        (VALID, T.AFTER_VALIDITY_CHECK, (_O.VALID_AWAITING_FEE, _O.PAID), 2),
        (VALID, T.AT_INTAKE, (_O.ACCEPTED,), 1),
        (PAID, T.WITH_FILING, (_O.PAID, _O.ACCEPTED), 2),
        (PAID, T.AT_INTAKE, (_O.ACCEPTED, _O.PAID), 2),
        (PAID, T.NONE, (_O.ACCEPTED,), 1),
        (PAID, T.BEFORE_RESULT, (_O.ACCEPTED,), 1),
        (ARRIVED, T.NONE, (_O.ACCEPTED,), 1),
        (ARRIVED, T.AT_INTAKE, (_O.ACCEPTED, _O.PAID), 2),
        (PAID, T.NONE, (_O.SUPPLEMENT_REQUESTED, _O.SUPPLIED, _O.ACCEPTED), 3),
    ],
)
def test_the_clock_starts_by_the_procedure_s_rule_and_not_before(
    rule: ClockStart,
    timing: CollectionTiming,
    outcomes: tuple[TaskOutcome, ...],
    started_after: int,
) -> None:
    steps = walked(Start(timing, COUNTER, 1, clock=rule), *outcomes)
    states = [state(step) for step in steps]
    assert ClockState.NOT_STARTED not in states[started_after:]
    assert set(states[:started_after]) <= {ClockState.NOT_STARTED}
    assert steps[-1].progress.dossier.clock[0].at == MONDAY + started_after * LATER


def test_who_is_never_received_has_no_clock() -> None:
    steps = walked(Start(T.NONE, COUNTER, 1), _O.REJECTED)
    assert kinds(steps) == []


@pytest.mark.parametrize(
    ("rule", "way_on", "steps_done"),
    [
        (SupplementRule.PAUSE, "resume", 1),
        (SupplementRule.RESTART, "restart", 0),
        (SupplementRule.FIXED_REMAINDER, "remainder", 1),
    ],
)
def test_missing_papers_hold_the_clock_and_it_goes_on_as_the_procedure_says(
    rule: SupplementRule, way_on: str, steps_done: int
) -> None:
    start = Start(T.NONE, COUNTER, 2, rule=rule)
    steps = walked(start, _O.ACCEPTED, _O.COMPLETED, _O.SUPPLEMENT_REQUESTED, _O.SUPPLIED)
    assert kinds(steps) == ["start", "pause", way_on]
    assert steps[-1].progress.dossier.steps_done == steps_done


def test_a_fee_at_intake_holds_the_clock_from_its_start_on() -> None:
    steps = walked(Start(T.AT_INTAKE, COUNTER, 1), _O.ACCEPTED, _O.PAID, _O.COMPLETED)
    assert kinds(steps) == ["start", "pause", "resume", "end"]


def test_a_fee_before_the_result_is_not_counted_and_the_result_has_a_verdict() -> None:
    steps = walked(Start(T.BEFORE_RESULT, COUNTER, 1), _O.ACCEPTED, _O.COMPLETED, _O.PAID)
    assert kinds(steps) == ["start", "pause", "resume", "end"]
    reading = steps[-1].terms.reading(steps[-1].progress.dossier)
    assert (reading.state, reading.verdict) == (ClockState.ENDED, Verdict.EARLY)


def test_one_bill_after_the_other_is_one_pause() -> None:
    steps = walked(Start(T.AT_INTAKE, COUNTER, 1, bills=2), _O.ACCEPTED, _O.PAID, _O.PAID)
    assert kinds(steps) == ["start", "pause", "resume"]


def test_a_result_that_is_to_be_paid_on_delivery_has_ended_the_clock() -> None:
    steps = walked(Start(T.ON_RESULT, COUNTER, 1), _O.ACCEPTED, _O.COMPLETED, _O.PAID)
    assert kinds(steps) == ["start", "end"]


def test_an_end_that_is_taken_back_never_counted() -> None:
    steps = walked(Start(T.NONE, COUNTER, 1), _O.ACCEPTED, _O.COMPLETED, _O.RECALLED)
    assert kinds(steps) == ["start", "end", "reopen"]
    assert state(steps[-1]) is ClockState.RUNNING


def test_who_had_not_answered_before_a_stop_is_waited_for_after_its_recall() -> None:
    """Only the officer knows who has answered; papers and money are asked for anew."""
    step = walked(Start(T.NONE, COUNTER, 1), _O.ACCEPTED)[-1]
    at = step.progress.dossier.clock[-1].at
    held = [
        Pause(at=at, by="officer-1", ground=ground)
        for ground in (Ground.SUPPLEMENT, Ground.THIRD_PARTY)
    ]
    entries = (*step.progress.dossier.clock, *held)
    dossier = step.progress.dossier.model_copy(update={"clock": entries})
    stopped = dossier.model_copy(update={"status": Status.STOPPED})
    end = followed(stopped, step.terms, at=at + LATER, by="officer-1")
    again = dossier.model_copy(update={"clock": (*entries, *end)})
    recalled = followed(again, step.terms, at=at + 2 * LATER, by="officer-1")
    assert [entry.kind for entry in (*end, *recalled)] == ["end", "reopen", "pause"]
    assert open_grounds((*again.clock, *recalled)) == (Ground.THIRD_PARTY,)
    waiting = again.model_copy(update={"clock": (*again.clock, *recalled)})
    assert followed(waiting, step.terms, at=at + 3 * LATER, by="officer-1") == ()


def test_papers_that_never_came_leave_the_pause_as_it_is() -> None:
    steps = walked(Start(T.NONE, COUNTER, 1), _O.ACCEPTED, _O.SUPPLEMENT_REQUESTED, _O.EXPIRED)
    assert kinds(steps) == ["start", "pause", "end"]
    assert open_grounds(steps[-1].progress.dossier.clock) == (Ground.SUPPLEMENT,)


@pytest.mark.parametrize("rule", [VALID, PAID])
def test_once_the_dossier_was_found_valid_only_its_fee_is_waited_for(rule: ClockStart) -> None:
    filed = Start(T.AFTER_VALIDITY_CHECK, COUNTER, 1, bills=2, clock=rule).file()
    checked = follow(filed, _O.VALID_AWAITING_FEE)
    half_paid = follow(checked, _O.PAID)
    unpaid = "the payment of the fee is not confirmed"
    expected = [f"the dossier has not been accepted as valid; {unpaid}", unpaid, unpaid]
    for step, missing in zip((filed, checked, half_paid), expected, strict=True):
        because = not_started(step.progress.dossier, step.terms, MONDAY)
        assert because
        assert because.en == missing


def test_what_is_waited_for_is_said_until_the_clock_starts() -> None:
    first = Start(T.WITH_FILING, COUNTER, 1, clock=PAID).file()

    def waits(dossier: Dossier) -> str:
        because = not_started(dossier, first.terms, MONDAY)
        return because.en if because else ""

    assert waits(first.progress.dossier) == (
        "the dossier has not been accepted as valid; the payment of the fee is not confirmed"
    )
    paid = follow(first, _O.PAID)
    assert waits(paid.progress.dossier) == "the dossier has not been accepted as valid"
    assert waits(follow(paid, _O.ACCEPTED).progress.dossier) == ""
