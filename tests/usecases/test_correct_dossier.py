"""An officer takes back what was decided too early, or excuses a payment: once, and as one change."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

import pytest

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.dossier import Dossier, Execution, ExecutionState, Status
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.event import Event, intact
from chalicelib.domain.order import OrderState
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.domain.transaction import Flag, Transaction
from chalicelib.usecases.answer_task import answer_task
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.drive_execution import finish_execution
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.once import Once
from chalicelib.usecases.settle_bill import settle_bill
from tests.builders import (
    CODE,
    FEE,
    MONDAY,
    PROVINCE,
    STRANGER,
    a_bill,
    a_caller,
    a_decision,
    a_once,
    a_statement,
    filed_free,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import (
    RUNNING,
    a_pending_order,
    the_bill,
    the_dossier,
    the_order,
    the_task,
    told,
    while_paying,
    with_token,
)

WORDS = "Nguyễn Văn A called: the name is misspelt"
RECALL = Correction(kind=CorrectionKind.RECALL, reason=WORDS)
REOPEN = Correction(kind=CorrectionKind.REOPEN, reason=WORDS)
PAUSE = Correction(kind=CorrectionKind.PAUSE, reason=WORDS, ground="verification")
WAIVER = Correction(
    kind=CorrectionKind.WAIVER, reason=WORDS, ground="poor-household", document="123/QĐ-UBND"
)
_O = TaskOutcome
Given: TypeAlias = Callable[[], FakeWorld]


def after(*outcomes: TaskOutcome) -> FakeWorld:
    """A free dossier, driven, after these decisions."""
    world = a_world(*filed_free(execution=RUNNING, due_at=None).entities)
    for outcome in outcomes:
        waiting = the_dossier(world).waiting_for
        assert waiting
        with_token(world, waiting.task_id)
        decide_task(world, CODE, waiting.task_id, a_decision(outcome), a_caller())
        answer_task(world, the_task(world, waiting.task_id))
        world.workflow.gone.clear()
    world.commits.done.clear()
    return world


def stopped() -> FakeWorld:
    return after(_O.ACCEPTED, _O.STOPPED)


def resolved() -> FakeWorld:
    return after(_O.ACCEPTED, _O.COMPLETED)


def returned() -> FakeWorld:
    return after(_O.ACCEPTED, _O.COMPLETED, _O.DELIVERED)


def corrected(world: FakeWorld, said: Correction, once: Once | None = None) -> Dossier:
    return correct_dossier(world, CODE, said, a_caller(), once)[0]


@pytest.mark.parametrize(
    ("given", "said", "status", "task_id"),
    [
        (stopped, RECALL, Status.PROCESSING, "processing-2"),
        (resolved, RECALL, Status.PROCESSING, "processing-2"),
        (returned, REOPEN, Status.RESOLVED, "delivery-2"),
        (while_paying, WAIVER, Status.SUBMITTED, "intake-1"),
    ],
)
def test_a_correction_is_one_change_with_its_event_and_the_next_task(
    given: Given, said: Correction, status: Status, task_id: str
) -> None:
    world = given()
    before = len(told(world))
    dossier = corrected(world, said)
    assert len(world.commits.done) == 1
    assert dossier == the_dossier(world)
    assert dossier.status is status
    assert dossier.waiting_for
    assert dossier.waiting_for.task_id == task_id
    assert the_task(world, task_id).open
    assert len(told(world)) == before + 1
    assert intact([one for one in world.store.all(Event) if one.dossier_code == CODE])


@pytest.mark.parametrize(("given", "said"), [(stopped, RECALL), (returned, REOPEN)])
def test_what_was_closed_owes_run_two_at_once(given: Given, said: Correction) -> None:
    world = given()
    assert the_dossier(world).execution.state is ExecutionState.FINISHED
    dossier = corrected(world, said)
    assert dossier.execution == Execution(run=2, state=ExecutionState.OWED)
    assert dossier.due_at == world.clock.now()


def test_a_result_that_was_not_handed_over_goes_on_in_the_same_run() -> None:
    world = resolved()
    with_token(world, "delivery-1")
    dossier = corrected(world, RECALL)
    ended = the_task(world, "delivery-1")
    assert (ended.outcome, ended.answer, ended.due_at) == (_O.RECALLED, "processing", MONDAY)
    assert dossier.execution == RUNNING


def test_the_last_word_of_an_earlier_run_that_comes_late_ends_nothing() -> None:
    """The dossier closed, was recalled at once, and only then is its first run told to close."""
    world = after(_O.ACCEPTED)
    with_token(world, "processing-1")
    decide_task(world, CODE, "processing-1", a_decision(_O.STOPPED), a_caller())
    corrected(world, RECALL)
    answer_task(world, the_task(world, "processing-1"))
    finish_execution(world, CODE, 1)
    assert world.workflow.answers[-1][1]["next"] == "close"
    assert the_dossier(world).execution == Execution(run=2)
    assert the_dossier(world).waiting_for


@pytest.mark.parametrize(
    ("given", "said"), [(stopped, RECALL), (resolved, RECALL), (returned, REOPEN)]
)
def test_the_words_are_kept_with_the_task_and_stand_in_no_event(
    given: Given, said: Correction
) -> None:
    world = given()
    dossier = corrected(world, said)
    assert dossier.waiting_for
    assert the_task(world, dossier.waiting_for.task_id).reason == WORDS
    assert WORDS not in repr(world.store.all(Event))
    assert WORDS not in repr(dossier)


def last_event(world: FakeWorld) -> Event:
    return max(world.store.all(Event), key=lambda event: event.seq)


def test_the_event_says_who_corrected_what_and_by_which_paper() -> None:
    world = stopped()
    corrected(world, RECALL.model_copy(update={"document": "7/TB-UBND"}))
    event = last_event(world)
    assert (event.type, event.actor) == ("recalled", "an")
    assert event.data == {
        "status": {"code": 4, "name": "processing"},
        "task_id": "processing-2",
        "run": 2,
        "correction": "recall",
        "document": "7/TB-UBND",
    }


def test_a_waiver_ends_the_payment_closes_the_bill_and_supersedes_its_orders() -> None:
    world = while_paying()
    with_token(world, "payment-1")
    corrected(world, WAIVER)
    task = the_task(world, "payment-1")
    assert (task.outcome, task.answer, task.note) == (_O.WAIVED, "intake", WORDS)
    assert task.due_at == world.clock.now()
    assert (the_bill(world).state, the_bill(world).due_at) == (BillState.WAIVED, None)
    assert the_order(world).state is OrderState.SUPERSEDED
    assert the_order(world).due_at, "its provider is still watched"
    assert the_dossier(world).open_bill is None
    data = last_event(world).data
    assert (data["ground"], data["document"]) == ("poor-household", "123/QĐ-UBND")
    assert (data["amount"], data["outcome"]) == (FEE, "waived")
    assert WORDS not in repr(world.store.all(Event))


def test_of_a_bill_that_is_paid_in_part_the_rest_is_waived() -> None:
    world = while_paying(bill=a_bill(paid=50_000, settled=50_000))
    corrected(world, WAIVER)
    assert last_event(world).data["amount"] == FEE - 50_000


@pytest.mark.parametrize("lacking", ["ground", "document"])
def test_a_waiver_is_a_decision_with_ground_and_document(lacking: str) -> None:
    world = while_paying()
    with pytest.raises(Invalid, match="waiver_incomplete") as caught:
        corrected(world, WAIVER.model_copy(update={lacking: None}))
    assert caught.value.errors == [(f"/{lacking}", "waiver_incomplete")]
    assert world.commits.done == []


def test_a_waiver_beside_a_withdrawal_is_decided_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The dossier was read before it was withdrawn, its bill after that."""
    world = while_paying()
    read = world.dossiers.bill

    def read_late(code: str, bill_id: str) -> Bill | None:
        monkeypatch.setattr(world.dossiers, "bill", read)
        withdraw_dossier(world, CODE, a_caller())
        return read(code, bill_id)

    monkeypatch.setattr(world.dossiers, "bill", read_late)
    with pytest.raises(Conflict, match="correction_not_possible"):
        corrected(world, WAIVER)
    assert the_dossier(world).status is Status.WITHDRAWN


