"""The queue follows a calendar that was edited: a minute later, page by page, told once."""

from datetime import date, timedelta

from chalicelib.domain.agency import AgencyDraft
from chalicelib.domain.calendar import Calendar, CalendarDraft, Day
from chalicelib.domain.redating import CATALOGUE_SEEN, Redating
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.publish_agency import publish_agency
from chalicelib.usecases.publish_calendar import publish_calendar
from chalicelib.usecases.redate_tasks import PAGE
from chalicelib.usecases.run_due import run_due
from tests.builders import (
    CODE,
    DISTRICT,
    MONDAY,
    PROVINCE,
    a_caller,
    a_decision,
    filed_free,
    named,
)
from tests.fakes import FakeWorld, a_world
from tests.usecases.scenes import the_dossier, the_task, told

DUE = MONDAY + timedelta(days=7)
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
        "before": "2026-11-30T02:00:00.000000Z",
        "after": "2026-12-01T02:00:00.000000Z",
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
