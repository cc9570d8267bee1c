"""Values that are valid by default; a test names only what it is about.

They fit together: the dossier, its bill, its task and the orders below are of one filing.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.agency import Agency, Merchant, MerchantRef
from chalicelib.domain.bill import Bill, BillLine
from chalicelib.domain.calendar import CalendarFacts
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Entity
from chalicelib.domain.dossier import Dossier, Person
from chalicelib.domain.event import Event
from chalicelib.domain.fee_line import Channel, FeeLine, LineKind
from chalicelib.domain.marker import Marker, digest
from chalicelib.domain.offering import Offering
from chalicelib.domain.order import ORDER_LIFETIME, Order, OrderEvent
from chalicelib.domain.procedure import (
    CollectionTiming,
    Procedure,
    ProcedureRef,
    ProcessingTime,
    TimeUnit,
)
from chalicelib.domain.processing_step import ProcessingStep
from chalicelib.domain.progress import begin
from chalicelib.domain.statement import Outcome, Statement, Verification
from chalicelib.domain.task import Task, TaskOutcome
from chalicelib.domain.terms import Terms
from chalicelib.domain.transaction import Transaction, payment
from chalicelib.domain.value import Named
from chalicelib.domain.working_time import WorkingTime
from chalicelib.usecases.decision import Decision
from chalicelib.usecases.filing import Filing
from chalicelib.usecases.once import Once
from chalicelib.usecases.open_order import OrderRequest

MONDAY = datetime.fromisoformat(os.environ.get("HOSOPAY_TEST_NOW", "2026-11-23T02:00:00Z"))
"""Monday, 09:00 in Hanoi, when everything here happens unless a test says otherwise.

