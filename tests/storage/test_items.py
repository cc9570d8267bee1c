"""What is written is read back as it was."""

from datetime import date, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings

from chalicelib.domain.agency import Agency, MerchantOwner
from chalicelib.domain.calendar import Calendar, Day
from chalicelib.domain.change import Entity, Insert, change
from chalicelib.domain.dossier import (
    Attachment,
    DeliveryMethod,
    Execution,
    ExecutionState,
    Person,
    ResultDelivery,
)
from chalicelib.domain.entry import Edition
from chalicelib.domain.event import GENESIS, Event, intact, seal
from chalicelib.domain.order import Checkout
from chalicelib.domain.redating import Redating
from chalicelib.domain.suspense import suspend
from chalicelib.domain.task import TaskOutcome
from chalicelib.domain.transaction import Flag, Seen
from chalicelib.storage.commits import DynamoCommits
from chalicelib.storage.dossiers import DynamoDossiers
from chalicelib.storage.items import from_item, key_of, table_of, to_item
from chalicelib.storage.tables import Tables
from tests.builders import (
    CODE,
    FEE,
    METHOD,
    MONDAY,
    a_bill,
    a_dossier,
    a_fee_line,
    a_marker,
    a_merchant,
    a_paid_order,
    a_procedure,
    a_statement,
    a_task,
    a_transaction,
    an_agency,
    an_event,
    an_offering,
    an_order,
    named,
)
from tests.domain.walks import Step, walks

BARE: list[Entity] = [
    a_dossier(),
    a_task(),
    a_bill(),
    an_event(),
    an_order(),
    a_transaction(),
    Seen(identity="fakepay:1:paid", order_id="1", transaction_id="1-paid"),
    a_marker(),
    suspend(a_statement(), "unknown_order", MONDAY),
    Redating(agency_code="H32", edit="calendar-2", begins_at=MONDAY),
    an_agency(),
    Calendar(agency_code="H32"),
    MerchantOwner(provider="momo", merchant_id="MOMO", agency_code="H32"),
    a_merchant(),
    a_procedure(),
    an_offering(),
]
"""One of each."""

FULL: list[Entity] = [
    a_dossier(
        case="urgent",
        payer=Person(full_name="Trần Thị B", phone="0900000000", email="b@example.vn"),
        result_delivery=ResultDelivery(method=DeliveryMethod.ELECTRONIC),
        attachments=(Attachment(name="Đơn", uri="https://x.example/1", sha256="0" * 64),),
        portal_reference="P-1",
        execution=Execution(run=3, state=ExecutionState.BROKEN, resumed_by_itself=2, reason="x"),
        due_at=None,
        version=9,
    ),
    a_task(
        token="t" * 1_000,
        run=2,
        outcome=TaskOutcome.PAID,
        ended_at=MONDAY + timedelta(microseconds=1),
        ended_by="payments",
        note="đã xem",
        answer="intake",
        due_at=MONDAY,
        attempts=3,
        last_error="Transient",
    ),
    a_bill(paid=FEE, settled=1, state="lapsed", due_at=None, orders={METHOD: "1", "x": "2"}),
    a_paid_order(
        checkout=Checkout(pay_url="https://x.example", deep_link="momo://", qr_text="0002"),
        return_url="https://x.example",
        asked_at=MONDAY,
        resends=1,
    ),
    a_transaction().model_copy(update={"flags": (Flag.LATE, Flag.OVER)}),
    an_agency(replaces=("H31",), return_hosts=()),
    Calendar(
        agency_code="H32",
        days_off=(Day(on=date(2026, 1, 1), name=named("New Year")),),
        edition=Edition(by="an", at=MONDAY, reason="the year's holidays"),
    ),
    a_procedure(fee_lines=(a_fee_line(valid_from="2026-01-01", case="urgent"),), version=12),
    an_offering(payable_online=False, why_not=named("no account"), methods=()),
]
"""With what is optional."""


LACKING: list[Entity] = [
    a_transaction(occurred_at=None),
    a_transaction(provider_transaction_id=None),
    a_procedure(fee_lines=(a_fee_line(amount=None),)),
]
"""With nothing where something may be: a provider that tells no time, an amount not set."""


def ids(entity: Entity) -> str:
    return type(entity).__name__


def test_every_kind_of_entity_is_tried() -> None:
    assert {type(entity) for entity in BARE} == set(get_args(Entity))


@pytest.mark.parametrize(
    "entity",
    [*BARE, *FULL, *LACKING],
    ids=ids,
)
def test_an_entity_is_read_as_it_was_written(entity: Entity, tables: Tables) -> None:
    DynamoCommits(tables).commit(change(Insert(entity, "given")))
    item = tables.get(table_of(entity), key_of(entity))
    assert item
    assert from_item(type(entity), item) == entity


@given(walks())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happened_to_a_dossier_is_read_as_it_was_written(steps: list[Step]) -> None:
    last = steps[-1].progress
    for entity in (last.dossier, last.begun, last.ended, *last.events):
        if entity:
            assert from_item(type(entity), to_item(entity)) == entity


def test_a_timeline_is_intact_after_it_was_stored(tables: Tables) -> None:
    """Numbers, nested facts, empty texts and Vietnamese survive, or the hashes would tell."""
    facts: list[dict[str, Any]] = [
        {"amount": 0, "status": {"code": 1, "name": "submitted"}},
        {"reason": "", "note": "Đã nhận đủ giấy tờ", "list": [1, {"two": 2}], "yes": True},
        {"amount": 10**13},
    ]
    events: list[Event] = []
    for number, data in enumerate(facts, start=1):
        after = events[-1].hash if events else GENESIS
        sealed = seal(
            dossier_code=CODE, seq=number, at=MONDAY, what="x", actor="y", data=data, after=after
        )
        events.append(sealed)
    DynamoCommits(tables).commit(change(*(Insert(event, "given") for event in events)))
    read = DynamoDossiers(tables).events(CODE, limit=10, cursor=None).items
    assert read == events
    assert intact(read)


def test_an_event_keeps_a_fact_whose_value_is_none() -> None:
    event = seal(
        dossier_code=CODE, seq=1, at=MONDAY, what="x", actor="y", data={"a": None}, after=""
    )
    assert from_item(Event, to_item(event)) == event


def test_an_item_that_owes_nothing_is_in_no_index() -> None:
    item = to_item(a_bill(due_at=None))
    assert not {"due_at", "due_shard"} & set(item)


def test_an_ended_task_leaves_the_officers_queue() -> None:
    assert "work_pk" in to_item(a_task())
    assert "work_pk" not in to_item(a_task(outcome=TaskOutcome.PAID))


def test_a_finished_execution_leaves_the_list() -> None:
    finished = a_dossier(execution=Execution(state=ExecutionState.FINISHED))
    assert "execution_pk" in to_item(a_dossier())
    assert "execution_pk" not in to_item(finished)


def test_what_a_later_version_wrote_is_read_by_an_earlier_one() -> None:
    item = {**to_item(an_agency()), "not_known_yet": {"S": "x"}}
    assert from_item(Agency, item) == an_agency()
