"""The queue follows a calendar that was edited: a minute later, page by page, told once."""

from datetime import date, timedelta

from chalicelib.domain.agency import AgencyDraft
from chalicelib.domain.calendar import Calendar, CalendarDraft, Day
from chalicelib.domain.instant import to_text, vietnam_day
from chalicelib.domain.procedure import ProcedureRef
from chalicelib.domain.redating import CATALOGUE_SEEN, Redating
from chalicelib.domain.task import TaskOutcome
from chalicelib.storage.catalogue import FORGET_AFTER_SECONDS
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.publish_agency import publish_agency
from chalicelib.usecases.publish_calendar import publish_calendar
from chalicelib.usecases.redate_tasks import PAGE, TRIES
from chalicelib.usecases.run_due import run_due
from tests.builders import (
    CODE,
    DISTRICT,
    PROVINCE,
    WORK_BEGINS,
    a_caller,
    a_decision,
    filed_free,
    named,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told

DUE = WORK_BEGINS + timedelta(days=7)
DAY = timedelta(days=1)
FEAST = CalendarDraft(
    days_off=(Day(on=date(2026, 11, 25), name=named("A feast")),), reason="a feast"
)
MANAGER = a_caller(PROVINCE)


def in_process(*codes: str, calendar: Calendar | None = None) -> FakeWorld:
    """Dossiers of the district, due after five working days."""
    filed = [one for code in codes for one in filed_free(code=code).entities]
    world = a_world(*filed, *([calendar] if calendar else []))
    for code in codes:
        decide_task(world, code, "intake-1", a_decision(TaskOutcome.ACCEPTED), a_caller())
    return world


def a_minute_later(world: FakeWorld) -> None:
    world.clock.forward(CATALOGUE_SEEN + timedelta(seconds=6))
    run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)


def test_an_open_step_shows_when_it_is_due_by_the_new_calendar() -> None:
    world = in_process(CODE)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    assert the_task(world, "processing-1").deadline == DUE
    a_minute_later(world)
    assert the_task(world, "processing-1").deadline == DUE + DAY
    waiting = the_dossier(world).waiting_for
    assert waiting
    assert waiting.deadline == DUE + DAY


def foreseen(world: FakeWorld) -> tuple[object, object]:
    step = the_task(world, "processing-1").step
    assert step
    return step.legal_due_on, step.due_at


def test_what_is_foreseen_of_a_step_follows_too_also_behind_a_promised_day() -> None:
    world = in_process(CODE)
    slip = {"kind": "extension", "reason": "ill", "document": "7/PXL", "due_on": "2026-12-04"}
    correct_dossier(world, CODE, Correction.model_validate(slip), a_caller())
    promised, before = the_task(world, "processing-1").deadline, foreseen(world)
    assert before == (vietnam_day(DUE), DUE)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    a_minute_later(world)
    assert the_task(world, "processing-1").deadline == promised
    assert foreseen(world) == (vietnam_day(DUE + DAY), DUE + DAY)
    assert "due_moved" not in told(world)


def test_nothing_is_dated_again_while_anybody_may_remember_the_calendar_before() -> None:
    assert timedelta(seconds=FORGET_AFTER_SECONDS) < CATALOGUE_SEEN


def test_the_timeline_tells_it_once() -> None:
    world = in_process(CODE)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    a_minute_later(world)
    a_minute_later(world)
    event = world.dossiers.events(CODE, limit=100, cursor=None).items[-1]
    assert (event.type, event.actor) == ("due_moved", "calendar")
    assert event.data == {
        "task_id": "processing-1",
        "edit": "calendar-1",
        "before": to_text(DUE),
        "after": to_text(DUE + DAY),
    }
    assert told(world).count("due_moved") == 1


def test_more_than_a_page_is_done_and_counted() -> None:
    codes = [CODE.replace("0001", f"{number:04d}") for number in range(1, 2 * PAGE + 2)]
    world = in_process(*codes)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    a_minute_later(world)
    (done,) = world.store.all(Redating)
    assert (done.moved, done.due_at) == (len(codes), None)


def test_who_works_by_another_calendar_keeps_its_days() -> None:
    world = in_process(CODE, calendar=Calendar(agency_code=DISTRICT))
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    a_minute_later(world)
    assert the_task(world, "processing-1").deadline == DUE
    assert "due_moved" not in told(world)


def test_what_was_decided_meanwhile_is_left_as_it_is() -> None:
    world = in_process(CODE)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    completed = a_decision(TaskOutcome.COMPLETED)
    world.clock.forward(CATALOGUE_SEEN + timedelta(seconds=6))
    world.commits.meanwhile(lambda: decide_task(world, CODE, "processing-1", completed, a_caller()))
    run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)
    assert the_task(world, "processing-1").deadline == DUE
    assert the_task(world, "processing-1").outcome is TaskOutcome.COMPLETED


def test_an_agency_that_is_put_elsewhere_follows_the_calendar_there() -> None:
    world = in_process(CODE)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    a_minute_later(world)
    everywhere = a_caller("*")
    root = AgencyDraft(name=named("Elsewhere"), kind="ministry", reason="reform")
    publish_agency(world, "G09", root, everywhere)
    district = world.catalogue.agency(DISTRICT)
    assert district
    moved = AgencyDraft(
        name=district.name,
        kind=district.kind,
        parent="G09",
        version=district.version,
        reason="reform",
    )
    publish_agency(world, DISTRICT, moved, everywhere)
    a_minute_later(world)
    assert the_task(world, "processing-1").deadline == DUE


def test_a_step_that_cannot_be_moved_stops_no_other() -> None:
    codes = [CODE.replace("0001", f"{number:04d}") for number in range(1, 4)]
    world = in_process(*codes)
    publish_calendar(world, PROVINCE, FEAST, MANAGER)
    lost = ProcedureRef(code="9.999999", version=1)
    world.store.put(the_dossier(world).model_copy(update={"procedure": lost}))
    for _ in range(TRIES + 1):
        world.clock.forward(timedelta(hours=2))
        run_due(world, budget=timedelta(seconds=45), on_failure=lambda ref, error: None)
    (given_up,) = world.store.all(Redating)
    assert (given_up.failed, given_up.due_at) == (1, None)
    for code in codes[1:]:
        task = world.dossiers.task(code, "processing-1")
        assert task
        assert task.deadline == DUE + DAY
