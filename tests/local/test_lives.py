"""Random lives are legal by their own table, end, are the same for the same seed, and are judged."""

from collections import Counter
from typing import Any

import pytest

from chalicelib.domain.bill import Bill
from chalicelib.domain.dossier import Dossier, Execution, ExecutionState, Status
from chalicelib.domain.invariants import Records
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.task import OpenTask, TaskKind
from local.lives.choices import choose
from local.lives.filings import FILINGS
from local.lives.judge import judge
from local.lives.life import Life, a_life
from local.lives.place import Place, after, filed
from tests.builders import CODE, MONDAY, a_bill, a_dossier

LEADS = {
    "pay_wallet": ("paid",),
    "pay_counter": ("paid",),
    "cancel_then_pay": ("paid",),
    "order_then_counter": ("paid",),
    "waive": ("waived",),
    "withdraw": ("withdrawn",),
    "withdraw_then_pay": ("withdrawn",),
    "supply": ("supplied",),
    "pause": ("held",),
    "resume": ("resumed",),
    "extension": ("extended",),
}


def lived(number: int, seed: int) -> Life:
    """A life as if everything that it does succeeded at once."""
    life = a_life(number, seed, open_share=0.0)
    while act := choose(life.random, life.standing, life.done, wallet=life.what.wallet):
        life.decided(*LEADS.get(act, (act,)))
        life.done.append(act)
        assert len(life.done) < 60, life.done
    return life


def test_every_life_ends_closed_and_all_ends_and_timings_are_lived() -> None:
    lives = [lived(number, 1) for number in range(1500)]
    ends = Counter(life.standing.place for life in lives)
    assert set(ends) == {Place.REFUSED, Place.WITHDRAWN, Place.STOPPED, Place.RETURNED}
    assert {life.what.timing for life in lives} == {timing.value for timing in CollectionTiming}
    acts = {act for life in lives for act in life.done}
    assert set(LEADS) | {"recall", "reopen", "undelivered", "fee_assessed"} <= acts


def test_a_seed_and_a_number_make_the_same_life() -> None:
    assert [lived(n, 7).done for n in range(50)] == [lived(n, 7).done for n in range(50)]
    assert [lived(n, 7).done for n in range(50)] != [lived(n, 8).done for n in range(50)]


def test_one_procedure_is_filed_for_each_moment_of_payment() -> None:
    assert [each.timing for each in FILINGS] == [*dict.fromkeys(each.timing for each in FILINGS)]


@pytest.mark.parametrize(
    ("timing", "decisions", "place"),
    [
        ("none", "accepted completed delivered", Place.RETURNED),
        ("with_filing", "paid accepted completed", Place.RESULT),
        ("at_intake", "accepted", Place.FEE),
        ("at_intake", "accepted waived completed", Place.RESULT),
        ("after_validity_check", "valid_awaiting_fee paid", Place.STEP),
        ("before_result", "accepted completed", Place.FEE),
        ("before_result", "accepted completed paid recall completed", Place.RESULT),
        ("on_result", "accepted completed recall completed", Place.FEE_ON_RESULT),
        ("on_result", "accepted completed paid", Place.RETURNED),
        ("assessed", "accepted fee_assessed paid completed", Place.FEE),
        ("none", "supplement_requested supplied", Place.INTAKE),
        ("none", "accepted supplement_requested supplied", Place.STEP),
        ("none", "accepted stopped recall", Place.STEP),
    ],
)
def test_where_decisions_lead(timing: str, decisions: str, place: Place) -> None:
    standing = filed(timing, electronic=False)
    for decision in decisions.split():
        standing = after(standing, decision)
    assert standing.place is place


def test_an_electronic_result_is_handed_over_at_once() -> None:
    standing = after(filed("none", electronic=True), "accepted")
    assert after(standing, "completed").place is Place.RETURNED


def test_a_clock_is_held_until_an_officer_lets_it_go_on_or_there_is_a_result() -> None:
    standing = filed("none", electronic=False)
    for decision in ("accepted", "held", "supplement_requested", "supplied", "stopped", "recall"):
        standing = after(standing, decision)
    assert standing.held
    assert not after(standing, "resumed").held
    assert not after(standing, "completed").held


def test_what_is_not_decided_there_is_no_decision() -> None:
    with pytest.raises(KeyError):
        after(filed("none", electronic=False), "delivered")


def returned_life(**more: Any) -> Life:
    life = lived(next(n for n in range(100) if lived(n, 1).standing.place is Place.RETURNED), 1)
    life.code, life.paid = CODE, 135_000
    for name, value in more.items():
        setattr(life, name, value)
    return life


def returned(**more: Any) -> Dossier:
    execution = Execution(state=ExecutionState.FINISHED)
    known = {"status": Status.RETURNED, "waiting_for": None, "execution": execution}
    return a_dossier().model_copy(update=known | more)


def records(dossier: Dossier, *bills: Bill) -> Records:
    """What a stage with one dossier holds."""
    return Records(
        dossiers=(dossier,),
        tasks=(),
        bills=bills,
        events=(),
        orders=(),
        transactions=(),
        suspense=(),
        kept=(),
        executions=None,
    )


PAID = a_bill(paid=135_000)
NAME = "H32-12-261123-0001-1"


def test_a_life_that_ended_as_decided_is_right() -> None:
    assert judge([returned_life()], records(returned(), PAID), []) == []


@pytest.mark.parametrize(
    ("life", "dossier", "bill", "names", "said"),
    [
        ({}, {"status": Status.STOPPED}, {}, [], "stands at"),
        ({}, {}, {"paid": 1}, [], "were paid"),
        ({}, {}, {}, [NAME], "1 running executions"),
        ({}, {"execution": Execution(state=ExecutionState.BROKEN)}, {}, [], "broken"),
        ({"fault": "no answer"}, {}, {}, [], "no answer"),
        ({"code": "H32.12-261123-0002"}, {}, {}, [], "is not there"),
    ],
)
def test_what_is_not_as_decided_is_said(
    life: Any, dossier: Any, bill: Any, names: list[str], said: str
) -> None:
    held = records(returned(**dossier), PAID.model_copy(update=bill))
    [sentence] = judge([returned_life(**life)], held, names)
    assert said in sentence


@pytest.mark.parametrize("names", [[], [NAME, NAME.removesuffix("1") + "2"]])
def test_an_open_dossier_has_exactly_one_running_execution(names: list[str]) -> None:
    life = returned_life(standing=filed("none", electronic=False))
    waiting = OpenTask(task_id="intake-1", kind=TaskKind.INTAKE, opened_at=MONDAY)
    running = Execution(state=ExecutionState.RUNNING)
    dossier = returned(status=Status.SUBMITTED, waiting_for=waiting, execution=running)
    assert judge([life], records(dossier, PAID), [NAME]) == []
    [sentence] = judge([life], records(dossier, PAID), names)
    assert f"{len(names)} running executions" in sentence