`make test-zones` moves it to the first and the last second of that day in Hanoi.
"""

WORK_BEGINS = WorkingTime(CalendarFacts()).next_moment(MONDAY)
"""When people work at or next after that: what was accepted then counts from here."""

DISTRICT, PROVINCE, STRANGER = "H32.12", "H32", "H49"
CODE = "H32.12-261123-0001"
PAID_PROCEDURE, FREE_PROCEDURE = "3.000347", "2.000004"
FEE = 150_000
PROVIDER, METHOD, MERCHANT_ID = "fakepay", "fake_wallet", "SHOP"
PORTAL_HOST = "dichvucong.example.vn"

ALL_SCOPES = frozenset(
    {
        *("procedures:read", "dossiers:read", "dossiers:write", "tasks:read", "tasks:decide"),
        *("payments:read", "payments:write", "ops:read", "ops:act"),
    }
)


def named(text: str) -> Named:
    return Named(vi=text, en=text)


def an_agency(code: str = DISTRICT, **changes: Any) -> Agency:
    fields: dict[str, Any] = {
        "code": code,
        "name": named(f"Agency {code}"),
        "parent": PROVINCE if code == DISTRICT else None,
        "return_hosts": (PORTAL_HOST,),
    }
    return Agency.model_validate({**fields, **changes})


def a_merchant(**changes: Any) -> Merchant:
    fields: dict[str, Any] = {
        "agency_code": PROVINCE,
        "provider": PROVIDER,
        "merchant_id": MERCHANT_ID,
        "beneficiary": "State Treasury account",
    }
    return Merchant.model_validate({**fields, **changes})


def a_fee_line(**changes: Any) -> FeeLine:
    fields: dict[str, Any] = {
        "line_id": "fee",
        "kind": LineKind.CHARGE,
        "name": named("Fee"),
        "amount": FEE,
        "channels": tuple(Channel),
        "legal_basis": "85/2019/TT-BTC",
        "certainty": "sourced",
    }
    return FeeLine.model_validate({**fields, **changes})


def a_step(name: str = "Appraisal", **changes: Any) -> ProcessingStep:
    return ProcessingStep.model_validate({"vi": name, "en": name, **changes})


def three_steps() -> tuple[ProcessingStep, ...]:
    """As most procedures go: somebody works it out, somebody signs, somebody gives it a number."""
    return (
        a_step("Appraisal", role="specialist", share=60),
        a_step("Signature", role="leader", share=30),
        a_step("Issue", role="clerk", share=10),
    )


def a_procedure(**changes: Any) -> Procedure:
    """Paid with filing, one step, one fee line."""
    fields: dict[str, Any] = {
        "code": PAID_PROCEDURE,
        "name": named("A paid procedure"),
        "field": named("A field"),
        "fee_lines": (a_fee_line(),),
        "processing_times": (
            ProcessingTime(value=5, unit=TimeUnit.WORKING_DAY, channels=tuple(Channel)),
        ),
        "clock_start": "valid_dossier",
        "collection_timing": CollectionTiming.WITH_FILING,
        "steps": (a_step(),),
        "source": {"kind": "national_procedure_database"},
        "certainty": "sourced",
    }
    return Procedure.model_validate({**fields, **changes})


def some_terms(**changes: Any) -> Terms:
    """Of the paid procedure, changed; the agency works by the usual hours."""
    return Terms(a_procedure(**changes), WorkingTime(CalendarFacts()))


def a_free_procedure(**changes: Any) -> Procedure:
    fields: dict[str, Any] = {
        "code": FREE_PROCEDURE,
        "fee_lines": (),
        "collection_timing": CollectionTiming.NONE,
    }
    return a_procedure(**{**fields, **changes})


def an_offering(**changes: Any) -> Offering:
    fields: dict[str, Any] = {
        "agency_code": DISTRICT,
        "procedure_code": PAID_PROCEDURE,
        "level": "full",
        "payable_online": True,
        "methods": (METHOD,),
    }
    return Offering.model_validate({**fields, **changes})


def a_bill_line(amount: int = FEE, **changes: Any) -> BillLine:
    fields: dict[str, Any] = {
        "line_id": "fee",
        "kind": LineKind.CHARGE,
        "name": named("Fee"),
        "amount": amount,
        "legal_basis": "85/2019/TT-BTC",
    }
    return BillLine.model_validate({**fields, **changes})


def a_bill(amount: int = FEE, **changes: Any) -> Bill:
    """Open, unpaid, payable for ten days."""
    pay_by = MONDAY + timedelta(days=10)
    fields: dict[str, Any] = {
        "dossier_code": CODE,
        "bill_id": "1",
        "lines": (a_bill_line(amount),),
        "amount": amount,
        "opened_at": MONDAY,
        "pay_by": pay_by,
        "due_at": pay_by,
    }
    return Bill.model_validate({**fields, **changes})


@dataclass(frozen=True, slots=True)
class Filed:
    """All that a filing writes; unpack `entities` into a world."""

    dossier: Dossier
    task: Task
    bill: Bill | None
    events: tuple[Event, ...]

    @property
    def entities(self) -> tuple[Entity, ...]:
        bill = (self.bill,) if self.bill else ()
        return (self.dossier, self.task, *bill, *self.events)


def filed(*, bill: Bill | None = None, **changes: Any) -> Filed:
    """A dossier that waits for its payment, with its task, bill and first event."""
    bill = bill or a_bill(dossier_code=changes.get("code", CODE))
    return _begun(bill, changes)


def filed_free(**changes: Any) -> Filed:
    """A dossier without fee: it waits for its intake."""
    procedure = ProcedureRef(code=FREE_PROCEDURE, version=1)
    return _begun(None, {"procedure": procedure, "timing": CollectionTiming.NONE, **changes})


def _begun(bill: Bill | None, changes: dict[str, Any]) -> Filed:
    fields: dict[str, Any] = {
        "code": CODE,
        "agency_code": DISTRICT,
        "procedure": ProcedureRef(code=PAID_PROCEDURE, version=1),
        "timing": CollectionTiming.WITH_FILING,
        "channel": Channel.ONLINE,
        "origin": "provincial_portal",
        "applicant": Person(full_name="Nguyễn Văn A", id_number="001099000001"),
        "open_bill": bill.bill_id if bill else None,
        "filed_at": MONDAY,
        "due_at": MONDAY,
    }
    dossier = Dossier.model_validate({**fields, **changes})
    data = {"channel": dossier.channel.value, "amount": bill.amount if bill else 0}
    pay_by = bill.pay_by if bill else None
    progress = begin(dossier, terms=some_terms(), actor="portal", data=data, pay_by=pay_by)
    assert progress.begun is not None, "what is filed waits for something"
    return Filed(progress.dossier, progress.begun, bill, progress.events)


def a_dossier(**changes: Any) -> Dossier:
    """As filed, waiting for its payment."""
    return filed(**changes).dossier


def a_task(**changes: Any) -> Task:
    """The open payment task of `a_dossier()`."""
    return Task.model_validate({**dict(filed().task), **changes})


def an_event() -> Event:
    """The first event of `a_dossier()`."""
    return filed().events[0]


def an_order(**changes: Any) -> Order:
    """Just written, not yet known to its provider."""
    fields: dict[str, Any] = {
        "order_id": "261123000000012",
        "dossier_code": CODE,
        "agency_code": DISTRICT,
        "bill_id": "1",
        "method": METHOD,
        "merchant": MerchantRef(provider=PROVIDER, merchant_id=MERCHANT_ID),
        "amount": FEE,
        "description": f"Nop phi, le phi ho so {CODE}",
        "view_token": "view-token",
        "opened_at": MONDAY,
        "expires_at": MONDAY + ORDER_LIFETIME,
        "due_at": MONDAY + timedelta(seconds=60),
    }
    return Order.model_validate({**fields, **changes})


def a_paid_order(**changes: Any) -> Order:
    """Paid in full."""
    paid = an_order().moved(OrderEvent.SETTLED, paid_amount=FEE, provider_code="0", due_at=None)
    return Order.model_validate({**dict(paid), **changes})


def a_statement(order: Order | None = None, **changes: Any) -> Statement:
    """The provider's word that `order` was paid in full."""
    order = order or an_order()
    outcome = changes.get("outcome", Outcome.PAID)
    fields: dict[str, Any] = {
        "order_id": order.order_id,
        "provider": order.merchant.provider,
        "merchant_id": order.merchant.merchant_id,
        "outcome": outcome,
        "amount": order.amount,
        "identity": f"{order.merchant.provider}:{order.order_id}:{outcome}",
        "code": "0",
        "provider_transaction_id": "4088878653",
        "occurred_at": MONDAY,
        "verified_by": Verification.SIGNATURE,
    }
    return Statement.model_validate({**fields, **changes})


