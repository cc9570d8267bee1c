"""A dossier on its way: one open task, one unbroken timeline, an end that is an end."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given

from chalicelib.domain.dossier import (
    DeliveryMethod,
    Dossier,
    Execution,
    ExecutionState,
    Status,
)
from chalicelib.domain.errors import IllegalMove
from chalicelib.domain.event import Event, intact
from chalicelib.domain.instant import end_of_vietnam_day, vietnam_day
from chalicelib.domain.procedure import CollectionTiming, SupplementRule
from chalicelib.domain.progress import Progress, conclude
from chalicelib.domain.routing import next_task, next_word, offers
from chalicelib.domain.task import BY_OFFICER, CLOSE, Task, TaskKind, TaskOutcome
from tests.builders import MONDAY, a_bill, a_task, filed, some_terms
from tests.domain.walks import Start, Step, cheerful_walk, follow, walks
from tests.fakes import FakeCommits, FakeStore

PAID_FIRST = CollectionTiming.WITH_FILING
COUNTER, ELECTRONIC = DeliveryMethod.COUNTER, DeliveryMethod.ELECTRONIC


def ended(dossier: Dossier, task: Task, **more: Any) -> Progress:
    """A payment that came."""
    return conclude(
        dossier, task, TaskOutcome.PAID, terms=some_terms(), actor="x", at=MONDAY, **more
    )


def written(steps: list[Step]) -> FakeStore:
    """What is stored after the walk; a change that does not fit the one before it raises."""
    store = FakeStore()
    commits = FakeCommits(store)
    for step in steps:
        commits.commit(step.writes)
    return store


@given(walks())
def test_an_open_dossier_has_one_open_task_and_a_closed_one_none(steps: list[Step]) -> None:
    store = written(steps)
    (dossier,) = store.all(Dossier)
    open_tasks = [task for task in store.all(Task) if task.open]
    if dossier.closed:
        assert (dossier.waiting_for, open_tasks, next_task(dossier)) == (None, [], None)
    else:
        (task,) = open_tasks
        assert dossier.waiting_for is not None
        assert (dossier.waiting_for.task_id, dossier.waiting_for.kind) == (task.task_id, task.kind)
        assert task.kind is next_task(dossier)
        assert (dossier.waiting_for.deadline, dossier.waiting_for.opened_at) == (
            task.deadline,
            task.opened_at,
        )


@given(walks())
def test_the_timeline_is_intact_and_the_dossier_seals_it(steps: list[Step]) -> None:
    store = written(steps)
    (dossier,), events = store.all(Dossier), store.all(Event)
    assert intact(events)
    assert (dossier.seq, dossier.head) == (len(events), events[-1].hash)
    assert events[-1].data["status"]["name"] == dossier.status


@given(walks())
def test_the_workflow_is_told_what_the_dossier_waits_for_next(steps: list[Step]) -> None:
    for step in steps[1:]:
        ended, dossier = step.progress.ended, step.progress.dossier
        assert ended is not None
        assert ended.outcome is step.outcome
        assert ended.answer == next_word(dossier)
        assert (ended.answer == CLOSE) == dossier.closed


@given(walks())
def test_a_result_comes_after_every_step_and_only_after_admission(steps: list[Step]) -> None:
    dossier = steps[-1].progress.dossier
    if dossier.status in (Status.RESOLVED, Status.RETURNED):
        assert (dossier.steps_done, dossier.admitted) == (dossier.steps, True)
    elif dossier.status in (Status.SUBMITTED, Status.PROCESSING):
        assert dossier.steps_done < dossier.steps


@given(walks())
def test_only_the_first_of_a_step_s_events_says_what_led_to_it(steps: list[Step]) -> None:
    for step in steps[1:]:
        first, *others = step.progress.events
        assert first.data["outcome"] == step.outcome
        assert all(set(event.data) == {"status"} for event in others)


@pytest.mark.parametrize(
    ("start", "kinds", "events"),
    [
        (
            Start(PAID_FIRST, COUNTER, 1),
            "payment intake processing delivery",
            "filed paid received step_started resolved delivered",
        ),
        (
            Start(PAID_FIRST, ELECTRONIC, 1),
            "payment intake processing",
            "filed paid received step_started resolved delivered",
        ),
        (
            Start(CollectionTiming.NONE, COUNTER, 2),
            "intake processing processing delivery",
            "filed received step_started step_started resolved delivered",
        ),
        (
            Start(CollectionTiming.AFTER_VALIDITY_CHECK, COUNTER, 1, bills=2),
            "intake payment payment processing delivery",
            "filed fee_requested paid paid received step_started resolved delivered",
        ),
        (
            Start(CollectionTiming.AT_INTAKE, COUNTER, 1),
            "intake payment processing delivery",
            "filed received obligation_opened paid resumed resolved delivered",
        ),
        (
            Start(CollectionTiming.BEFORE_RESULT, COUNTER, 2),
            "intake processing processing payment delivery",
            "filed received step_started step_started obligation_opened paid resolved delivered",
        ),
        (
            Start(CollectionTiming.BEFORE_RESULT, ELECTRONIC, 1),
            "intake processing payment",
            "filed received step_started obligation_opened paid resolved delivered",
        ),
        (
            Start(CollectionTiming.ON_RESULT, COUNTER, 1, bills=2),
            "intake processing payment payment",
            "filed received step_started resolved paid paid delivered",
        ),
        (
            Start(CollectionTiming.ON_RESULT, ELECTRONIC, 1, bills=0),
            "intake processing",
            "filed received step_started resolved delivered",
        ),
        (
            Start(CollectionTiming.ASSESSED, COUNTER, 1, bills=0),
            "intake processing delivery",
            "filed received step_started resolved delivered",
        ),
    ],
    ids=[
        *("paid, at the counter", "paid, electronic", "free, two steps"),
        *("after the check, to two", "at intake", "before the result, two steps"),
        *("before an electronic result", "on the result, to two", "nothing to pay on the result"),
        "nothing was assessed",
    ],
)
def test_the_road_when_all_goes_well(start: Start, kinds: str, events: str) -> None:
    steps = cheerful_walk(start)
    assert [step.progress.begun.kind for step in steps if step.progress.begun] == kinds.split()
    told = [event.type for step in steps for event in step.progress.events]
    assert told == events.split()
    assert steps[-1].progress.dossier.status is Status.RETURNED


def test_a_supplement_before_admission_leads_back_to_intake_and_after_it_to_the_same_step() -> None:
    asked = follow(
        Start(CollectionTiming.NONE, COUNTER, 2).file(), TaskOutcome.SUPPLEMENT_REQUESTED
    )
    back = follow(asked, TaskOutcome.SUPPLIED)
    assert back.progress.begun
    assert back.progress.begun.task_id == "intake-2"
    second = follow(follow(back, TaskOutcome.ACCEPTED), TaskOutcome.COMPLETED)
    again = follow(follow(second, TaskOutcome.SUPPLEMENT_REQUESTED), TaskOutcome.SUPPLIED)
    dossier, begun = again.progress.dossier, again.progress.begun
    assert (dossier.status, dossier.steps_done) == (Status.PROCESSING, 1)
    assert begun
    assert begun.task_id == "processing-3"


@pytest.mark.parametrize(
    ("before", "status"),
    [((), Status.NOT_RECEIVED), ((TaskOutcome.ACCEPTED,), Status.STOPPED)],
    ids=["before admission", "after admission"],
)
def test_papers_that_never_came_end_the_dossier(
    before: tuple[TaskOutcome, ...], status: Status
) -> None:
    step = Start(CollectionTiming.NONE, COUNTER, 1).file()
    for outcome in (*before, TaskOutcome.SUPPLEMENT_REQUESTED, TaskOutcome.EXPIRED):
        step = follow(step, outcome)
    assert step.progress.dossier.status is status


def test_a_payment_is_awaited_until_its_bill_s_last_instant_and_closed_with_the_bill() -> None:
    task = filed().task
    assert (task.kind, task.task_id) == (TaskKind.PAYMENT, "payment-1")
    assert (task.deadline, task.due_at) == (a_bill().pay_by, None)


@given(walks())
def test_a_dossier_waits_for_a_payment_exactly_while_it_has_an_open_bill(
    steps: list[Step],
) -> None:
    for step in steps:
        dossier, begun = step.progress.dossier, step.progress.begun
        pays = begun is not None and begun.kind is TaskKind.PAYMENT
        assert pays == (dossier.open_bill is not None)


@given(walks())
def test_no_bill_that_was_planned_is_skipped_and_none_outlives_the_dossier(
    steps: list[Step],
) -> None:
    for step in steps:
        dossier = step.progress.dossier
        if dossier.status in (Status.RESOLVED, Status.RETURNED) and dossier.open_bill is None:
            assert dossier.bills_to_come == ()
        if dossier.closed:
            assert (dossier.open_bill, dossier.bills_to_come) == (None, ())


@given(walks())
def test_an_officer_is_offered_exactly_what_may_be_decided(steps: list[Step]) -> None:
    for step in steps:
        dossier, begun = step.progress.dossier, step.progress.begun
        if begun:
            assert begun.outcomes == offers(dossier, begun.kind, step.terms.supplements)
            assert set(begun.outcomes) <= set(BY_OFFICER[begun.kind])


def test_each_bill_has_a_payment_task_of_its_own_and_intake_comes_after_the_last() -> None:
    walk = cheerful_walk(Start(PAID_FIRST, COUNTER, 1, bills=3))
    tasks = [step.progress.begun for step in walk[:4]]
    assert [task.task_id for task in tasks if task] == [
        *("payment-1", "payment-2", "payment-3", "intake-1")
    ]
    assert [task.deadline for task in tasks if task] == [*([a_bill().pay_by] * 3), None]
    assert [step.progress.dossier.open_bill for step in walk[:4]] == ["1", "2", "3", None]
    assert [event.type for step in walk[:4] for event in step.progress.events] == [
        *("filed", "paid", "paid", "paid")
    ]


def test_what_follows_a_payment_follows_the_last_one() -> None:
    """Where a payment means more than going on: it does so once, when all is paid."""
    dossier = filed(timing=CollectionTiming.AFTER_VALIDITY_CHECK, bills_to_come=("2",)).dossier
    first = ended(dossier, a_task(), opens=a_bill(bill_id="2"))
    assert [event.type for event in first.events] == ["paid"]
    assert first.begun
    last = ended(first.dossier, first.begun)
    assert [event.type for event in last.events] == ["paid", "received", "step_started"]


@pytest.mark.parametrize("outcome", [TaskOutcome.EXPIRED, TaskOutcome.WITHDRAWN])
def test_who_does_not_pay_or_leaves_owes_no_further_bill(outcome: TaskOutcome) -> None:
    dossier = follow(Start(PAID_FIRST, COUNTER, 1, bills=3).file(), outcome).progress.dossier
    assert (dossier.open_bill, dossier.bills_to_come) == (None, ())


@pytest.mark.parametrize("bills", [1, 2])
def test_a_next_bill_opens_with_its_payment_and_nothing_else_does(bills: int) -> None:
    """Whoever ends a payment and forgets the next bill would leave it closed for ever."""
    step = Start(PAID_FIRST, COUNTER, 1, bills=bills).file()
    dossier, task = step.progress.dossier, step.progress.begun
    assert task
    opens = None if bills == 2 else a_bill()
    with pytest.raises(AssertionError, match="in its turn"):
        ended(dossier, task, opens=opens)


def test_a_supplement_owes_a_reminder_before_its_deadline() -> None:
    step = follow(Start(CollectionTiming.NONE, COUNTER, 1).file(), TaskOutcome.SUPPLEMENT_REQUESTED)
    assert step.progress.begun
    task = step.progress.begun
    asked_on = vietnam_day(task.opened_at)
    assert task.deadline == end_of_vietnam_day(asked_on + timedelta(days=15))
    assert task.due_at == task.remind_at == task.deadline - timedelta(days=3)


def test_an_ended_task_owes_its_answer_only_if_an_execution_waits_on_it() -> None:
    dossier = filed().dossier
    unheard = ended(dossier, a_task()).ended
    heard = ended(dossier, a_task(token="t", run=1)).ended
    assert unheard
    assert heard
    assert (unheard.due_at, heard.due_at) == (None, MONDAY)
    assert (heard.attempts, heard.last_error, heard.answer) == (0, None, "intake")


def test_a_note_stays_with_the_task_and_reaches_no_event() -> None:
    progress = ended(filed().dossier, a_task(), note="secret")
    assert progress.ended
    assert progress.ended.note == "secret"
    assert "secret" not in repr(progress.events)


def test_a_result_cannot_be_withdrawn_any_more() -> None:
    step = Start(CollectionTiming.NONE, COUNTER, 1).file()
    for outcome in (TaskOutcome.ACCEPTED, TaskOutcome.COMPLETED):
        step = follow(step, outcome)
    with pytest.raises(IllegalMove):
        follow(step, TaskOutcome.WITHDRAWN)


@pytest.mark.parametrize(
    "outcome",
    [
        TaskOutcome.COMPLETED,
        TaskOutcome.EXPIRED,
        TaskOutcome.FEE_ASSESSED,
        TaskOutcome.DELIVERED,
    ],
)
def test_an_intake_cannot_end_with_another_kind_s_outcome(outcome: TaskOutcome) -> None:
    step = Start(CollectionTiming.NONE, COUNTER, 1).file()
    with pytest.raises(IllegalMove):
        follow(step, outcome)


def test_an_obligation_is_assessed_any_number_of_times_and_leads_back_to_the_same_step() -> None:
    step = follow(
        Start(CollectionTiming.ASSESSED, COUNTER, 2, bills=0).file(), TaskOutcome.ACCEPTED
    )
    step = follow(step, TaskOutcome.COMPLETED)
    for _ in range(2):
        step = follow(step, TaskOutcome.FEE_ASSESSED)
        assert step.progress.dossier.status is Status.AWAITING_PAYMENT
        step = follow(step, TaskOutcome.PAID)
        dossier = step.progress.dossier
        assert (dossier.status, dossier.steps_done) == (Status.PROCESSING, 1)


def test_what_is_assessed_at_nothing_leaves_the_dossier_in_its_step() -> None:
    step = follow(
        Start(CollectionTiming.ASSESSED, COUNTER, 1, bills=0).file(), TaskOutcome.ACCEPTED
    )
    step = follow(step, TaskOutcome.FEE_ASSESSED, payable=False)
    assert [event.type for event in step.progress.events] == ["step_started"]
    assert step.progress.events[0].data["outcome"] == "fee_assessed"
    assert step.progress.dossier.status is Status.PROCESSING


@pytest.mark.parametrize(
    ("timing", "outcomes", "status"),
    [
        (CollectionTiming.WITH_FILING, (), Status.NOT_RECEIVED),
        (
            CollectionTiming.AFTER_VALIDITY_CHECK,
            (TaskOutcome.VALID_AWAITING_FEE,),
            Status.NOT_RECEIVED,
        ),
        (CollectionTiming.AT_INTAKE, (TaskOutcome.ACCEPTED,), Status.STOPPED),
        (
            CollectionTiming.BEFORE_RESULT,
            (TaskOutcome.ACCEPTED, TaskOutcome.COMPLETED),
            Status.STOPPED,
        ),
        (
            CollectionTiming.ASSESSED,
            (TaskOutcome.ACCEPTED, TaskOutcome.FEE_ASSESSED),
            Status.STOPPED,
        ),
    ],
)
def test_what_is_not_paid_in_time_ends_the_dossier(
    timing: CollectionTiming, outcomes: tuple[TaskOutcome, ...], status: Status
) -> None:
    step = Start(timing, COUNTER, 1).file()
    for outcome in (*outcomes, TaskOutcome.EXPIRED):
        step = follow(step, outcome)
    assert step.progress.dossier.status is status


def test_a_result_that_is_not_paid_waits_and_never_ends() -> None:
    step = Start(CollectionTiming.ON_RESULT, COUNTER, 1).file()
    for outcome in (TaskOutcome.ACCEPTED, TaskOutcome.COMPLETED):
        step = follow(step, outcome)
    assert step.progress.dossier.status is Status.RESOLVED
    for outcome in (TaskOutcome.EXPIRED, TaskOutcome.WITHDRAWN):
        with pytest.raises(IllegalMove):
            follow(step, outcome)


def test_nothing_is_accepted_while_a_fee_is_to_be_asked_for_after_the_check() -> None:
    owing = Start(CollectionTiming.AFTER_VALIDITY_CHECK, COUNTER, 1).file().progress
    assert owing.begun
    assert TaskOutcome.ACCEPTED not in (owing.begun.outcomes or ())
    exempt = Start(CollectionTiming.AFTER_VALIDITY_CHECK, COUNTER, 1, bills=0).file().progress
    assert exempt.begun
    assert TaskOutcome.VALID_AWAITING_FEE not in (exempt.begun.outcomes or ())
    assert TaskOutcome.ACCEPTED in (exempt.begun.outcomes or ())


def test_what_turns_out_to_be_free_after_the_check_is_received_at_once() -> None:
    step = Start(CollectionTiming.AFTER_VALIDITY_CHECK, COUNTER, 1, bills=0).file()
    told = follow(step, TaskOutcome.VALID_AWAITING_FEE).progress
    assert [event.type for event in told.events] == ["fee_requested", "received", "step_started"]


def test_where_papers_restart_the_limit_all_steps_are_taken_again() -> None:
    start = Start(CollectionTiming.NONE, COUNTER, 2, rule=SupplementRule.RESTART)
    step = follow(follow(start.file(), TaskOutcome.ACCEPTED), TaskOutcome.COMPLETED)
    step = follow(follow(step, TaskOutcome.SUPPLEMENT_REQUESTED), TaskOutcome.SUPPLIED)
    assert step.progress.dossier.steps_done == 0


@pytest.mark.parametrize(("run", "looks"), [(1, False), (2, True)])
def test_a_close_that_the_running_execution_does_not_hear_owes_a_look_at_it(
    run: int, looks: bool
) -> None:
    """A token of an earlier run is nobody's who runs now."""
    driven = Execution(run=run, state=ExecutionState.RUNNING)
    daily = MONDAY + timedelta(days=1)
    dossier = filed().dossier.model_copy(update={"execution": driven, "due_at": daily})
    progress = conclude(
        dossier,
        a_task(token="t", run=1),
        TaskOutcome.WITHDRAWN,
        terms=some_terms(),
        actor="an",
        at=MONDAY,
    )
    assert progress.dossier.due_at == (MONDAY if looks else daily)
