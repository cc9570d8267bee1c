"""A payer opens an order: the intent is written first, then the provider is asked."""

from typing import Annotated

from pydantic import Field

from chalicelib.domain.agency import MerchantRef, upwards
from chalicelib.domain.bill import Bill
from chalicelib.domain.caller import Caller
from chalicelib.domain.change import Change, Insert, Replace, change
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import ConditionFailed, Conflict, Invalid
from chalicelib.domain.instant import vietnam_day
from chalicelib.domain.money import MOST_DONG
from chalicelib.domain.order import (
    ORDER_LIFETIME,
    Order,
    OrderEvent,
    OrderState,
    next_query,
)
from chalicelib.domain.order_number import order_number
from chalicelib.domain.return_url import host_of
from chalicelib.domain.value import Value
from chalicelib.ports.provider import Payer, Provider
from chalicelib.ports.world import World
from chalicelib.usecases.ask_to_open import ask_to_open
from chalicelib.usecases.bills_to_come import BILL_MOVED
from chalicelib.usecases.once import KEY_USED, Once, made_before
from chalicelib.usecases.orders_of import closing, orders_of
from chalicelib.usecases.owing_bill import owing_bill
from chalicelib.usecases.query_order import query_order
from chalicelib.usecases.reach import reach_agency, reach_dossier, reach_order
from chalicelib.usecases.until_committed import until_committed


class OrderRequest(Value):
    """What a portal sends to pay a bill by one method."""

    method: Annotated[str, Field(max_length=40)]
    return_url: Annotated[str, Field(max_length=1000)] | None = None
    bill_id: Annotated[str, Field(max_length=10)] | None = None
    amount: Annotated[int, Field(strict=True, ge=1, le=MOST_DONG)] | None = None
    payer_ip: Annotated[str, Field(max_length=45)] | None = None
    payer_email: Annotated[str, Field(max_length=200)] | None = None


def open_order(
    world: World, dossier_code: str, request: OrderRequest, caller: Caller, once: Once
) -> tuple[Order, bool, bool]:
    """The order to pay by; whether it is new; whether the same request had made it before.

    Raises NotFound, Invalid (method, bill, amount, return URL), Conflict (covered bill, reused key),
    Unavailable if the provider declined.
    """
    dossier = reach_dossier(world, caller, dossier_code)
    if order_id := made_before(world, once):
        return reach_order(world, caller, order_id), False, True
    provider = _offered(world, dossier, request)
    _check_email(provider, request)
    _check_return_url(world, caller, dossier, request.return_url)
    try:
        order, fresh = until_committed(
            world,
            lambda: _decide(world, dossier, request, provider, once),
            final=KEY_USED,
        )
    except ConditionFailed:
        return open_order(world, dossier_code, request, caller, once)
    if not fresh:
        return order, False, False
    payer = Payer(ip=request.payer_ip, email=request.payer_email)
    return ask_to_open(world, order, payer), True, False


def _decide(
    world: World,
    dossier: Dossier,
    request: OrderRequest,
    provider: Provider,
    once: Once,
) -> tuple[Change, tuple[Order, bool]]:
    bill = _payable_bill(world, dossier, request)
    merchant = _merchant(world, dossier, bill, provider)
    now = world.clock.now()
    attempts = _attempts(world, bill, request.method)
    for order in attempts:
        same = order.method == request.method and order.amount == _amount(bill, request)
        if same and order.payable and now < order.expires_at:
            return change(Insert(once.made(order.order_id), KEY_USED)), (order, False)
    order = _order(world, dossier, bill, request, merchant)
    _check_limits(provider, request.method, order.amount)
    orders = {**bill.orders, order.method: order.order_id}
    writes = change(
        Insert(once.made(order.order_id), KEY_USED),
        Insert(order, "order_number_taken"),
        Replace(bill.succeed(orders=orders), BILL_MOVED),
    )
    return writes + closing(world, attempts, OrderEvent.SUPERSEDED), (order, True)