def test_money_that_came_in_before_is_told_first_and_nothing_is_waived() -> None:
    world = while_paying()
    book_statement(world, a_statement(the_order(world)))
    with pytest.raises(Conflict, match="correction_not_possible"):
        corrected(world, WAIVER)
    assert told(world) == ["filed", "paid"]
    assert the_bill(world).state is BillState.COVERED


def test_money_that_comes_in_that_very_moment_is_told_first() -> None:
    world = while_paying()
    world.commits.meanwhile(lambda: book_statement(world, a_statement(the_order(world))))
    with pytest.raises(Conflict, match="correction_not_possible"):
        corrected(world, WAIVER)
    assert the_bill(world).state is BillState.COVERED


def test_money_for_a_waived_bill_is_flagged_and_told_as_not_owed() -> None:
    world = while_paying()
    corrected(world, WAIVER)
    world.clock.forward(timedelta(hours=1))
    book_statement(world, a_statement(the_order(world)))
    [money] = world.store.all(Transaction)
    assert money.flags == (Flag.LATE,)
    settle_bill(world, CODE, "1")
    assert told(world) == ["filed", "waived", "money_not_owed"]
    assert (the_bill(world).state, the_bill(world).paid) == (BillState.WAIVED, FEE)
    assert the_dossier(world).waiting_for


