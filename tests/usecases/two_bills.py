"""A filing that owes money to two agencies: the national centre first, then the one that files."""

from chalicelib.domain.bill import Bill
from chalicelib.domain.change import Entity
from chalicelib.domain.offering import Collector
from chalicelib.domain.order import Order
from chalicelib.usecases.book_statement import book_statement
from chalicelib.usecases.open_order import open_order
from chalicelib.usecases.settle_bill import settle_bill
from chalicelib.usecases.submit_dossier import submit_dossier
from tests.builders import (
    CODE,
    MERCHANT_ID,
    METHOD,
    a_caller,
    a_fee_line,
    a_filing,
    a_merchant,
    a_once,
    a_procedure,
    a_statement,
    an_agency,
    an_offering,
    an_order_request,
)
from tests.fakes import FakeWorld, a_world

CENTRE, CENTRE_SHOP = "G12.30", "CENTRE"
PUBLICATION, REGISTRATION = 100_000, 50_000


def catalogue_of_two() -> tuple[Entity, ...]:
    """The publication is the centre's money, the registration the filing agency's."""
    lines = (
        a_fee_line(line_id="publication", kind="phi", amount=PUBLICATION),
        a_fee_line(line_id="registration", amount=REGISTRATION),
    )
    collectors = (Collector(line_id="publication", agency_code=CENTRE),)
    methods = (METHOD, "fake_card")
    return (
        a_procedure(fee_lines=lines),
        an_offering(methods=methods, collectors=collectors),
        an_agency(CENTRE, parent=None),
        a_merchant(agency_code=CENTRE, merchant_id=CENTRE_SHOP),
    )


def knowing_the_centre(world: FakeWorld) -> FakeWorld:
    """The centre's account has credentials, too."""
    world.secrets.sets[CENTRE_SHOP] = world.secrets.sets[MERCHANT_ID]
    return world


def filed_for_two() -> FakeWorld:
    """The dossier waits for the first of its two payments."""
    world = knowing_the_centre(a_world(*catalogue_of_two()))
    submit_dossier(world, a_filing(), a_caller(), a_once())
    return world


def bill_of(world: FakeWorld, bill_id: str) -> Bill:
    found = world.dossiers.bill(CODE, bill_id)
    assert found
    return found


def order_for(world: FakeWorld, key: str = "pay", **request: str) -> Order:
    world.transport.will("opened")
    once = a_once(key, route="orders")
    order, *_ = open_order(world, CODE, an_order_request(**request), a_caller(), once)
    return order


def pay(world: FakeWorld, key: str = "pay") -> Order:
    """An order for whatever is owed now, paid and booked, but not settled yet."""
    order = order_for(world, key)
    book_statement(world, a_statement(order))
    return order


def settled_first() -> FakeWorld:
    """The first bill is covered, and the second is open."""
    world = filed_for_two()
    order = pay(world)
    settle_bill(world, CODE, order.bill_id)
    return world