def _attempts(world: World, bill: Bill, method: str) -> list[Order]:
    """The bill's attempts; one of which nothing is known must be resolved before another.

    Raises Conflict `payment_unknown` while the provider itself cannot say (case B6).
    """
    now = world.clock.now()

    def in_question(order: Order) -> bool:
        same = order.method == method and now < order.expires_at
        return order.in_review or (order.state is OrderState.UNKNOWN and not same)

    for order in orders_of(world, bill):
        if in_question(order):
            query_order(world, order.order_id)
    attempts = orders_of(world, bill)
    for order in attempts:
        if in_question(order):
            raise Conflict("payment_unknown", order_id=order.order_id)
    return attempts


def _order(
    world: World, dossier: Dossier, bill: Bill, request: OrderRequest, merchant: MerchantRef
) -> Order:
    now = world.clock.now()
    number = order_number(now, world.ids.digits(8))
    return Order(
        order_id=number,
        dossier_code=dossier.code,
        agency_code=dossier.agency_code,
        bill_id=bill.bill_id,
        method=request.method,
        merchant=merchant,
        amount=_amount(bill, request),
        description=f"Nop phi, le phi ho so {dossier.code}",
        return_url=request.return_url,
        view_token=world.ids.token(),
        opened_at=now,
        expires_at=min(now + ORDER_LIFETIME, bill.ends_at or now + ORDER_LIFETIME),
        due_at=next_query(0, now),
    )


def _payable_bill(world: World, dossier: Dossier, request: OrderRequest) -> Bill:
    bill = owing_bill(world, dossier, request.bill_id)
    if not bill.may_be_paid(_amount(bill, request)):
        raise Invalid("amount_not_owed", [("/amount", "amount_not_owed")], owed=bill.remaining)
    return bill


def _amount(bill: Bill, request: OrderRequest) -> int:
    return request.amount or bill.remaining


def _offered(world: World, dossier: Dossier, request: OrderRequest) -> Provider:
    offering = world.catalogue.offering(dossier.agency_code, dossier.procedure.code)
    offered = offering.methods if offering and offering.payable_online else ()
    provider = next((p for p in world.providers.values() if request.method in p.methods), None)
    if provider is None or request.method not in offered:
        raise Invalid(
            "method_not_offered",
            [("/method", "method_not_offered")],
            method=request.method,
            offered=", ".join(offered) or "-",
        )
    return provider


def _merchant(world: World, dossier: Dossier, bill: Bill, provider: Provider) -> MerchantRef:
    """The account of whoever the bill's money belongs to."""
    beneficiary = bill.beneficiary or dossier.agency_code
    today = vietnam_day(world.clock.now())
    merchant = world.catalogue.merchant(beneficiary, provider.name, today)
    if merchant is None:
        raise Invalid("no_merchant", [("/method", "no_merchant")], provider=provider.name)
    return MerchantRef(provider=provider.name, merchant_id=merchant.merchant_id)


def _check_email(provider: Provider, request: OrderRequest) -> None:
    if provider.methods[request.method].needs_email and not request.payer_email:
        wrong = [("/payer_email", "payer_email_required")]
        raise Invalid("payer_email_required", wrong, method=request.method)


def _check_limits(provider: Provider, method: str, amount: int) -> None:
    limits = provider.methods[method]
    if not limits.minimum <= amount <= limits.maximum:
        raise Invalid(
            "amount_out_of_limits",
            [("/method", "amount_out_of_limits")],
            amount=amount,
            minimum=limits.minimum,
            maximum=limits.maximum,
        )


def _check_return_url(world: World, caller: Caller, dossier: Dossier, url: str | None) -> None:
    """A host of the agency's, of who took its place, or of who stands above."""
    if url is None:
        return
    agency = reach_agency(world, caller, dossier.agency_code)
    whose = upwards(agency, world.catalogue.agency)
    if host_of(url) not in {host for one in whose for host in one.return_hosts}:
        raise Invalid("return_url_not_registered", [("/return_url", "return_url_not_registered")])