@pytest.mark.parametrize(
    ("given", "said", "facts"),
    [
        (stopped, REOPEN, ("reopen", "stopped", "recall")),
        (stopped, WAIVER, ("waiver", "stopped", "recall")),
        (returned, RECALL, ("recall", "returned", "reopen")),
        (while_paying, RECALL, ("recall", "submitted", "waiver")),
        (lambda: after(_O.REJECTED), RECALL, ("recall", "not_received", "-")),
        (lambda: after(_O.ACCEPTED), RECALL, ("recall", "processing", "extension, pause")),
        (stopped, PAUSE, ("pause", "stopped", "recall")),
    ],
)
def test_what_is_not_possible_says_what_is(
    given: Given, said: Correction, facts: tuple[str, str, str]
) -> None:
    world = given()
    with pytest.raises(Conflict, match="correction_not_possible") as caught:
        corrected(world, said)
    assert tuple(caught.value.facts.values()) == facts
    assert world.commits.done == []


@pytest.mark.parametrize(
    ("given", "said"),
    [(stopped, RECALL), (resolved, RECALL), (returned, REOPEN), (while_paying, WAIVER)],
)
def test_of_two_at_once_one_wins_and_the_other_is_told(given: Given, said: Correction) -> None:
    world = given()
    world.commits.meanwhile(lambda: corrected(world, said))
    with pytest.raises(Conflict, match="correction_not_possible"):
        corrected(world, said)
    assert len(world.commits.done) == 1


def test_a_hand_over_in_that_very_moment_is_told() -> None:
    world = resolved()
    hand_over = Decision(outcome=_O.DELIVERED)
    world.commits.meanwhile(lambda: decide_task(world, CODE, "delivery-1", hand_over, a_caller()))
    with pytest.raises(Conflict, match="correction_not_possible") as caught:
        corrected(world, RECALL)
    assert caught.value.facts["possible"] == "reopen"


