"""Reading orders, their money facts and the markers of requests."""

from datetime import timedelta

from chalicelib.domain.statement import Outcome
from chalicelib.domain.transaction import payment
from tests.builders import CODE, MONDAY, a_marker, a_statement, a_transaction, an_order
from tests.storage.stores import Store


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.orders.get("1") is None
    assert store.orders.transactions("1") == []
    assert store.orders.marker("an", "POST /dossiers", "0") is None


def test_money_facts_are_read_oldest_first_and_of_this_order_only(store: Store) -> None:
    order = an_order()
    hour = timedelta(hours=1)
    paid = payment(a_statement(order), order, now=MONDAY + hour)
    refused = payment(a_statement(order, outcome=Outcome.REFUSED), order, now=MONDAY)
    other = a_transaction(an_order(order_id="261123000000020"))
    store.put(order, paid, refused, other)
    assert store.orders.transactions(order.order_id) == [refused, paid]


def test_a_marker_is_scoped_by_caller_route_and_key(store: Store) -> None:
    marker = a_marker()
    store.put(marker)
    assert store.orders.marker(marker.subject, marker.route, marker.key_hash) == marker
    for other in (
        ("binh", marker.route, marker.key_hash),
        (marker.subject, "POST /elsewhere", marker.key_hash),
        (marker.subject, marker.route, "0" * 64),
    ):
        assert store.orders.marker(*other) is None


def test_the_attempts_of_a_dossier_are_listed_by_when_they_began_and_money_is_none(
    store: Store,
) -> None:
    minutes = {"261123000000020": 2, "261123000000012": 3, "261123000000038": 1}
    orders = [
        an_order(order_id=number, opened_at=MONDAY + timedelta(minutes=count))
        for number, count in minutes.items()
    ]
    other = an_order(order_id="261123000000046", dossier_code="another")
    store.put(*orders, other, a_transaction(orders[0]))
    found, cursor = [], None
    while True:
        page = store.orders.of_dossier(CODE, limit=2, cursor=cursor)
        assert len(page.items) <= 2
        found += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    assert found == [orders[2], orders[0], orders[1]]
    assert store.orders.of_dossier("none", limit=2, cursor=None).items == []
