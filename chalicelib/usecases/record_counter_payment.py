"""An officer took money at the counter: it pays the bill like money from any other door.

Order and payment are written together: there is no provider to wait for, and an attempt that
nobody can be asked about must not be left behind.
"""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.bill import Bill
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.counter import CounterMethod, counter_payment, officers_word, till
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import ConditionFailed, Conflict, Invalid
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.order import Order, OrderEvent, OrderState
from chalicelib.domain.order_number import order_number
from chalicelib.domain.progress import DOSSIER_MOVED, record
from chalicelib.domain.transaction import Seen
from chalicelib.domain.value import Value
from chalicelib.ports.world import World
from chalicelib.usecases.bills_to_come import BILL_MOVED
from chalicelib.usecases.book_statement import ALREADY_SEEN
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.orders_of import orders_of
from chalicelib.usecases.owing_bill import owing_bill
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.reach import reach_dossier, reach_order
from chalicelib.usecases.until_committed import until_committed

RECORDED = "counter_payment_recorded"


class CounterPayment(Value):
    """What the officer took; `slip` is the number on the till's or terminal's paper."""

    bill_id: Annotated[str, Field(max_length=10)]
    method: CounterMethod
    amount: Annotated[int, Field(strict=True, ge=1, le=MOST_DONG)]
    slip: (
        Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._/-]+$")] | None
    ) = None


def record_counter_payment(
    world: World, dossier_code: str, said: CounterPayment, caller: Caller, once: Once
) -> tuple[Order, bool]:
    """The paid order, and whether the same request had recorded it before.

    Raises NotFound, Invalid `bill_unknown` or `amount_not_owed`, Conflict for a bill that takes no
    money and `payment_unknown` while another attempt to pay it may have succeeded (cases B6, B14).
    """
    dossier = reach_dossier(world, caller, dossier_code)
    if order_id := made_before(world, once):
        return reach_order(world, caller, order_id), True
    certain = _certain_of(world, owing_bill(world, dossier, said.bill_id))
    try:
        order = until_committed(
            world, lambda: _decide(world, dossier_code, said, caller, once, certain), final=KEY_USED
        )
    except ConditionFailed:
        return record_counter_payment(world, dossier_code, said, caller, once)
    return order, False


def _certain_of(world: World, bill: Bill) -> frozenset[str]:
    """The open attempts about which their provider has just given a clear answer."""
    open_ones = (order for order in orders_of(world, bill) if order.payable or order.in_review)
    return frozenset(
        order.order_id for order in open_ones if query_order(world, order.order_id, resend=False)
    )


def _decide(
    world: World,
    dossier_code: str,
    said: CounterPayment,
    caller: Caller,
    once: Once,
    certain: frozenset[str],
) -> tuple[Change, Order]:
    dossier = reach_dossier(world, caller, dossier_code)
    bill = owing_bill(world, dossier, said.bill_id)
    for other in orders_of(world, bill):
        if _in_question(other) or (other.payable and other.order_id not in certain):
            raise Conflict("payment_unknown", order_id=other.order_id)
    if not bill.may_be_paid(said.amount):
        raise Invalid("amount_not_owed", [("/amount", "amount_not_owed")], owed=bill.remaining)
    order = _order(world, dossier, bill, said)
    booked, paid = _booked(world, order, said.slip)
    writes = change(Insert(once.made(order.order_id), KEY_USED)) + booked
    return writes + _told(world, dossier, bill, paid, caller), paid


def _in_question(order: Order) -> bool:
    """Whether even its provider could not say that it is unpaid."""
    return order.in_review or order.state in (OrderState.CREATED, OrderState.UNKNOWN)


def _order(world: World, dossier: Dossier, bill: Bill, said: CounterPayment) -> Order:
    now = world.clock.now()
    return Order(
        order_id=order_number(now, world.ids.digits(8)),
        dossier_code=dossier.code,
        agency_code=dossier.agency_code,
        bill_id=bill.bill_id,
        method=said.method.value,
        merchant=till(bill.beneficiary or dossier.agency_code),
        amount=said.amount,
        description=f"Nop phi, le phi ho so {dossier.code}",
        view_token=world.ids.token(),
        opened_at=now,
        expires_at=now,
    )


def _booked(world: World, order: Order, slip: str | None) -> tuple[Change, Order]:
    """The order from intent to payment, its fact and the fact's marker."""
    now = world.clock.now()
    statement = officers_word(order, slip, now)
    fact = counter_payment(statement, order, now)
    paid = order.moved(
        OrderEvent.SETTLED, paid_amount=statement.amount, provider_code=statement.code
    )
    marker = Seen(
        identity=statement.identity,
        order_id=order.order_id,
        transaction_id=fact.transaction_id,
    )
    writes = change(
        Insert(marker, ALREADY_SEEN),
        Insert(fact, ALREADY_SEEN),
        Insert(paid, "order_number_taken"),
    )
    return writes, paid


def _told(world: World, dossier: Dossier, bill: Bill, paid: Order, caller: Caller) -> Change:
    """The bill with the money, which owes its settlement now; the timeline says who took it.

    The bill is written as it was read, not only added to: money that came in the meantime makes
    this lose the race and look again.
    """
    now = world.clock.now()
    credited = bill.succeed(
        paid=bill.paid + paid.paid_amount,
        paid_at=world.clock.now(),
        orders={**bill.orders, paid.method: paid.order_id},
        due_at=now,
        attempts=0,
    )
    data = {
        "bill_id": bill.bill_id,
        "order_id": paid.order_id,
        "method": paid.method,
        "amount": paid.paid_amount,
    }
    following, event = record(dossier.succeed(), RECORDED, actor=caller.subject, at=now, data=data)
    return change(
        Replace(credited, BILL_MOVED),
        Replace(following, DOSSIER_MOVED),
        Insert(event, DOSSIER_MOVED),
    )
