"""The moments of a dossier's life at which money is asked for late, time is held, people reminded."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from chalicelib.domain.correction import CorrectionKind
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.task import TaskOutcome
from chalicelib.usecases.assign_task import Handover, assign_task
from chalicelib.usecases.correct_dossier import correct_dossier
from chalicelib.usecases.correction import Correction
from chalicelib.usecases.decide_task import decide_task
from chalicelib.usecases.move_by_citizen import withdraw_dossier
from chalicelib.usecases.remind_applicant import remind_applicant
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import (
    CODE,
    a_caller,
    a_decision,
    a_fee_line,
    a_filing,
    a_once,
    a_procedure,
    an_offering,
)
from tests.crash.scenes import Scene, correct, lacking_papers, open_one, paid_and_booked, the_order
from tests.crash.stage import a_stage, bank, briefly
from tests.fakes import FakeWorld
from tests.usecases.scenes import the_dossier, the_task

T, _O = CollectionTiming, TaskOutcome
NOTICE = {"number": "TB-1", "issued_on": "2026-11-23", "issuer": "Thuế cơ sở 1"}
TAX = a_fee_line(line_id="tax", kind="nghia_vu_tai_chinh", amount=None, set_by="assessed")


def decide(world: FakeWorld, outcome: TaskOutcome, task_id: str, **more: Any) -> None:
    decide_task(world, CODE, task_id, a_decision(outcome, **more), a_caller())


def filed(timing: CollectionTiming, *decided: TaskOutcome) -> FakeWorld:
    """Filed at such a procedure, driven, and decided about."""
    lines = (TAX,) if timing is T.ASSESSED else (a_fee_line(),)
    world = a_stage(a_procedure(collection_timing=timing, fee_lines=lines), an_offering())
    submit_dossier(world, a_filing(), a_caller(), a_once())
    briefly(world)
    for outcome in decided:
        waiting = the_dossier(world).waiting_for
        assert waiting
        decide(world, outcome, waiting.task_id)
        briefly(world)
    return world


def paid(timing: CollectionTiming, *decided: TaskOutcome) -> FakeWorld:
    """The fee that was asked for is booked, and the dossier does not know it yet."""
    world = filed(timing, *decided)
    open_one(world)
    bank(world).pay(the_order(world))
    bank(world).deliver(world)
    return world


def decides(outcome: TaskOutcome, task_id: str, **more: Any) -> Callable[[FakeWorld], None]:
    return lambda world: decide(world, outcome, task_id, **more)


def assesses(world: FakeWorld) -> None:
    stated = ({"line_id": "tax", "payable": 150_000},)
    decide(world, _O.FEE_ASSESSED, "processing-1", notice=NOTICE, lines=stated)


def holds(world: FakeWorld) -> None:
    said = Correction(kind=CorrectionKind.PAUSE, reason="the police", ground="third_party")
    correct_dossier(world, CODE, said, a_caller(), a_once("hold", route="corrections"))


def takes(world: FakeWorld) -> None:
    assign_task(world, CODE, "processing-1", Handover(assignee="an"), a_caller())


def taken() -> FakeWorld:
    world = filed(T.BEFORE_RESULT, _O.ACCEPTED)
    takes(world)
    return world


def hands_over(world: FakeWorld) -> None:
    """To the one who does the rest of the day's work in all scenes: back to nobody."""
    assign_task(world, CODE, "processing-1", Handover(assignee=None, note="ill"), a_caller())


def to_be_reminded() -> FakeWorld:
    world = lacking_papers()
    world.clock.forward(timedelta(days=13))
    return world


def on_result() -> FakeWorld:
    return filed(T.ON_RESULT, _O.ACCEPTED, _O.COMPLETED)


def settles(world: FakeWorld) -> None:
    settle_bill(world, CODE, "1")


def after_a_payment() -> FakeWorld:
    world = paid_and_booked()
    settle_bill(world, CODE, "1")
    briefly(world)
    return world


SCENES_OF_LIFE = (
    Scene(
        "decide_task_after_check",
        lambda: filed(T.AFTER_VALIDITY_CHECK),
        decides(_O.VALID_AWAITING_FEE, "intake-1"),
    ),
    Scene("decide_task_at_intake", lambda: filed(T.AT_INTAKE), decides(_O.ACCEPTED, "intake-1")),
    Scene(
        "decide_task_before_result",
        lambda: filed(T.BEFORE_RESULT, _O.ACCEPTED),
        decides(_O.COMPLETED, "processing-1"),
    ),
    Scene(
        "decide_task_on_result",
        lambda: filed(T.ON_RESULT, _O.ACCEPTED),
        decides(_O.COMPLETED, "processing-1"),
    ),
    Scene("decide_task_assessed", lambda: filed(T.ASSESSED, _O.ACCEPTED), assesses),
    Scene(
        "decide_task_stopped_owing",
        lambda: filed(T.BEFORE_RESULT, _O.ACCEPTED),
        decides(_O.STOPPED, "processing-1"),
    ),
    Scene(
        "settle_bill_after_check",
        lambda: paid(T.AFTER_VALIDITY_CHECK, _O.VALID_AWAITING_FEE),
        settles,
        retried=False,
    ),
    Scene("settle_bill_at_intake", lambda: paid(T.AT_INTAKE, _O.ACCEPTED), settles, retried=False),
    Scene(
        "settle_bill_on_result",
        lambda: paid(T.ON_RESULT, _O.ACCEPTED, _O.COMPLETED),
        settles,
        retried=False,
    ),
    Scene("correct_dossier_unpaid_result", on_result, correct(CorrectionKind.RECALL)),
    Scene("correct_dossier_held", lambda: filed(T.BEFORE_RESULT, _O.ACCEPTED), holds),
    Scene("assign_task", lambda: filed(T.BEFORE_RESULT, _O.ACCEPTED), takes),
    Scene("assign_task_handed_over", taken, hands_over),
    Scene(
        "remind_applicant",
        to_be_reminded,
        lambda w: remind_applicant(w, the_task(w, "supplement-1")),
        retried=False,
    ),
    Scene(
        "withdraw_dossier_settled", after_a_payment, lambda w: withdraw_dossier(w, CODE, a_caller())
    ),
)
