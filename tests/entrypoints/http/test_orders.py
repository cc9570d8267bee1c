"""Orders over HTTP: opened, read, drawn."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta

import pytest

from chalicelib.domain.order import Checkout, OrderState
from chalicelib.domain.transaction import Flag
from tests.builders import (
    CODE,
    FEE,
    METHOD,
    PORTAL_HOST,
    a_paid_order,
    a_transaction,
    an_offering,
    an_order,
    filed,
)
from tests.entrypoints.http.conftest import Serve
from tests.entrypoints.http.gateway import Reply
from tests.fakes import LOST, FakeWorld, a_world
from tests.usecases.scenes import a_pending_order, while_paying

ORDERS = f"/v1/dossiers/{CODE}/orders"
PAY = {"method": METHOD, "return_url": f"https://{PORTAL_HOST}/back?from=1"}


def to_pay() -> FakeWorld:
    """A dossier that waits for its payment, before any attempt."""
    return a_world(*filed().entities)


def read(serve: Serve, world: FakeWorld, order_id: str) -> Reply:
    return serve(world).get(f"/v1/orders/{order_id}")


def test_a_new_order_is_201_with_the_ways_to_pay_it(serve: Serve) -> None:
    world = to_pay()
    world.transport.will("opened")
    answer = serve(world).post(ORDERS, PAY, idempotency_key="k")
    order = answer.json
    own = f"https://api.example/v1/orders/{order['order_id']}"
    assert answer.status == 201
    assert answer.headers["Location"] == own
    assert answer.headers["Retry-After"] == "5"
    assert (order["state"], order["amount"], order["currency"]) == ("pending", FEE, "VND")
    assert (order["provider"], order["method"], order["merchant"]) == ("fakepay", METHOD, "SHOP")
    assert order["provider_reference"] == order["order_id"]
    assert order["checkout"]["pay_url"] == f"https://pay.example/{order['order_id']}"
    page = f"https://api.example/pay/{order['order_id']}?t="
    assert order["checkout"]["page_url"].startswith(page)
    assert order["links"]["self"] == own
    assert order["links"]["qr"].startswith(f"{own}/qr?t=")


def test_the_same_order_while_it_is_payable_is_200(serve: Serve) -> None:
    world = to_pay()
    world.transport.will("opened")
    api = serve(world)
    first = api.post(ORDERS, PAY, idempotency_key="k1")
    second = api.post(ORDERS, PAY, idempotency_key="k2")
    assert (second.status, second.json) == (200, first.json)
    assert "Idempotent-Replayed" not in second.headers


def test_a_replayed_request_says_so(serve: Serve) -> None:
    world = to_pay()
    world.transport.will("opened")
    api = serve(world)
    first = api.post(ORDERS, PAY, idempotency_key="k1")
    again = api.post(ORDERS, PAY, idempotency_key="k1")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json == first.json


def test_one_key_may_serve_two_dossiers(serve: Serve) -> None:
    other = "H32.12-261123-0002"
    world = a_world(*filed().entities, *filed(code=other).entities)
    world.transport.will("opened", "opened")
    api = serve(world)
    first = api.post(ORDERS, PAY, idempotency_key="k1")
    second = api.post(f"/v1/dossiers/{other}/orders", PAY, idempotency_key="k1")
    assert (second.status, second.json["dossier_code"]) == (201, other)
    assert first.json["order_id"] != second.json["order_id"]


def test_an_answer_that_is_lost_is_202_without_a_checkout(serve: Serve) -> None:
    world = to_pay()
    world.transport.will(LOST)
    answer = serve(world).post(ORDERS, PAY, idempotency_key="k")
    assert answer.status == 202
    assert (answer.json["state"], answer.json["checkout"]) == ("unknown", None)
    assert answer.headers["Retry-After"] == "5"


def test_a_provider_that_declines_is_503_with_its_code(serve: Serve) -> None:
    world = to_pay()
    world.transport.will("declined:1017", "opened")
    api = serve(world)
    answer = api.post(ORDERS, PAY, idempotency_key="k")
    assert (answer.status, answer.code) == (503, "provider_declined")
    assert answer.json["facts"] == {"provider_code": "1017"}
    assert "Retry-After" not in answer.headers, "the same key would only replay the refusal"
    again = api.post(ORDERS, PAY, idempotency_key="k")
    assert (again.status, again.json["state"]) == (200, "refused")
    assert again.headers["Idempotent-Replayed"] == "true"
    another = api.post(ORDERS, PAY, idempotency_key="new")
    assert (another.status, another.json["state"]) == (201, "pending")


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"method": "cash"}, "method_not_offered", "/method"),
        ({"amount": 1}, "amount_not_owed", "/amount"),
        ({"return_url": "https://evil.example/"}, "return_url_not_registered", "/return_url"),
    ],
)
def test_what_cannot_be_paid_so_is_422_and_pointed_at(
    change: dict[str, object], code: str, pointer: str, serve: Serve
) -> None:
    answer = serve(to_pay()).post(ORDERS, {**PAY, **change}, idempotency_key="k")
    assert (answer.status, answer.code) == (422, code)
    assert [each["pointer"] for each in answer.json["errors"]] == [pointer]


def test_a_refused_method_names_the_offered_ones(serve: Serve) -> None:
    answer = serve(to_pay()).post(ORDERS, {"method": "cash"}, idempotency_key="k")
    assert METHOD in answer.json["facts"]["offered"]


def test_a_paid_order_offers_no_way_to_pay(serve: Serve) -> None:
    order = a_paid_order(checkout=Checkout(pay_url="https://pay.example/1"))
    answer = read(serve, while_paying(order), order.order_id)
    assert (answer.json["state"], answer.json["checkout"]) == ("paid", None)
    assert answer.json["next_check_at"] is None
    assert "Retry-After" not in answer.headers
    assert "ETag" in answer.headers


def test_an_orders_money_is_listed_with_postings_that_sum_to_zero(serve: Serve) -> None:
    world = while_paying(a_paid_order())
    world.store.put(a_transaction())
    [fact] = serve(world).get(f"/v1/orders/{an_order().order_id}/transactions").json["items"]
    assert (fact["kind"], fact["outcome"], fact["amount"]) == ("payment", "paid", FEE)
    assert fact["verified_by"] == "signature"
    assert sum(posting["amount"] for posting in fact["postings"]) == 0


@pytest.mark.parametrize("flags", [(), (Flag.LATE,), (Flag.DUPLICATE, Flag.OVER)])
def test_an_order_says_what_is_unusual_about_its_money(
    flags: tuple[Flag, ...], serve: Serve
) -> None:
    order = a_paid_order()
    world = while_paying(order)
    world.store.put(
        a_transaction(outcome="cancelled"),
        a_transaction().model_copy(update={"flags": flags}),
    )
    answer = read(serve, world, order.order_id)
    assert answer.json["flags"] == [flag.value for flag in flags]
    [fact] = [
        each
        for each in serve(world).get(f"/v1/orders/{order.order_id}/transactions").json["items"]
        if each["outcome"] == "paid"
    ]
    assert fact["flags"] == answer.json["flags"]


def test_an_order_whose_money_the_provider_reviews_says_so(serve: Serve) -> None:
    order = a_pending_order(in_review=True)
    answer = read(serve, while_paying(order), order.order_id)
    assert (answer.json["state"], answer.json["flags"]) == ("pending", ["review"])


def test_a_payable_order_is_drawn_for_whoever_has_its_link(serve: Serve) -> None:
    order = a_pending_order()
    answer = serve(while_paying(order), anonymous=True).get(
        f"/v1/orders/{order.order_id}/qr?t={order.view_token}"
    )
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert answer.headers["Cache-Control"] == "no-store"
    assert ElementTree.fromstring(answer.text).tag == "{http://www.w3.org/2000/svg}svg"


def test_another_text_draws_another_qr(serve: Serve) -> None:
    def drawn(checkout: Checkout) -> str:
        order = a_pending_order(checkout=checkout)
        api = serve(while_paying(order), anonymous=True)
        return api.get(f"/v1/orders/{order.order_id}/qr?t={order.view_token}").text

    page = drawn(Checkout(pay_url="https://pay.example/1"))
    own = drawn(Checkout(pay_url="https://pay.example/1", qr_text="momo://app?x=1"))
    assert own != page


@pytest.mark.parametrize("query", ["", "?t=", "?t=another", "?t=view-toke", "?t=đ"])
def test_a_wrong_view_token_is_404(query: str, serve: Serve) -> None:
    order = a_pending_order()
    answer = serve(while_paying(order), anonymous=True).get(
        f"/v1/orders/{order.order_id}/qr{query}"
    )
    assert (answer.status, answer.code) == (404, "order_not_found")


def test_a_closed_order_has_no_qr(serve: Serve) -> None:
    order = a_pending_order(state=OrderState.EXPIRED)
    answer = serve(while_paying(order), anonymous=True).get(
        f"/v1/orders/{order.order_id}/qr?t={order.view_token}"
    )
    assert (answer.status, answer.code) == (409, "order_not_payable")


def test_the_methods_of_a_dossier_are_listed_with_their_limits(serve: Serve) -> None:
    answer = serve(to_pay()).get(f"/v1/methods?dossier={CODE}")
    assert len(answer.json) == 2
    first = answer.json[0]
    assert (first["method"], first["provider"]) == (METHOD, "fakepay")
    assert (first["min"], first["max"]) == (1_000, 50_000_000)
    assert (first["healthy"], first["reason"]) == (True, None)


def test_a_method_that_is_not_offered_is_not_listed(serve: Serve) -> None:
    world = to_pay()
    world.store.put(an_offering(methods=("fake_card",)))
    listed = serve(world).get(f"/v1/methods?dossier={CODE}").json
    assert [each["method"] for each in listed] == ["fake_card"]


def test_a_time_is_written_in_utc(serve: Serve) -> None:
    order = a_pending_order()
    shown = read(serve, while_paying(order), order.order_id).json
    assert shown["opened_at"] == "2026-11-23T02:00:00.000000Z"
    assert order.expires_at - order.opened_at == timedelta(minutes=100)
