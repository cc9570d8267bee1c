"""Each step shows its own time and from when on it makes the result late, whatever happens."""

from datetime import date, timedelta

from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.lateness import behind, late, will_be_late
from chalicelib.domain.open_step import OpenStep
from chalicelib.domain.procedure import Procedure
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.move_by_citizen import supply_supplement
from tests.builders import CODE, MONDAY, a_caller, a_procedure, a_step, a_task, named
from tests.domain.clock.examples.example import instant
from tests.fakes import FakeWorld
from tests.usecases.scenes import the_task
from tests.usecases.test_assign_task import a_stage, decide

_O = TaskOutcome
DUE_ON = date(2026, 11, 30)
"""Five working days after Monday the 23rd, 09:00."""


def step(world: FakeWorld, task_id: str) -> OpenStep:
    found = the_task(world, task_id).step
    assert found
    return found


def at(text: str, *outcomes: TaskOutcome) -> FakeWorld:
    """Accepted on Monday at 09:00, and then decided at this time of that week."""
    world = a_stage()
    world.clock.at = instant("23/11/2026 09:00")
    decide(world, _O.ACCEPTED)
    world.clock.at = instant(text)
    for outcome in outcomes:
        decide(world, outcome)
    return world


def test_an_open_step_says_which_it_is_and_until_when() -> None:
    assert step(at("23/11/2026 09:00"), "processing-1") == OpenStep(
        number=1,
        of=3,
        name=named("Appraisal"),
        role="specialist",
        due_at=instant("26/11/2026 09:00"),
        legal_due_on=DUE_ON,
        late_from=instant("26/11/2026 17:00"),
    )


def test_a_step_that_opens_late_forecasts_a_late_result_at_once() -> None:
    found = step(at("27/11/2026 10:00", _O.COMPLETED), "processing-2")
    assert (found.number, found.role) == (2, "leader")
    assert (found.due_at, found.late_from) == (
        instant("27/11/2026 15:00"),
        instant("27/11/2026 10:00"),
    )


def test_a_step_that_comes_back_has_what_it_had_left() -> None:
    world = at("25/11/2026 09:00", _O.SUPPLEMENT_REQUESTED)
    world.clock.at = instant("30/11/2026 09:00")
    supply_supplement(world, CODE, (), a_caller())
    found = step(world, "processing-2")
    assert (found.due_at, found.legal_due_on) == (
        instant("01/12/2026 09:00"),
        date(2026, 12, 3),
    )
    assert found.late_from == instant("01/12/2026 17:00")


def corrected(world: FakeWorld, kind: CorrectionKind, **said: str) -> Dossier:
    correction = Correction.model_validate({"kind": kind, "reason": "because", **said})
    dossier, _ = correct_dossier(world, CODE, correction, a_caller())
    return dossier


def test_a_pause_takes_the_times_from_the_open_step_and_a_resumption_gives_later_ones() -> None:
    world = at("24/11/2026 09:00")
    corrected(world, CorrectionKind.PAUSE, ground="verification")
    held = step(world, "processing-1")
    assert (held.due_at, held.late_from, held.legal_due_on) == (None, None, None)
    world.clock.at = instant("26/11/2026 09:00")
    corrected(world, CorrectionKind.RESUME, ground="verification")
    found = step(world, "processing-1")
    assert (found.due_at, found.late_from) == (
        instant("30/11/2026 09:00"),
        instant("30/11/2026 17:00"),
    )


def test_what_was_foreseen_once_stays_foreseen_since_then() -> None:
    world = at("27/11/2026 10:00", _O.COMPLETED)
    world.clock.at = instant("27/11/2026 14:00")
    corrected(world, CorrectionKind.EXTENSION, document="7/PXL", due_on="2026-12-04")
    assert step(world, "processing-2").late_from == instant("27/11/2026 10:00")


def test_an_apology_moves_what_is_promised_and_not_what_is_foreseen() -> None:
    world = at("24/11/2026 09:00")
    before = step(world, "processing-1")
    corrected(world, CorrectionKind.EXTENSION, document="7/PXL", due_on="2026-12-04")
    assert the_task(world, "processing-1").deadline == instant("04/12/2026 17:00")
    assert step(world, "processing-1") == before


def a_step_task(**times: object) -> Task:
    shown = {"number": 1, "of": 1, "name": named("Appraisal"), **times}
    return a_task(kind="processing", task_id="processing-1", step=shown, deadline=MONDAY)


def test_from_its_instants_on_a_task_is_behind_will_be_late_and_is_late() -> None:
    hour = timedelta(hours=1)
    task = a_step_task(due_at=MONDAY - 2 * hour, late_from=MONDAY - hour)
    assert [behind(task, MONDAY - each * hour) for each in (3, 2, 1)] == [False, False, True]
    assert [will_be_late(task, MONDAY - each * hour) for each in (2, 1, 0)] == [False, True, True]
    tomorrow = MONDAY + timedelta(days=1)
    assert (late(task, MONDAY), late(task, tomorrow)) == (False, True)


def test_what_is_late_will_be_late_also_where_nothing_was_foreseen() -> None:
    old = a_step_task().model_copy(update={"step": None})
    assert will_be_late(old, MONDAY + timedelta(days=1))
    assert will_be_late(a_task(deadline=MONDAY), MONDAY + timedelta(days=1))


def test_a_procedure_from_before_roles_and_shares_reads_as_it_did() -> None:
    stored = {
        **a_procedure().model_dump(mode="json"),
        "steps": [{"vi": "Xử lý", "en": "Processing"}],
    }
    [only] = Procedure.model_validate(stored).steps
    assert only == a_step("Processing", vi="Xử lý")
