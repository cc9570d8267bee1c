"""A report's facts: what is counted is counted the same ever after."""

from dataclasses import replace
from datetime import date, timedelta

from chalicelib.domain.calendar import Calendar, CalendarDraft, Day
from chalicelib.domain.service_report.period import Period
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.list_courses import list_courses
from chalicelib.usecases.publish_calendar import publish_calendar
from tests.builders import CODE, DISTRICT, MONDAY, a_caller, a_decision, filed_free, named
from tests.fakes import FakeCatalogue, FakeWorld, a_world


class Forgetful(FakeCatalogue):
    """Remembers, as a cache does, that no agency had a calendar of its own."""

    def fresh(self) -> FakeCatalogue:
        return FakeCatalogue(self._store)

    def calendar(self, agency_code: str) -> Calendar | None:
        return None


def due_day(world: FakeWorld) -> date | None:
    now = world.clock.now()
    period = Period(since=date(2026, 11, 1), until=date(2026, 11, 30), as_of=now)
    [found] = list_courses(world, [DISTRICT], period, limit=10, cursor=None).items
    return found.due_on


def test_a_report_just_after_an_edit_counts_by_it_whatever_is_still_remembered() -> None:
    world = a_world(*filed_free().entities)
    decide_task(world, CODE, "intake-1", a_decision(TaskOutcome.ACCEPTED), a_caller())
    feast = Day(on=date(2026, 11, 25), name=named("A feast"))
    draft = CalendarDraft(days_off=(feast,), reason="a feast")
    publish_calendar(world, DISTRICT, draft, a_caller())
    world.clock.at = MONDAY + timedelta(hours=1)
    assert due_day(replace(world, catalogue=Forgetful(world.store))) == due_day(world)
