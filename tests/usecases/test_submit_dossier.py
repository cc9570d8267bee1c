"""A filing is priced, numbered and owed an execution, once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.bill import Bill, BillState
from chalicelib.domain.dossier import DeliveryMethod, Dossier, ExecutionState
from chalicelib.domain.errors import Conflict, Invalid, NotFound
from chalicelib.domain.event import Event, intact
from chalicelib.domain.marker import digest
from chalicelib.domain.procedure import CollectionTiming
from chalicelib.domain.task import Task, TaskKind
from chalicelib.usecases import filed_nationally
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import (
    CODE,
    FEE,
    FREE_PROCEDURE,
    MONDAY,
    PROVINCE,
    STRANGER,
    a_caller,
    a_fee_line,
    a_filing,
    a_once,
    a_procedure,
    a_statement,
    an_agency,
    an_offering,
    named,
)
from tests.fakes import a_world
from tests.usecases.scenes import the_dossier, the_task
from tests.usecases.two_bills import order_for


def test_a_paid_filing_waits_for_its_payment() -> None:
    world = a_world()
    dossier, before = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert (dossier.code, before) == (CODE, False)
    assert dossier == world.dossiers.get(CODE)
    (task,), (bill,), events = (
        world.store.all(Task),
        world.store.all(Bill),
        world.store.all(Event),
    )
    assert (task.kind, bill.amount, dossier.open_bill) == (TaskKind.PAYMENT, FEE, bill.bill_id)
    assert intact(events)
    assert events[0].data["amount"] == FEE


def test_a_bill_is_due_at_the_end_of_the_tenth_working_day_in_hanoi() -> None:
    world = a_world()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    (bill,) = world.store.all(Bill)
    assert bill.pay_by == datetime(2026, 12, 7, 17, tzinfo=UTC) == bill.due_at


def test_a_free_filing_waits_for_its_intake_and_has_no_bill() -> None:
    world = a_world()
    filing = a_filing(procedure_code=FREE_PROCEDURE)
    dossier, _ = submit_dossier(world, filing, a_caller(), a_once())
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.INTAKE
    assert (dossier.open_bill, world.store.all(Bill)) == (None, [])


def test_an_amount_of_zero_is_settled_at_once() -> None:
    world = a_world(a_procedure(fee_lines=(a_fee_line(amount=0),)))
    dossier, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.INTAKE


def test_the_dossier_owes_the_start_of_its_execution_in_the_same_write() -> None:
    world = a_world()
    dossier, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert (dossier.execution.state, dossier.due_at) == (ExecutionState.OWED, MONDAY)
    assert len(world.commits.done) == 1


def test_dossiers_of_a_day_are_numbered_in_turn_and_anew_on_the_next() -> None:
    world = a_world()
    codes = []
    for number, wait in enumerate((0, 0, 24), start=1):
        world.clock.forward(timedelta(hours=wait))
        dossier, _ = submit_dossier(world, a_filing(), a_caller(), a_once(f"key-{number}"))
        codes.append(dossier.code)
    assert codes == ["H32.12-261123-0001", "H32.12-261123-0002", "H32.12-261124-0001"]


def test_the_dossier_keeps_what_was_filed_and_the_version_it_was_filed_under() -> None:
    world = a_world(a_procedure(version=3, steps=a_procedure().steps * 2))
    filing = a_filing(result_delivery={"method": "electronic"}, portal_reference="P-1")
    dossier, _ = submit_dossier(world, filing, a_caller(), a_once())
    assert (dossier.procedure.version, dossier.steps) == (3, 2)
    assert dossier.result_delivery.method is DeliveryMethod.ELECTRONIC
    assert dossier.portal_reference == "P-1"


def test_the_same_request_twice_files_one_dossier() -> None:
    world = a_world()
    first, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    second, before = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert (second, before) == (first, True)
    assert len(world.store.all(Dossier)) == 1


def test_a_replay_shows_the_dossier_as_it_is_now() -> None:
    world = a_world()
    first, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    world.store.put(first.succeed(steps_done=1))
    again, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert again.version == 2


def test_another_body_under_the_same_key_is_refused() -> None:
    world = a_world()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        submit_dossier(world, a_filing(), a_caller(), a_once(body="another"))


def test_the_same_key_on_another_route_is_another_request() -> None:
    world = a_world()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    _, before = submit_dossier(world, a_filing(), a_caller(), a_once(route="POST /elsewhere"))
    assert not before


def test_of_two_identical_requests_at_once_one_files_and_both_get_its_dossier() -> None:
    world = a_world()
    winner = []

    def faster() -> None:
        winner.append(submit_dossier(world, a_filing(), a_caller(), a_once())[0])

    world.commits.meanwhile(faster)
    dossier, before = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert ([dossier], before) == (winner, True)
    assert len(world.store.all(Dossier)) == 1


def test_another_agency_does_not_exist_for_the_caller() -> None:
    with pytest.raises(NotFound, match="agency_not_found"):
        submit_dossier(a_world(), a_filing(), a_caller(STRANGER), a_once())


def test_the_parent_agency_s_token_reaches_the_child() -> None:
    dossier, _ = submit_dossier(a_world(), a_filing(), a_caller(PROVINCE), a_once())
    assert dossier.code == CODE


def test_a_replay_by_a_token_of_another_agency_shows_nothing() -> None:
    world = a_world()
    submit_dossier(world, a_filing(), a_caller(), a_once())
    with pytest.raises(NotFound, match="dossier_not_found"):
        submit_dossier(world, a_filing(), a_caller(STRANGER), a_once())


@pytest.mark.parametrize(
    "filing",
    [a_filing(procedure_code="9.999999"), a_filing(agency_code=PROVINCE)],
    ids=["unknown procedure", "not offered there"],
)
def test_what_is_not_offered_cannot_be_filed(filing: object) -> None:
    with pytest.raises(Invalid, match="procedure_not_offered"):
        submit_dossier(a_world(), filing, a_caller(PROVINCE), a_once())  # type: ignore[arg-type]


LATER = sorted(set(CollectionTiming) - {CollectionTiming.NONE, CollectionTiming.WITH_FILING})


@pytest.mark.parametrize("timing", LATER)
def test_what_is_paid_later_is_planned_and_goes_to_intake(timing: CollectionTiming) -> None:
    world = a_world(a_procedure(collection_timing=timing))
    dossier, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    (bill,) = world.store.all(Bill)
    assert (bill.state, bill.due_at, bill.version) == (BillState.PLANNED, None, 1)
    assert (dossier.open_bill, dossier.bills_to_come) == (None, ("1",))
    assert bill.lapses is (timing is not CollectionTiming.ON_RESULT)
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.INTAKE


@pytest.mark.parametrize("timing", LATER)
def test_what_nobody_can_price_yet_is_filed_and_billed_when_it_is_due(
    timing: CollectionTiming,
) -> None:
    """Whoever is owed an open line waits with the others: there is one bill for all of them."""
    lines = (
        a_fee_line(line_id="known"),
        a_fee_line(line_id="pages", quantity="pages"),
    )
    world = a_world(a_procedure(collection_timing=timing, fee_lines=lines), an_offering())
    dossier, _ = submit_dossier(world, a_filing(), a_caller(), a_once())
    assert (dossier.open_lines, world.store.all(Bill)) == (("known", "pages"), [])


@pytest.mark.parametrize("timing", CollectionTiming)
def test_what_is_exempt_settles_at_once_and_is_told(timing: CollectionTiming) -> None:
    poor = {"code": "poor", "name": named("Poor"), "percent": 100, "certainty": "sourced"}
    world = a_world(a_procedure(collection_timing=timing, exemptions=(poor,)))
    dossier, _ = submit_dossier(world, a_filing(exemptions=("poor",)), a_caller(), a_once())
    (bill,), (event,) = world.store.all(Bill), world.store.all(Event)
    assert (bill.state, bill.amount, event.data["nothing_owed"]) == (BillState.COVERED, 0, ["1"])
    assert (dossier.open_bill, dossier.bills_to_come) == (None, ())
    assert dossier.waiting_for
    assert dossier.waiting_for.kind is TaskKind.INTAKE


def test_amounts_that_nobody_can_say_are_refused_all_at_once_with_their_reasons() -> None:
    lines = (
        a_fee_line(line_id="known"),
        a_fee_line(line_id="local", amount=None, set_by="provincial_council"),
        a_fee_line(line_id="pages", quantity="pages"),
    )
    world = a_world(a_procedure(fee_lines=lines), an_offering())
    with pytest.raises(Invalid, match="amount_open") as refused:
        submit_dossier(world, a_filing(), a_caller(), a_once())
    assert [(pointer, getattr(said, "kind", "")) for pointer, said in refused.value.errors] == [
        ("/procedure_code", "set_by_provincial_council"),
        ("/quantities/pages", "quantity_not_counted"),
    ]
    assert refused.value.facts == {
        "lines": "local (set_by_provincial_council), pages (quantity_not_counted)"
    }
    assert world.commits.done == []


def test_what_was_chosen_is_priced_and_kept() -> None:
    lines = (
        a_fee_line(line_id="new", amount=1, case="new"),
        a_fee_line(line_id="again", amount=2000, case="again"),
        a_fee_line(line_id="copy", amount=8000, option="copies", quantity="copies"),
    )
    poor = {"code": "poor", "name": named("Poor"), "percent": 50, "certainty": "sourced"}
    procedure = a_procedure(
        fee_lines=lines,
        quantities=({"code": "copies", "name": named("Copies")},),
        exemptions=(poor,),
    )
    filing = a_filing(
        case="again", options=("copies",), quantities={"copies": 3}, exemptions=("poor",)
    )
    world = a_world(procedure)
    dossier, _ = submit_dossier(world, filing, a_caller(), a_once())
    kept = (dossier.case, dossier.options, dossier.quantities, dossier.exemptions)
    assert kept == ("again", ("copies",), {"copies": 3}, ("poor",))
    (bill,) = world.store.all(Bill)
    assert [(line.line_id, line.full_amount, line.amount) for line in bill.lines] == [
        ("again", 2000, 1000),
        ("copy", 24_000, 12_000),
    ]


def test_choices_that_do_not_fit_are_refused_and_write_nothing() -> None:
    world = a_world()
    with pytest.raises(Invalid, match="choices_invalid"):
        submit_dossier(world, a_filing(case="new"), a_caller(), a_once())
    assert world.commits.done == []


def test_what_is_owed_although_the_timing_says_nothing_is_is_owed_with_the_filing() -> None:
    """Optional copies of a free procedure: paid, and then to intake."""
    procedure = a_procedure(collection_timing=CollectionTiming.NONE)
    world = a_world(procedure)
    submit_dossier(world, a_filing(), a_caller(), a_once())
    book_statement(world, a_statement(order_for(world)))
    settle_bill(world, CODE, "1")
    assert the_dossier(world).waiting_for
    assert the_task(world, "intake-1").open


@pytest.mark.parametrize(
    ("offering", "agency", "said"),
    [
        ({"valid_from": date(2026, 12, 1)}, {}, "The procedure is offered from 2026-12-01."),
        ({"valid_to": date(2026, 11, 22)}, {}, "The procedure is offered until 2026-11-22."),
        (
            {"valid_from": date(2025, 1, 1), "valid_to": date(2025, 12, 31)},
            {"valid_from": date(2025, 7, 1)},
            "The procedure is offered from 2025-07-01 until 2025-12-31.",
        ),
        ({}, {"valid_to": date(2026, 6, 30)}, "The procedure is offered until 2026-06-30."),
    ],
    ids=["not yet", "no longer", "by its own days and the agency's", "the agency is gone"],
)
def test_outside_its_days_a_procedure_is_not_offered_and_the_refusal_says_when(
    offering: dict[str, Any], agency: dict[str, Any], said: str
) -> None:
    world = a_world(an_offering(**offering), an_agency(**agency))
    with pytest.raises(Invalid, match="procedure_not_offered") as refused:
        submit_dossier(world, a_filing(), a_caller(), a_once())
    [(pointer, told)] = refused.value.errors
    assert (pointer, told.en) == ("/procedure_code", said)  # type: ignore[union-attr]
    assert refused.value.facts["on"] == date(2026, 11, 23)


def test_a_dossier_is_priced_on_the_day_it_is_in_hanoi() -> None:
    """Two seconds around midnight in Hanoi, on machines whose clocks say 16:59 and 17:00."""
    relief = a_fee_line(line_id="relief", amount=1000, replaces="fee", valid_to=date(2026, 11, 23))
    amounts = []
    for moment in ("2026-11-23T16:59:59Z", "2026-11-23T17:00:00Z"):
        world = a_world(a_procedure(fee_lines=(a_fee_line(), relief)))
        world.clock.at = datetime.fromisoformat(moment)
        submit_dossier(world, a_filing(), a_caller(), a_once())
        amounts.append(world.store.all(Bill)[0].amount)
    assert amounts == [1000, FEE]


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ({}, "provincial_portal"),
        ({"channel": "direct"}, "counter"),
        ({"channel": "postal"}, "postal"),
        ({"national_code": "G01-1"}, "national_portal"),
    ],
)
def test_where_a_filing_comes_from_follows_from_its_channel_or_code(
    given: dict[str, str], origin: str
) -> None:
    dossier, _ = submit_dossier(a_world(), a_filing(**given), a_caller(), a_once())
    assert (dossier.origin, dossier.national_code) == (origin, given.get("national_code"))


@pytest.mark.parametrize(
    ("given", "code", "pointer"),
    [
        ({"origin": "counter"}, "origin_not_of_channel", "/origin"),
        ({"origin": "postal", "channel": "direct"}, "origin_not_of_channel", "/origin"),
        ({"national_code": "G01-1", "channel": "postal"}, "origin_not_of_channel", "/channel"),
        ({"origin": "national_portal"}, "national_code_needed", "/national_code"),
        (
            {"origin": "provincial_portal", "national_code": "G01-1"},
            "national_code_needed",
            "/national_code",
        ),
    ],
)
def test_an_origin_that_contradicts_channel_or_code_is_refused(
    given: dict[str, str], code: str, pointer: str
) -> None:
    with pytest.raises(Invalid, match=code) as refused:
        submit_dossier(a_world(), a_filing(**given), a_caller(), a_once())
    assert refused.value.errors[0][0] == pointer


@pytest.mark.parametrize("again", ["G01-1", "g01-1"])
def test_a_national_code_is_filed_once_whatever_the_key(again: str) -> None:
    world = a_world()
    filing, other = a_filing(national_code="G01-1"), a_filing(national_code=again)
    first, _ = submit_dossier(world, filing, a_caller(), a_once("key-1"))
    second, replayed = submit_dossier(world, other, a_caller(), a_once("key-2", body="body-2"))
    assert (second, replayed) == (first, True)
    assert len(world.store.all(Dossier)) == 1


def test_a_national_code_that_was_kept_by_its_letters_is_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, filing = a_world(), a_filing(national_code="g01-1")
    with monkeypatch.context() as earlier:
        earlier.setattr(filed_nationally, "_key", digest)
        first, _ = submit_dossier(world, filing, a_caller(), a_once("key-1"))
    again = submit_dossier(world, filing, a_caller(), a_once("key-2", body="body-2"))
    assert again == (first, True)


def test_a_key_that_came_with_a_known_national_code_is_used() -> None:
    world = a_world()
    filing = a_filing(national_code="G01-1")
    submit_dossier(world, filing, a_caller(), a_once("key-1"))
    submit_dossier(world, filing, a_caller(), a_once("key-2", body="body-2"))
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        submit_dossier(world, a_filing(), a_caller(), a_once("key-2", body="body-3"))


def test_a_key_that_another_request_uses_at_the_same_instant_is_that_one_s() -> None:
    world = a_world()
    filing = a_filing(national_code="G01-1")
    submit_dossier(world, filing, a_caller(), a_once("key-1"))
    other = a_once("key-2", body="body-3")
    world.commits.meanwhile(lambda: submit_dossier(world, a_filing(), a_caller(), other))
    with pytest.raises(Conflict, match="idempotency_key_reused"):
        submit_dossier(world, filing, a_caller(), a_once("key-2", body="body-2"))


def test_a_national_code_of_another_procedure_is_taken() -> None:
    world = a_world()
    submit_dossier(world, a_filing(national_code="G01-1"), a_caller(), a_once("key-1"))
    other = a_filing(national_code="G01-1", procedure_code=FREE_PROCEDURE)
    with pytest.raises(Conflict, match="national_code_taken"):
        submit_dossier(world, other, a_caller(), a_once("key-2"))


def test_of_two_filings_of_one_national_code_at_once_one_is_made() -> None:
    world = a_world()
    filing = a_filing(national_code="G01-1")
    world.commits.meanwhile(lambda: submit_dossier(world, filing, a_caller(), a_once("key-1")))
    dossier, replayed = submit_dossier(world, filing, a_caller(), a_once("key-2"))
    assert replayed
    assert world.store.all(Dossier) == [dossier]


def test_another_agency_s_national_dossier_does_not_exist() -> None:
    world = a_world()
    submit_dossier(world, a_filing(national_code="G01-1"), a_caller(), a_once("key-1"))
    with pytest.raises(NotFound):
        submit_dossier(world, a_filing(national_code="G01-1"), a_caller(STRANGER), a_once("key-2"))