def test_the_same_request_twice_is_one_correction() -> None:
    world = stopped()
    first, before = correct_dossier(world, CODE, RECALL, a_caller(), a_once())
    again, replayed = correct_dossier(world, CODE, RECALL, a_caller(), a_once())
    assert (before, replayed, again) == (False, True, first)


def test_a_replay_shows_the_dossier_as_it_is_now_and_corrects_nothing_again() -> None:
    """Recalled, resolved again: the same request must not recall it a second time."""
    world = stopped()
    corrected(world, RECALL, a_once())
    decide_task(world, CODE, "processing-2", Decision(outcome=_O.COMPLETED), a_caller())
    again, replayed = correct_dossier(world, CODE, RECALL, a_caller(), a_once())
    assert (again.status, replayed) == (Status.RESOLVED, True)


def test_the_same_request_at_once_is_one_correction_and_both_see_it() -> None:
    world = stopped()
    world.commits.meanwhile(lambda: corrected(world, RECALL, a_once()))
    again, replayed = correct_dossier(world, CODE, RECALL, a_caller(), a_once())
    assert (again, replayed) == (the_dossier(world), True)
    assert len([task for task in world.store.all(Task) if task.open]) == 1


def test_another_request_under_the_same_key_is_refused() -> None:
    world = stopped()
    corrected(world, RECALL, a_once())
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        corrected(world, REOPEN, a_once(body="another"))


@pytest.mark.parametrize(("agency", "reached"), [(STRANGER, False), (PROVINCE, True)])
def test_another_agency_s_dossier_does_not_exist_and_a_child_s_does(
    agency: str, reached: bool
) -> None:
    world = stopped()
    if reached:
        assert correct_dossier(world, CODE, RECALL, a_caller(agency))
    else:
        with pytest.raises(NotFound, match="dossier_not_found"):
            correct_dossier(world, CODE, RECALL, a_caller(agency))


@pytest.mark.parametrize(
    "words",
    [
        {"ground": "nghèo"},
        {"ground": "Nguyễn Văn A"},
        {"document": "ông A gọi"},
        {"document": ""},
        {"reason": ""},
        {"reason": "x" * 2001},
    ],
)
def test_what_stands_on_the_timeline_has_no_room_for_words(words: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Correction.model_validate({**WAIVER.model_dump(), **words})


def test_a_pending_order_of_a_waived_bill_is_not_payable_any_more() -> None:
    world = while_paying(a_pending_order())
    corrected(world, WAIVER)
    assert not the_order(world).payable


def test_what_is_paid_while_it_is_waived_is_paid() -> None:
    world = while_paying()
    world.commits.meanwhile(lambda: book_statement(world, a_statement()))
    with pytest.raises(Conflict, match="correction_not_possible"):
        corrected(world, WAIVER)
    assert (the_bill(world).state, the_bill(world).settled) == (BillState.COVERED, FEE)


def test_only_an_extension_names_a_day() -> None:
    said = PAUSE.model_copy(update={"due_on": date(2026, 12, 4)})
    with pytest.raises(Invalid, match="not_for_this_kind") as refused:
        corrected(after(_O.ACCEPTED), said)
    assert refused.value.errors == [("/due_on", "not_for_this_kind")]


def test_the_words_of_a_clock_leave_room_for_the_dossier() -> None:
    world = after(_O.ACCEPTED)
    long = PAUSE.model_copy(update={"reason": "ệ" * 2000})
    resume = long.model_copy(update={"kind": CorrectionKind.RESUME})

    def press_on() -> None:
        for number in range(300):
            world.clock.forward(timedelta(hours=1))
            said = (long, resume)[number % 2]
            correct_dossier(world, CODE, said, a_caller(), a_once(f"k{number}"))

    with pytest.raises(Conflict, match="clock_full"):
        press_on()
    assert 0 < len(the_dossier(world).model_dump_json().encode()) < 100_000
    decided = decide_task(world, CODE, "processing-1", Decision(outcome=_O.COMPLETED), a_caller())
    assert decided.status is Status.RESOLVED