def a_transaction(order: Order | None = None, **changes: Any) -> Transaction:
    """The booked payment of `order`."""
    order = order or an_order()
    return payment(a_statement(order, **changes), order, now=MONDAY)


def a_marker(**changes: Any) -> Marker:
    fields: dict[str, Any] = {
        "subject": "portal",
        "route": "POST /dossiers",
        "key_hash": digest("key-1"),
        "body_hash": digest("body-1"),
        "resource_id": CODE,
    }
    return Marker.model_validate({**fields, **changes})


def a_caller(*agencies: str, scopes: frozenset[str] = ALL_SCOPES, subject: str = "an") -> Caller:
    """May do everything at the district, unless agencies are named."""
    return Caller(subject=subject, scopes=scopes, agencies=frozenset(agencies or (DISTRICT,)))


def a_once(key: str = "key-1", body: str = "body-1", route: str = "POST /dossiers") -> Once:
    return Once(subject="an", route=route, key_hash=digest(key), body_hash=digest(body))


def a_filing(**changes: Any) -> Filing:
    fields: dict[str, Any] = {
        "procedure_code": PAID_PROCEDURE,
        "agency_code": DISTRICT,
        "applicant": {"full_name": "Nguyễn Văn A"},
    }
    return Filing.model_validate({**fields, **changes})


def a_decision(outcome: TaskOutcome, **more: Any) -> Decision:
    """A stop has a ground, as it must."""
    stops = {"ground": "not_eligible"} if outcome is TaskOutcome.STOPPED else {}
    return Decision.model_validate({"outcome": outcome, **stops, **more})


def an_order_request(**changes: Any) -> OrderRequest:
    return OrderRequest.model_validate({"method": METHOD, **changes})
