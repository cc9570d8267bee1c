"""An officer holds the legal clock, lets it go on, and promises another day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.calendar import Calendar, Day
from chalicelib.domain.clock.reading import ClockState, Reading
from chalicelib.domain.correction import CorrectionKind, possible_corrections
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Conflict, Invalid
from chalicelib.domain.event import Event
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.invariants import breaches
from chalicelib.domain.lateness import late, late_dossier
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.terms_of import terms_of
from tests.builders import CODE, PROVINCE, WORK_BEGINS, a_caller, filed_free, named
from tests.crash.stage import records
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told

K = CorrectionKind
WORDS = "Nguyễn Văn A asked the police for a record"
FIVE_DAYS = WORK_BEGINS + timedelta(days=7)
"""Five working days after Monday: the same time on the Monday after."""


def in_processing(*entities: Any) -> FakeWorld:
    """Accepted; five working days are left."""
    world = a_world(*filed_free().entities, *entities)
    decide_task(world, CODE, "intake-1", Decision(outcome=TaskOutcome.ACCEPTED), a_caller())
    return world


def correct(world: FakeWorld, kind: CorrectionKind, **more: Any) -> Dossier:
    said = Correction.model_validate({"kind": kind, "reason": WORDS, **more})
    return correct_dossier(world, CODE, said, a_caller())[0]


def pause(world: FakeWorld, ground: str = "third_party") -> Dossier:
    return correct(world, K.PAUSE, ground=ground)


def resume(world: FakeWorld, ground: str = "third_party") -> Dossier:
    return correct(world, K.RESUME, ground=ground)


def extend(world: FakeWorld, due_on: str = "2026-12-04") -> Dossier:
    return correct(world, K.EXTENSION, document="PXL-7", due_on=due_on)


def read(world: FakeWorld) -> Reading:
    return terms_of(world, the_dossier(world)).reading(the_dossier(world))


def deadlines(world: FakeWorld) -> set[datetime | None]:
    """What the dossier and its task show; they never differ."""
    waiting = the_dossier(world).waiting_for
    assert waiting
    return {waiting.deadline, the_task(world, waiting.task_id).deadline}


def test_an_accepted_dossier_is_due_after_its_working_days() -> None:
    world = in_processing()
    assert read(world).due_at == FIVE_DAYS
    assert deadlines(world) == {FIVE_DAYS}


def test_the_calendar_is_the_agency_s_or_the_nearest_above() -> None:
    feast = Day(on=date(2026, 11, 25), name=named("A feast"))
    world = in_processing(Calendar(agency_code=PROVINCE, days_off=(feast,)))
    assert read(world).due_at == FIVE_DAYS + timedelta(days=1)


def test_while_others_are_waited_for_nothing_is_due_and_what_is_left_follows() -> None:
    world = in_processing()
    pause(world)
    assert (read(world).state, deadlines(world)) == (ClockState.PAUSED, {None})
    world.clock.forward(timedelta(days=2))
    resume(world)
    assert deadlines(world) == {FIVE_DAYS + timedelta(days=2)}
    assert told(world)[-2:] == ["clock_paused", "clock_resumed"]
    assert breaches(records(world)) == []


def test_another_day_is_promised_by_a_slip_and_the_first_promise_is_kept_on_record() -> None:
    world = in_processing()
    extend(world)
    reading = read(world)
    assert reading.due_on == date(2026, 12, 4)
    assert reading.legal_due_at == reading.promises[0].due_at == FIVE_DAYS
    assert deadlines(world) == {reading.due_at} == {datetime(2026, 12, 4, 10, tzinfo=UTC)}
    event = world.store.all(Event)[-1]
    assert event.data == {"correction": "extension", "document": "PXL-7", "due_on": "2026-12-04"}


def test_the_words_stay_in_the_clock_and_reach_no_event() -> None:
    world = in_processing()
    pause(world)
    assert WORDS in repr(the_dossier(world).clock)
    assert WORDS not in repr(world.store.all(Event))


def test_the_open_step_can_be_decided_afterwards() -> None:
    world = in_processing()
    pause(world)
    decide_task(world, CODE, "processing-1", Decision(outcome=TaskOutcome.COMPLETED), a_caller())
    assert [entry.kind for entry in the_dossier(world).clock] == ["start", "pause", "resume", "end"]


def test_after_a_recalled_stop_others_are_waited_for_until_an_officer_resumes() -> None:
    """A day was spent before the stop on Tuesday; the next, while it was closed, is the second."""
    world = in_processing()
    world.clock.forward(timedelta(days=1))
    pause(world)
    stop = Decision(outcome=TaskOutcome.STOPPED, ground="a-mistake")
    decide_task(world, CODE, "processing-1", stop, a_caller())
    world.clock.forward(timedelta(days=1))
    recalled = correct(world, K.RECALL)
    assert possible_corrections(recalled) == (K.PAUSE, K.RESUME)
    assert (read(world).state, deadlines(world)) == (ClockState.PAUSED, {None})
    world.clock.forward(timedelta(days=1))
    resume(world)
    assert deadlines(world) == {FIVE_DAYS + timedelta(days=1)}
    assert breaches(records(world)) == []


@pytest.mark.parametrize(
    ("before", "act", "code"),
    [
        ((), resume, "correction_not_possible"),
        ((pause,), pause, "clock_already_paused"),
        ((pause,), extend, "correction_not_possible"),
        ((pause,), lambda world: resume(world, "verification"), "clock_not_paused"),
    ],
    ids=["not held", "held already", "promised while held", "another ground"],
)
def test_what_makes_no_sense_is_refused_and_writes_nothing(
    before: tuple[Any, ...], act: Any, code: str
) -> None:
    world = in_processing()
    for one in before:
        one(world)
        world.clock.forward(timedelta(minutes=1))
    count = len(world.commits.done)
    with pytest.raises(Conflict, match=code):
        act(world)
    assert len(world.commits.done) == count


@pytest.mark.parametrize(
    ("due_on", "code"),
    [
        ("2026-11-20", "extension_not_later"),
        ("2026-11-30", "extension_not_later"),
        ("2026-12-05", "extension_not_worked"),
    ],
    ids=["in the past", "the day it is due anyway", "a Saturday"],
)
def test_a_day_that_cannot_be_promised_is_refused(due_on: str, code: str) -> None:
    with pytest.raises(Invalid, match=code):
        extend(in_processing(), due_on)


@pytest.mark.parametrize("ground", ["supplement", "financial_obligation", "holiday"])
def test_an_officer_names_only_grounds_that_the_citizen_does_not_cause(ground: str) -> None:
    with pytest.raises(Invalid, match="ground_not_known"):
        pause(in_processing(), ground)


@pytest.mark.parametrize(
    ("kind", "code", "pointers"),
    [
        (K.PAUSE, "ground_required", ["/ground"]),
        (K.RESUME, "ground_required", ["/ground"]),
        (K.EXTENSION, "extension_incomplete", ["/document", "/due_on"]),
    ],
)
def test_what_a_correction_of_the_clock_needs_is_pointed_at(
    kind: CorrectionKind, code: str, pointers: list[str]
) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        correct(in_processing(), kind)
    assert [pointer for pointer, _ in refused.value.errors] == pointers


def test_a_step_is_overdue_when_the_day_is_over() -> None:
    dossier = the_dossier(in_processing())
    assert not late_dossier(dossier, FIVE_DAYS + timedelta(hours=6))
    assert late_dossier(dossier, FIVE_DAYS + timedelta(days=1))


def test_another_day_that_was_promised_does_not_make_a_late_step_in_time() -> None:
    world = in_processing()
    promised_on = vietnam_day(FIVE_DAYS) + timedelta(days=7)
    correct(world, K.EXTENSION, document="1/PXL", due_on=promised_on)
    dossier, task = the_dossier(world), the_task(world, "processing-1")
    assert task.deadline
    assert vietnam_day(task.deadline) == promised_on
    for days, over in ((0, False), (1, True)):
        now = FIVE_DAYS + timedelta(days=days)
        assert (late_dossier(dossier, now), late(task, now)) == (over, over)
